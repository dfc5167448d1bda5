import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPagerSelector, createThreadSelector } from '#chat/selectors.ts';
import { createTestStore, finish, settle, text } from './fake-provider.ts';

/** What a person may do; numbers choose among what is there. */
type Step =
  | { readonly do: 'send' | 'again' | 'edit' | 'show' | 'stop' | 'remove' | 'restore'; readonly choice: number }
  | { readonly do: 'words' | 'end'; readonly choice: number };

const steps: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('send', 'send', 'again', 'edit', 'show', 'stop', 'remove', 'restore', 'words', 'words', 'end', 'end'),
  choice: fc.nat({ max: 1000 }),
});

/** The naive conversation: nodes in the order they were made, found by walking through all of them. */
interface Node {
  id: string;
  readonly parent: string | null;
  readonly question: boolean;
  text: string;
  status: string;
  readonly stream: number;
}

function createModel() {
  const nodes: Node[] = [];
  const model = { nodes, head: null as string | null, deleted: false };
  const find = (id: string | null): Node | undefined => nodes.find((node) => node.id === id);
  return {
    model,
    find,
    path(): string[] {
      const ids: string[] = [];
      for (let node = find(model.head); node !== undefined; node = find(node.parent)) ids.unshift(node.id);
      return ids;
    },
    below(id: string): string {
      const inside = new Set([id]);
      for (const node of nodes) if (node.parent !== null && inside.has(node.parent)) inside.add(node.id);
      return nodes.filter((node) => inside.has(node.id) && !nodes.some((other) => other.parent === node.id)).at(-1)?.id ?? id;
    },
  };
}

async function play(program: readonly Step[]): Promise<void> {
  const { store, actions, provider } = createTestStore();
  const { model, find, path, below } = createModel();
  let conversationId: string | null = null;
  let streams = 0;
  const thread = (): readonly string[] => (conversationId === null ? [] : createThreadSelector(conversationId)(store.getState()));
  const pick = (choice: number, which: (node: Node) => boolean): Node | undefined => {
    const candidates = model.nodes.filter(which);
    return candidates[choice % Math.max(1, candidates.length)];
  };
  const isRunning = (node: Node | undefined): boolean => node?.status === 'waiting' || node?.status === 'streaming';
  const answered = (id: string, parent: string): void => {
    model.nodes.push({ id, parent, question: false, text: '', status: 'waiting', stream: streams });
    streams += 1;
    model.head = id;
  };
  const questioned = (parent: string | null, words: string): string => {
    const id = thread().at(-2) ?? '';
    model.nodes.push({ id, parent, question: true, text: words, status: '', stream: -1 });
    return id;
  };
  const stopped = (node: Node | undefined): void => {
    if (node !== undefined && isRunning(node)) node.status = 'stopped';
  };

  for (const [place, { do: action, choice }] of program.entries()) {
    const words = `text ${place}`;
    if (action === 'send') {
      const refused = model.deleted || isRunning(find(model.head));
      const parent = model.head;
      const sent = actions.send({ conversationId, text: words });
      expect(sent === null).toBe(refused);
      if (sent === null) continue;
      conversationId = sent.conversationId;
      answered(sent.answerId, questioned(parent, words));
    } else if (action === 'again') {
      const node = pick(choice, ({ question }) => !question);
      if (node === undefined) continue;
      const id = actions.askAgain(node.id);
      expect(id === null).toBe(model.deleted);
      if (id !== null && node.parent !== null) answered(id, node.parent);
    } else if (action === 'edit') {
      const node = pick(choice, ({ question }) => question);
      if (node === undefined) continue;
      const id = actions.edit(node.id, words);
      expect(id === null).toBe(model.deleted);
      if (id !== null) answered(id, questioned(node.parent, words));
    } else if (action === 'show') {
      const node = pick(choice, () => true);
      if (node === undefined) continue;
      actions.showBranch(node.id);
      model.head = below(node.id);
    } else if (action === 'stop') {
      const node = pick(choice, ({ question }) => !question);
      if (node === undefined) continue;
      actions.stop(node.id);
      stopped(node);
    } else if (action === 'remove' && conversationId !== null) {
      actions.remove(conversationId);
      model.deleted = true;
      for (const node of model.nodes) stopped(node);
    } else if (action === 'restore' && conversationId !== null) {
      actions.restore(conversationId);
      model.deleted = false;
    } else if (action === 'words' || action === 'end') {
      const node = pick(choice, isRunning);
      if (node === undefined) continue;
      await settle();
      await provider.send(action === 'words' ? [text(words)] : [text(words), finish], node.stream);
      node.text += words;
      node.status = action === 'words' ? 'streaming' : 'done';
    }
    await settle();
    const state = store.getState();
    expect(thread()).toEqual(path());
    for (const node of model.nodes) {
      const message = state.messages.get(node.id);
      expect(message).toMatchObject({ text: node.text, parentId: node.parent });
      if (message?.kind === 'answer') expect(message.status).toBe(node.status);
      expect(createPagerSelector(node.id)(state)?.count).toBe(model.nodes.filter(({ parent }) => parent === node.parent).length);
    }
    expect(state.messages.size).toBe(model.nodes.length);
  }
}

test('any program of actions does what a naive model of a conversation does', async () => {
  await fc.assert(fc.asyncProperty(fc.array(steps, { maxLength: 25 }), play), { numRuns: 40 });
}, 60_000);

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { livingMessages } from '#chat/living-messages.ts';
import { createPagerSelector, createThreadSelector } from '#chat/selectors.ts';
import { createNaiveConversation, isRunning, type Node } from './naive-conversation.ts';
import { createTestStore, finish, settle, text } from './fake-provider.ts';

const actions = [
  ...(['send', 'send', 'again', 'edit', 'show', 'stop', 'remove', 'restore', 'words', 'words', 'end', 'end'] as const),
  ...(['fork', 'move', 'cut', 'cut', 'undo', 'continue', 'continue', 'drafts', 'choose', 'answer'] as const),
];

/** What a person may do; numbers choose among what is there. */
interface Step {
  readonly do: (typeof actions)[number];
  readonly choice: number;
}

const steps: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom(...actions), choice: fc.nat({ max: 1000 }) });

async function play(program: readonly Step[]): Promise<void> {
  const { store, actions: person, provider } = createTestStore();
  let naive = createNaiveConversation();
  let conversationId: string | null = null;
  let streams = 0;
  /** Messages of conversations that were left for a copy. */
  let elsewhere = 0;
  const thread = (id: string | null = conversationId): readonly string[] => (id === null ? [] : createThreadSelector(id)(store.getState()));
  const pick = (choice: number, which: (node: Node) => boolean): Node | undefined => {
    const candidates = naive.nodes.filter(which);
    return candidates[choice % Math.max(1, candidates.length)];
  };
  const answered = (id: string, parent: string, begins = '', draftSet: string | null = null): void => {
    naive.nodes.push({ id, parent, question: false, text: begins, status: 'waiting', stream: streams, removed: false, draftSet });
    streams += 1;
    naive.head = id;
  };
  const questioned = (id: string, parent: string | null, words: string): string => {
    naive.nodes.push({ id, parent, question: true, text: words, status: '', stream: -1, removed: false, draftSet: null });
    return id;
  };
  const questionOf = (answerId: string): string => store.getState().messages.get(answerId)?.parentId ?? '';
  const lives = (node: Node): boolean => !naive.deleted && !naive.isGone(node.id);
  const stopped = (node: Node | undefined): void => {
    if (node !== undefined && isRunning(node)) node.status = 'stopped';
  };

  for (const [place, { do: action, choice }] of program.entries()) {
    const words = `text ${place}`;
    const answer = pick(choice, ({ question }) => !question);
    const question = pick(choice, (node) => node.question);
    const any = pick(choice, () => true);
    if (action === 'send') {
      const parent = naive.shown();
      const refused = naive.deleted || isRunning(naive.find(parent));
      const sent = person.send({ conversationId, text: words });
      expect(sent === null).toBe(refused);
      if (sent === null) continue;
      conversationId = sent.conversationId;
      answered(sent.answerId, questioned(questionOf(sent.answerId), parent, words));
    } else if (action === 'again' && answer !== undefined) {
      const id = person.askAgain(answer.id);
      expect(id === null).toBe(!lives(answer));
      if (id !== null && answer.parent !== null) answered(id, answer.parent);
    } else if (action === 'edit' && question !== undefined) {
      const id = person.edit(question.id, words);
      expect(id === null).toBe(!lives(question));
      if (id !== null) answered(id, questioned(questionOf(id), question.parent, words));
    } else if (action === 'answer' && question !== undefined) {
      const id = person.answerQuestion(question.id);
      expect(id === null).toBe(!lives(question) || naive.hasFollowers(question.id));
      if (id !== null) answered(id, question.id);
    } else if (action === 'drafts' && answer !== undefined) {
      const before = store.getState().messages;
      const count = 2 + (choice % 3);
      const first = await person.askDrafts(answer.id, count);
      expect(first === null).toBe(!lives(answer));
      if (first === null || answer.parent === null) continue;
      const added = [...store.getState().messages.keys()].filter((id) => !before.has(id));
      expect(added).toHaveLength(count);
      for (const id of added) answered(id, answer.parent, '', words);
      naive.head = first;
    } else if (action === 'choose') {
      const draft = pick(choice, ({ draftSet }) => draftSet !== null);
      if (draft === undefined) continue;
      const set = naive.openDrafts(draft);
      const counts = !naive.deleted && !naive.isGone(draft.id) && set.length > 1;
      const before = store.getState().items.size;
      await person.chooseDraft(draft.id);
      expect(store.getState().items.size).toBe(before + (counts ? 1 : 0));
      if (!counts) continue;
      for (const one of set) {
        stopped(one);
        naive.decided.add(one.id);
      }
      naive.head = draft.id;
    } else if (action === 'continue' && answer !== undefined) {
      const id = await person.continueAnswer(answer.id, 'Go on.');
      expect(id === null).toBe(!lives(answer) || answer.status !== 'stopped' || answer.text === '');
      if (id !== null && answer.parent !== null) answered(id, answer.parent, answer.text);
    } else if (action === 'show' && any !== undefined) {
      person.showBranch(any.id);
      if (!naive.isGone(any.id)) naive.head = naive.below(any.id);
    } else if (action === 'cut' && any !== undefined) {
      person.removeBranch(any.id);
      any.removed = true;
      for (const node of naive.nodes) if (naive.way(node.id).includes(any)) stopped(node);
    } else if (action === 'undo') {
      const gone = pick(choice, ({ removed }) => removed);
      if (gone === undefined) continue;
      person.restoreBranch(gone.id);
      gone.removed = false;
    } else if ((action === 'fork' || action === 'move') && any !== undefined) {
      const from = store.getState();
      const id = await person.fork(any.id);
      expect(id === null).toBe(!lives(any) || isRunning(any));
      if (id === null) continue;
      const originals = naive.way(any.id);
      const copies = thread(id);
      expect(copies).toHaveLength(originals.length);
      for (const [at, copyId] of copies.entries()) {
        const original = from.messages.get(originals[at]?.id ?? '');
        const copy = store.getState().messages.get(copyId);
        expect(from.messages.has(copyId)).toBe(false);
        expect(copy).toMatchObject({ kind: original?.kind, text: original?.text, createdAt: original?.createdAt, conversationId: id });
        if (copy?.kind === 'answer' && original?.kind === 'answer') {
          expect(copy.provenance).toEqual(original.provenance);
          expect(copy.status).toBe(original.status);
        }
      }
      expect(store.getState().conversations.get(id)?.origin).toMatchObject({ conversationId, messageId: any.id });
      if (action === 'fork') elsewhere += copies.length;
      else {
        const copied = originals.map((node, at): Node => {
          return { ...node, id: copies[at] ?? '', parent: copies[at - 1] ?? null, stream: -1, removed: false, draftSet: null };
        });
        elsewhere += naive.nodes.length;
        naive = createNaiveConversation(copied);
        conversationId = id;
      }
    } else if (action === 'stop' && answer !== undefined) {
      person.stop(answer.id);
      stopped(answer);
    } else if (action === 'remove' && conversationId !== null) {
      person.remove(conversationId);
      naive.deleted = true;
      for (const node of naive.nodes) stopped(node);
    } else if (action === 'restore' && conversationId !== null) {
      person.restore(conversationId);
      naive.deleted = false;
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
    expect(thread()).toEqual(naive.way(naive.shown()).map(({ id }) => id));
    for (const node of naive.nodes) {
      const message = state.messages.get(node.id);
      expect(message).toMatchObject({ text: node.text, parentId: node.parent });
      if (message?.kind === 'answer') expect(message.status).toBe(node.status);
      const versions = naive.nodes.filter(({ parent, removed }) => parent === node.parent && !removed);
      expect(createPagerSelector(node.id)(state)?.count).toBe(node.removed ? undefined : versions.length);
    }
    expect(state.messages.size).toBe(naive.nodes.length + elsewhere);
    const conversation = state.conversations.get(conversationId ?? '');
    if (conversation === undefined) continue;
    const own = [...state.messages.values()].filter((message) => message.conversationId === conversationId);
    const living = new Set(naive.nodes.filter(({ id }) => !naive.isGone(id)).map(({ id }) => id));
    expect(new Set(livingMessages(conversation, own).map(({ id }) => id))).toEqual(living);
  }
}

test('any program of actions does what a naive model of a conversation does', async () => {
  await fc.assert(fc.asyncProperty(fc.array(steps, { maxLength: 25, size: 'max' }), play), { numRuns: 80 });
}, 60_000);

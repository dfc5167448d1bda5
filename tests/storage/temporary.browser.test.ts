import { expect, test } from 'vitest';
import { runActions } from '#chat/actions/runs.ts';
import { type ChatState, temporaryDraft } from '#chat/state.ts';
import { finish, settle, text } from '../chat/fake-provider.ts';
import { freshName, openTab, rowsOf, sent } from './tab.ts';

const empty = { conversations: [], messages: [], checkpoints: [], drafts: [], setAside: [], items: [] };

test('nothing of a temporary conversation is written, told to other tabs or exported, until it is kept', async () => {
  const name = freshName();
  const [tab, other] = [await openTab(name), await openTab(name)];
  const heard: unknown[] = [];
  const channel = new BroadcastChannel(`${name}:records`);
  channel.addEventListener('message', ({ data }) => heard.push(data));

  tab.actions.setDraft(temporaryDraft, 'a secret');
  const { conversationId } = sent(tab.actions.send({ conversationId: null, text: 'a secret', temporary: true }));
  await expect.poll(() => tab.provider.requests.length).toBe(1);
  await tab.provider.send([text('half ')]);
  tab.actions.setDraft(conversationId, 'another secret');
  // Longer than checkpoints and drafts wait.
  await new Promise((resolve) => setTimeout(resolve, 700));
  await tab.provider.send([text('an answer'), finish]);
  tab.actions
    .group(runActions)
    .addVote({ questionId: questionIdOf(tab.store.getState(), conversationId), how: 'drafts', sides: [], choice: 'tie' });
  // Something else is written, so that whatever waited would be written with it.
  const kept = sent(tab.actions.send({ conversationId: null, text: 'something else' }));
  await expect.poll(() => tab.provider.requests.length).toBe(2);
  await tab.provider.send([finish]);
  await tab.storage.beforeRequest([]);
  const rows = await rowsOf(name);
  expect(rows.conversations).toMatchObject([{ id: kept.conversationId }]);
  expect(rows.items).toEqual([]);
  expect(JSON.stringify(rows)).not.toMatch(/a secret|another secret|an answer/);
  await expect.poll(() => other.store.getState().conversations.size).toBe(1);
  expect(JSON.stringify(heard)).not.toMatch(/a secret|another secret|an answer/);
  const exported = await (await tab.storage.exportEverything()).text();
  expect(exported).toContain('something else');
  expect(exported).not.toMatch(/a secret|an answer/);

  const search = await tab.storage.openSearch();
  const lookFor = (words: string): Promise<number> =>
    new Promise((resolve, reject) => {
      let found = 0;
      search.find(
        { terms: [{ kind: 'words', text: words, isNegated: false }] },
        {
          found: (list) => {
            found += list.length;
          },
          done: () => resolve(found),
          failed: reject,
        },
      );
    });
  expect([await lookFor('else'), await lookFor('secret'), await lookFor('half')]).toEqual([1, 0, 0]);
  search.close();

  tab.actions.keepTemporary(conversationId);
  await tab.storage.beforeRequest([]);
  const after = await rowsOf(name);
  expect(after.conversations.length).toBe(2);
  expect(after.items).toMatchObject([{ kind: 'vote' }]);
  expect(JSON.stringify(after)).toMatch(/"a secret"/);
  expect(JSON.stringify(after)).toContain('half an answer');
  expect(JSON.stringify(after.conversations)).not.toContain('temporary');
  expect(after.drafts).toMatchObject([{ text: 'another secret' }]);
  await expect.poll(() => other.store.getState().conversations.has(conversationId)).toBe(true);
  channel.close();
  await tab.storage.close();
  await other.storage.close();
});

test('a temporary conversation that was forgotten has left nothing', async () => {
  const name = freshName();
  const tab = await openTab(name);
  sent(tab.actions.send({ conversationId: null, text: 'a secret', temporary: true }));
  await expect.poll(() => tab.provider.requests.length).toBe(1);
  await tab.provider.send([text('half')]);
  tab.actions.forgetTemporary();
  await settle();
  await tab.storage.close();
  expect(await rowsOf(name)).toEqual(empty);
});

function questionIdOf({ messages }: ChatState, conversationId: string): string {
  const question = [...messages.values()].find((message) => message.kind === 'question' && message.conversationId === conversationId);
  return question?.id ?? '';
}

import { expect, test } from 'vitest';
import { temporaryDraft } from '#chat/state.ts';
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
  // Something else is written, so that whatever waited would be written with it.
  const kept = sent(tab.actions.send({ conversationId: null, text: 'something else' }));
  await expect.poll(() => tab.provider.requests.length).toBe(2);
  await tab.provider.send([finish]);
  await tab.storage.beforeRequest([]);
  const rows = await rowsOf(name);
  expect(rows.conversations).toMatchObject([{ id: kept.conversationId }]);
  expect(JSON.stringify(rows)).not.toMatch(/a secret|another secret|an answer/);
  await expect.poll(() => other.store.getState().conversations.size).toBe(1);
  expect(JSON.stringify(heard)).not.toMatch(/a secret|another secret|an answer/);
  const exported = await (await tab.storage.exportEverything()).text();
  expect(exported).toContain('something else');
  expect(exported).not.toMatch(/a secret|an answer/);

  tab.actions.keepTemporary(conversationId);
  await tab.storage.beforeRequest([]);
  const after = await rowsOf(name);
  expect(after.conversations.length).toBe(2);
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

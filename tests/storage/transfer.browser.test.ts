import { expect, test } from 'vitest';
import { createThreadSelector, livingConversations } from '#chat/selectors.ts';
import { finish, text } from '../chat/fake-provider.ts';
import { freshName, openTab, rowsOf, sent } from './tab.ts';

async function withOneConversation() {
  const name = freshName();
  const tab = await openTab(name);
  const { conversationId, answerId } = sent(tab.actions.send({ conversationId: null, text: 'one' }));
  await expect.poll(() => tab.provider.requests.length).toBe(1);
  await tab.provider.send([text('two'), finish]);
  await expect.poll(async () => (await rowsOf(name)).checkpoints.length).toBe(0);
  return { ...tab, name, conversationId, answerId, file: async () => (await tab.storage.exportEverything()).text() };
}

test('what is exported can be imported elsewhere and is the same there', async () => {
  const from = await withOneConversation();
  const to = await openTab(freshName());
  const file = await from.file();
  expect(JSON.parse(file)).toMatchObject({ format: 'stemma-archive', version: 1 });
  expect(await to.storage.importArchive(file)).toEqual({ added: 3, skipped: 0, problems: [] });
  expect(to.store.getState().conversations).toEqual(from.store.getState().conversations);
  await to.storage.openConversation(from.conversationId);
  expect(to.store.getState().messages).toEqual(from.store.getState().messages);
  expect(await to.storage.importArchive(file)).toEqual({ added: 0, skipped: 3, problems: [] });
  await from.storage.close();
  await to.storage.close();
});

test('a live answer is exported as interrupted with its words so far, and deleted conversations are not', async () => {
  const tab = await withOneConversation();
  tab.actions.askAgain(tab.answerId);
  await expect.poll(() => tab.provider.requests.length).toBe(2);
  await tab.provider.send([text('hal')]);
  const { records } = JSON.parse(await tab.file());
  expect(records.at(-1)).toMatchObject({ kind: 'answer', status: 'interrupted', text: 'hal' });
  tab.actions.remove(tab.conversationId);
  expect(JSON.parse(await tab.file()).records).toEqual([]);
  await tab.storage.close();
});

test('a conversation that was deleted here comes back from a file', async () => {
  const tab = await withOneConversation();
  const file = await tab.file();
  tab.actions.remove(tab.conversationId);
  expect(livingConversations(tab.store.getState())).toEqual([]);
  await expect.poll(async () => (await rowsOf(tab.name)).conversations).not.toMatchObject([{ deleted: { value: null } }]);
  expect(await tab.storage.importArchive(file)).toMatchObject({ added: 1, skipped: 2 });
  expect(livingConversations(tab.store.getState())).toHaveLength(1);
  await tab.storage.close();
});

test('an import shows at once in a conversation that is open, in every tab', async () => {
  const from = await withOneConversation();
  const early = await from.file();
  from.actions.askAgain(from.answerId);
  await expect.poll(() => from.provider.requests.length).toBe(2);
  await from.provider.send([text('three'), finish]);
  const late = await from.file();

  const name = freshName();
  const [one, other] = [await openTab(name), await openTab(name)];
  await one.storage.importArchive(early);
  await expect.poll(() => other.store.getState().conversations.size).toBe(1);
  await one.storage.openConversation(from.conversationId);
  await other.storage.openConversation(from.conversationId);
  await one.storage.importArchive(late);
  for (const { store } of [one, other]) {
    await expect.poll(() => store.getState().messages.size).toBe(3);
    const [, shown] = createThreadSelector(from.conversationId)(store.getState());
    expect(store.getState().messages.get(shown ?? '')?.text).toBe('three');
  }
  for (const tab of [from, one, other]) await tab.storage.close();
});

test('the plain form is taken, and can be asked on', async () => {
  const tab = await openTab(freshName());
  const plain = [
    {
      title: 'Greeting',
      messages: [
        { role: 'user', content: 'hello' },
        { role: 'assistant', content: 'hi' },
      ],
    },
    { title: null, messages: [{ role: 'robot', content: 'x' }] },
  ];
  const report = await tab.storage.importArchive(JSON.stringify(plain));
  expect(report).toMatchObject({ added: 3, skipped: 0 });
  expect(report.problems).toHaveLength(1);
  expect(report.problems[0]).toMatch(/^Conversation 2: messages\.0\.role/);
  const [conversation] = livingConversations(tab.store.getState());
  expect(conversation?.title.value).toBe('Greeting');
  await tab.storage.openConversation(conversation?.id ?? '');
  sent(tab.actions.send({ conversationId: conversation?.id ?? '', text: 'and now' }));
  await expect.poll(() => tab.provider.requests.length).toBe(1);
  expect(tab.provider.requests[0]?.turns).toEqual([
    { role: 'user', text: 'hello' },
    { role: 'assistant', text: 'hi' },
    { role: 'user', text: 'and now' },
  ]);
  await tab.storage.close();
});

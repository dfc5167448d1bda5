import { expect, test } from 'vitest';
import { livingConversations, temporaryConversation } from '#chat/selectors.ts';
import { temporaryDraft } from '#chat/state.ts';
import { createTestStore, finish, settle, text } from './fake-provider.ts';

async function temporaryChat() {
  const stage = createTestStore();
  stage.actions.setDraft(temporaryDraft, 'a secret');
  const sent = stage.actions.send({ conversationId: null, text: 'a secret', temporary: true });
  if (sent === null) throw new Error('Nothing was sent.');
  await settle();
  return { ...stage, ...sent };
}

test('a temporary conversation is answered, and neither listed nor named after its question', async () => {
  const { store, provider, answer, answerId, conversationId } = await temporaryChat();
  await provider.send([text('an answer'), finish]);
  expect(answer(answerId)).toMatchObject({ status: 'done', text: 'an answer' });
  expect(temporaryConversation(store.getState())).toBe(conversationId);
  expect(livingConversations(store.getState())).toEqual([]);
  expect(store.getState().conversations.get(conversationId)?.title.value).toBeNull();
  expect(store.getState().drafts.size).toBe(0);
});

test('forgetting it ends the answer that is being written, and leaves nothing', async () => {
  const { store, actions, provider, conversationId } = await temporaryChat();
  await provider.send([text('half an')]);
  actions.setDraft(conversationId, 'more');
  actions.forgetTemporary();
  expect(provider.signals[0]?.aborted).toBe(true);
  await settle();
  const { conversations, messages, loaded, drafts } = store.getState();
  expect([conversations.size, messages.size, loaded.size, drafts.size]).toEqual([0, 0, 0, 0]);
});

test('forgetting leaves the other conversations as they are', async () => {
  const { store, actions } = await temporaryChat();
  const other = actions.send({ conversationId: null, text: 'not a secret' });
  actions.forgetTemporary();
  expect([...store.getState().conversations.keys()]).toEqual([other?.conversationId]);
  expect(store.getState().messages.size).toBe(2);
});

test('kept by choice it is a conversation like the others, named after its first question', async () => {
  const { store, actions, provider, conversationId } = await temporaryChat();
  await provider.send([text('an answer'), finish]);
  actions.keepTemporary(conversationId);
  expect(temporaryConversation(store.getState())).toBeNull();
  expect(livingConversations(store.getState())).toMatchObject([{ id: conversationId, title: { value: 'a secret' } }]);
  expect(store.getState().conversations.get(conversationId)).not.toHaveProperty('temporary');
  actions.forgetTemporary();
  expect(store.getState().messages.size).toBe(2);
});

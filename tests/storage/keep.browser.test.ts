import { describe, expect, test } from 'vitest';
import { createThreadSelector } from '#chat/selectors.ts';
import { finish, settle, text } from '../chat/fake-provider.ts';
import { freshName, openTab, rowsOf, sent } from './tab.ts';

describe('what was said', () => {
  test('is there again after closing and opening', async () => {
    const name = freshName();
    const first = await openTab(name);
    const { conversationId, answerId } = sent(first.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => first.provider.requests.length).toBe(1);
    await first.provider.send([
      { type: 'served', model: 'm', catalogId: null },
      { type: 'reasoning-delta', text: 'hm' },
      text('two'),
      finish,
    ]);
    const again = first.actions.askAgain(answerId);
    await expect.poll(() => first.provider.requests.length).toBe(2);
    await first.provider.send([text('three'), { type: 'error', error: { code: 'busy', detail: 'later', status: 503 } }]);
    first.actions.showBranch(answerId);
    first.actions.rename(conversationId, 'A name');
    first.actions.setParameters({ temperature: 0.2 });
    first.actions.chooseModel('hand/other', null);
    await first.storage.close();
    const before = first.store.getState();

    const second = await openTab(name);
    expect(second.store.getState()).toMatchObject({
      conversations: before.conversations,
      chosenModel: 'hand/other',
      parameters: { temperature: 0.2 },
      keeping: { state: 'kept' },
    });
    expect(second.store.getState().messages.size).toBe(0);
    await second.storage.openConversation(conversationId);
    expect(second.store.getState().messages).toEqual(before.messages);
    expect(second.answer(again ?? '')).toMatchObject({ status: 'failed', text: 'three', error: { code: 'busy', status: 503 } });
    expect(createThreadSelector(conversationId)(second.store.getState()).at(-1)).toBe(answerId);
    expect(second.problems).toEqual([]);
    expect((await rowsOf(name)).checkpoints).toEqual([]);
    await second.storage.close();
  });

  test('is committed, question and empty answer, when the request is sent', async () => {
    const name = freshName();
    const tab = await openTab(name);
    const { conversationId, answerId } = sent(tab.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    const rows = await rowsOf(name);
    expect(rows.conversations).toMatchObject([{ id: conversationId, title: { value: 'one' } }]);
    expect(rows.messages).toMatchObject([
      { kind: 'question', text: 'one' },
      { id: answerId, status: 'waiting', text: '' },
    ]);
    await tab.storage.close();
  });

  test('is checkpointed while it is written, and the settled row takes the checkpoint away', async () => {
    const name = freshName();
    const tab = await openTab(name);
    sent(tab.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    await tab.provider.send([text('half of')]);
    await expect.poll(async () => (await rowsOf(name)).checkpoints).toMatchObject([{ status: 'streaming', text: 'half of' }]);
    expect((await rowsOf(name)).messages[1]).toMatchObject({ status: 'waiting', text: '' });
    await tab.provider.send([text(' it'), finish]);
    await expect.poll(async () => (await rowsOf(name)).checkpoints).toEqual([]);
    expect((await rowsOf(name)).messages[1]).toMatchObject({ status: 'done', text: 'half of it' });
    await tab.storage.close();
  });

  test('is not written again and again: words between two checkpoints make one write', async () => {
    const name = freshName();
    const tab = await openTab(name);
    sent(tab.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    const original = IDBObjectStore.prototype.put;
    const writes: string[] = [];
    IDBObjectStore.prototype.put = function put(...values) {
      writes.push(this.name);
      return original.apply(this, values);
    };
    const begun = performance.now();
    try {
      for (let word = 0; word < 50; word += 1) await tab.provider.send([text('word ')]);
    } finally {
      IDBObjectStore.prototype.put = original;
    }
    const seconds = (performance.now() - begun) / 1000;
    expect(writes.length).toBeGreaterThan(0);
    expect(writes.length).toBeLessThanOrEqual(2 + 4 * seconds);
    expect(new Set(writes)).toEqual(new Set(['checkpoints']));
    await tab.storage.close();
  });
});

describe('drafts', () => {
  test('are kept, and gone once they are sent', async () => {
    const name = freshName();
    const first = await openTab(name);
    first.actions.setDraft(null, 'half a thought');
    await expect.poll(async () => (await rowsOf(name)).drafts).toMatchObject([{ text: 'half a thought' }]);
    const second = await openTab(name);
    expect(second.store.getState().drafts).toEqual(new Map([['new', 'half a thought']]));
    second.actions.send({ conversationId: null, text: 'half a thought' });
    await expect.poll(async () => (await rowsOf(name)).drafts).toEqual([]);
    await first.storage.close();
    await second.storage.close();
  });

  test('of another tab stay when this one sends its own, with what is attached', async () => {
    const name = freshName();
    const sender = await openTab(name);
    sender.actions.setDraft(null, 'sent here');
    await expect.poll(async () => (await rowsOf(name)).drafts).toMatchObject([{ text: 'sent here' }]);
    const writer = await openTab(name);
    const attachments = [{ kind: 'text', name: 'a.txt', mediaType: 'text/plain', bytes: 1, text: 'a' }] as const;
    writer.actions.setDraft(null, 'still written there');
    writer.actions.setDraftAttachments(null, attachments);
    await expect.poll(async () => (await rowsOf(name)).drafts).toMatchObject([{ attachments }, { text: 'still written there' }]);
    sender.actions.send({ conversationId: null, text: 'sent here' });
    await sender.storage.close();
    const later = await openTab(name);
    expect(later.store.getState().drafts.get('new')).toBe('still written there');
    expect(later.store.getState().draftAttachments.get('new')).toEqual(attachments);
    writer.actions.send({ conversationId: null, text: 'still written there' });
    await writer.storage.close();
    expect((await rowsOf(name)).drafts).toEqual([]);
    await later.storage.close();
  });

  test('are written while they are being typed, not only in a pause', async () => {
    const name = freshName();
    const tab = await openTab(name);
    let written = '';
    const typing = setInterval(() => {
      written += 'a';
      tab.actions.setDraft(null, written);
    }, 40);
    try {
      await expect.poll(async () => (await rowsOf(name)).drafts.length, { timeout: 3000 }).toBe(1);
    } finally {
      clearInterval(typing);
    }
    await tab.storage.close();
  });

  test('are written by the clock again after everything was deleted', async () => {
    const name = freshName();
    const tab = await openTab(name);
    tab.actions.setDraft(null, 'gone');
    await tab.storage.deleteEverything();
    await new Promise((resolve) => {
      setTimeout(resolve, 400);
    });
    tab.actions.setDraft(null, 'new');
    await expect.poll(async () => (await rowsOf(name)).drafts).toMatchObject([{ text: 'new' }]);
    await tab.storage.close();
  });

  test('are written at once when the page goes', async () => {
    const name = freshName();
    const tab = await openTab(name);
    tab.actions.setDraft(null, 'one');
    await expect.poll(async () => (await rowsOf(name)).drafts.length).toBe(1);
    tab.actions.setDraft(null, 'two');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await settle();
    expect((await rowsOf(name)).drafts).toMatchObject([{ text: 'two' }]);
    await tab.storage.close();
  });
});

test('deleting everything empties the database and the store, in other tabs too, and stops what runs', async () => {
  const name = freshName();
  const [one, other] = [await openTab(name), await openTab(name)];
  const { conversationId } = sent(one.actions.send({ conversationId: null, text: 'one' }));
  one.actions.setDraft(conversationId, 'draft');
  await expect.poll(() => one.provider.requests.length).toBe(1);
  await expect.poll(() => other.store.getState().conversations.size).toBe(1);
  await one.storage.deleteEverything();
  expect(one.provider.signals[0]?.aborted).toBe(true);
  await expect.poll(() => other.store.getState().conversations.size).toBe(0);
  for (const { store } of [one, other]) {
    const { conversations, messages, drafts, keeping } = store.getState();
    expect([conversations.size, messages.size, drafts.size, keeping.state]).toEqual([0, 0, 0, 'kept']);
  }
  await one.storage.close();
  await other.storage.close();
  expect(await rowsOf(name)).toEqual({ conversations: [], messages: [], checkpoints: [], drafts: [], setAside: [], items: [] });
});

test('what is attached to a draft is kept beside its text, and gone once it is sent; removed branches stay out of the export', async () => {
  const name = freshName();
  const attachments = [
    { kind: 'text', name: 'notes.txt', mediaType: 'text/plain', bytes: 5, text: 'sheep', pages: 2 },
    { kind: 'image', name: 'cat.png', mediaType: 'image/png', bytes: 3, data: 'AAAA' },
  ] as const;
  const first = await openTab(name);
  first.actions.setDraft(null, 'look');
  first.actions.setDraftAttachments(null, attachments);
  await first.storage.close();
  const second = await openTab(name);
  expect(second.store.getState().drafts.get('new')).toBe('look');
  expect(second.store.getState().draftAttachments.get('new')).toEqual(attachments);
  const { conversationId, answerId } = sent(second.actions.send({ conversationId: null, text: 'look', attachments }));
  await expect.poll(() => second.provider.requests.length).toBe(1);
  await second.provider.send([text('a cat'), finish]);
  const again = second.actions.askAgain(answerId) ?? '';
  await expect.poll(() => second.provider.requests.length).toBe(2);
  await second.provider.send([text('a removed cat'), finish]);
  second.actions.removeBranch(again);
  const fork = (await second.actions.fork(answerId)) ?? '';
  await second.storage.close();
  expect((await rowsOf(name)).drafts).toEqual([]);

  const third = await openTab(name);
  await third.storage.openConversation(conversationId);
  await third.storage.openConversation(fork);
  expect(createThreadSelector(conversationId)(third.store.getState()).at(-1)).toBe(answerId);
  const question = third.store.getState().messages.get(createThreadSelector(fork)(third.store.getState())[0] ?? '');
  expect(question).toMatchObject({ kind: 'question', attachments });
  expect(third.store.getState().conversations.get(fork)?.origin).toMatchObject({ conversationId, messageId: answerId });
  const exported = await (await third.storage.exportEverything()).text();
  expect(exported).toContain('a cat');
  expect(exported).not.toContain('a removed cat');
  third.actions.restoreBranch(again);
  expect(await (await third.storage.exportEverything()).text()).toContain('a removed cat');
  await third.storage.close();
});

import { describe, expect, test } from 'vitest';
import { openDrafts } from '#chat/drafts.ts';
import { livingMessages } from '#chat/living-messages.ts';
import { createPagerSelector, createThreadSelector } from '#chat/selectors.ts';
import type { Attachment } from '#chat/records.ts';
import { createTestStore, describeByHand, finish, settle, text } from './fake-provider.ts';

const notes: Attachment = { kind: 'text', name: 'notes.txt', mediaType: 'text/plain', bytes: 5, text: 'sheep' };

function some<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('There is none.');
  return value;
}

/** A conversation with one answer that was stopped after these words. */
async function stoppedAt(words: string, changes: Parameters<typeof createTestStore>[0] = {}) {
  const tab = createTestStore(changes);
  const { conversationId, answerId } = some(tab.actions.send({ conversationId: null, text: 'one' }));
  await settle();
  await tab.provider.send([text(words)]);
  tab.actions.stop(answerId);
  await settle();
  return { ...tab, conversationId, answerId };
}

describe('asking another model', () => {
  test('makes a sibling by that model and leaves the model of the conversation as it is', async () => {
    const { store, actions, provider, answer, conversationId, answerId } = await stoppedAt('ha');
    const other = some(actions.askModel(answerId, 'hand/another/model'));
    await settle();
    expect(answer(other).provenance.asked.modelId).toBe('another/model');
    expect(provider.requests.at(-1)?.modelId).toBe('another/model');
    expect(store.getState().conversations.get(conversationId)?.model.value).toBe('hand/some/model');
    expect(createPagerSelector(other)(store.getState())).toMatchObject({ position: 2, count: 2 });
  });
});

describe('going on from a cut answer', () => {
  test('makes a sibling that begins with the old words, to the letter, and says whose they are', async () => {
    const { actions, provider, answer, answerId } = await stoppedAt('Once upon a ti');
    actions.chooseModel('hand/another/model', answer(answerId).conversationId);
    const on = some(await actions.continueAnswer(answerId, 'Go on.'));
    expect(answer(on)).toMatchObject({ status: 'waiting', text: 'Once upon a ti' });
    await settle();
    expect(provider.requests.at(-1)).toMatchObject({ begun: 'Once upon a ti', turns: [{ role: 'user', text: 'one' }] });
    await provider.send([text('me, '), text('there was'), finish]);
    expect(answer(on)).toMatchObject({ status: 'done', text: 'Once upon a time, there was' });
    expect(answer(on).provenance.continues).toEqual([{ answerId, end: 14, model: 'hand/some/model', catalogId: null }]);
    expect(answer(on).provenance.asked.modelId).toBe('another/model');
    expect(answer(answerId)).toMatchObject({ status: 'stopped', text: 'Once upon a ti' });
  });

  test('leaves off blanks at the end, which the model writes anew, and tells all who wrote the beginning', async () => {
    const { actions, provider, answer, answerId } = await stoppedAt('First.\n\n');
    const second = some(await actions.continueAnswer(answerId, 'Go on.'));
    await settle();
    expect(provider.requests.at(-1)?.begun).toBe('First.');
    await provider.send([text('\n\nSecond')]);
    actions.stop(second);
    await settle();
    const third = some(await actions.continueAnswer(second, 'Go on.'));
    await settle();
    await provider.send([text('.'), finish]);
    expect(answer(third).text).toBe('First.\n\nSecond.');
    expect(answer(third).provenance.continues).toMatchObject([
      { answerId, end: 6 },
      { answerId: second, end: 14 },
    ]);
  });

  test('asks in words, with a question of its own below the answer, where the backend cannot begin an answer', async () => {
    const { store, actions, provider, conversationId, answerId } = await stoppedAt('ha');
    provider.canContinue = () => Promise.resolve(false);
    const on = some(await actions.continueAnswer(answerId, 'Go on.'));
    await settle();
    expect(provider.requests.at(-1)?.turns).toEqual([
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'ha' },
      { role: 'user', text: 'Go on.' },
    ]);
    expect(provider.requests.at(-1)?.begun).toBeUndefined();
    expect(createThreadSelector(conversationId)(store.getState())).toHaveLength(4);
    expect(createThreadSelector(conversationId)(store.getState()).at(-1)).toBe(on);
  });

  test('is not done with a whole answer, without words, or for a model that reads what it wants', async () => {
    const { actions, provider, answerId } = await stoppedAt(' ');
    expect(await actions.continueAnswer(answerId, 'Go on.')).toBeNull();
    const again = some(actions.askAgain(answerId));
    await settle();
    await provider.send([text('whole'), finish]);
    expect(await actions.continueAnswer(again, 'Go on.')).toBeNull();
    const guide = await stoppedAt('ha', { describeModel: (model) => describeByHand(model, { cutsItself: true }) });
    expect(await guide.actions.continueAnswer(guide.answerId, 'Go on.')).toBeNull();
  });

  test('takes an answer that reached its length for cut', async () => {
    const { actions, provider, answer, answerId } = await stoppedAt('x');
    const again = some(actions.askAgain(answerId));
    await settle();
    await provider.send([text('so far'), { type: 'finish', reason: 'length' }]);
    const on = some(await actions.continueAnswer(again, 'Go on.'));
    expect(answer(on).text).toBe('so far');
  });
});

describe('drafts', () => {
  test('are asked for at once with a seed each; a choice keeps one as the best, stops the others and is remembered', async () => {
    const { store, actions, provider, answer } = createTestStore();
    const { conversationId, answerId: before } = some(actions.send({ conversationId: null, text: 'one' }));
    actions.stop(before);
    await settle();
    provider.requests.length = 0;
    const answerId = some(await actions.askDrafts(before, 3));
    await settle();
    expect(new Set(provider.requests.map(({ parameters }) => parameters.seed)).size).toBe(3);
    expect(provider.requests).toHaveLength(3);
    const streams = provider.signals.length;
    const ids = openDrafts(store.getState(), answerId);
    expect(ids).toHaveLength(3);
    expect(ids[0]).toBe(answerId);
    expect(createThreadSelector(conversationId)(store.getState()).at(-1)).toBe(answerId);
    await provider.send([text('b'), finish], streams - 2);
    await provider.send([text('c')], streams - 1);
    await actions.chooseDraft(ids[1] ?? '');
    await settle();
    expect(answer(ids[2] ?? '')).toMatchObject({ status: 'stopped', text: 'c' });
    expect([...store.getState().items.values()]).toMatchObject([
      { kind: 'vote', how: 'drafts', choice: 1, sides: ids.map((id) => ({ answerId: id, model: 'hand/some/model' })) },
    ]);
    expect(openDrafts(store.getState(), ids[1] ?? '')).toEqual([]);
    expect(createThreadSelector(conversationId)(store.getState()).at(-1)).toBe(ids[1]);
    expect(createPagerSelector(ids[1] ?? '')(store.getState())).toMatchObject({ position: 3, count: 4 });
  });

  test('follow the seed that the person set', async () => {
    const { actions, provider } = createTestStore();
    actions.setParameters({ seed: 7 });
    const { answerId } = some(actions.send({ conversationId: null, text: 'one' }));
    await actions.askDrafts(answerId, 2);
    await settle();
    expect(provider.requests.map(({ parameters }) => parameters.seed)).toEqual([7, 7, 8]);
  });
});

describe('a removed branch', () => {
  test('is not shown, not answered, not copied, and comes back as it was', async () => {
    const { store, actions, provider, conversationId, answerId } = await stoppedAt('ha');
    const again = some(actions.askAgain(answerId));
    await settle();
    await provider.send([text('hm'), finish]);
    actions.removeBranch(again);
    const thread = () => createThreadSelector(conversationId)(store.getState());
    expect(thread().at(-1)).toBe(answerId);
    expect([actions.askAgain(again), await actions.fork(again), await actions.continueAnswer(again, 'x')]).toEqual([null, null, null]);
    actions.removeBranch(answerId);
    const [questionId = ''] = thread();
    expect(thread()).toEqual([questionId]);
    const conversation = some(store.getState().conversations.get(conversationId));
    expect(livingMessages(conversation, [...store.getState().messages.values()]).map(({ id }) => id)).toEqual([questionId]);
    actions.restoreBranch(again);
    expect(thread()).toEqual([questionId, again]);
    actions.removeBranch(questionId);
    expect(thread()).toEqual([]);
  });
});

describe('attachments', () => {
  test('are kept with the question, sent with it, and stay when it is edited', async () => {
    const { store, actions, provider, answer } = createTestStore();
    actions.setDraftAttachments(null, [notes]);
    expect(actions.send({ conversationId: null, text: ' ' })).toBeNull();
    const { conversationId, answerId } = some(actions.send({ conversationId: null, text: '', attachments: [notes] }));
    expect(store.getState().draftAttachments.size).toBe(0);
    expect(store.getState().conversations.get(conversationId)?.title.value).toBe('notes.txt');
    await settle();
    expect(provider.requests[0]?.turns).toEqual([{ role: 'user', text: '[File: notes.txt]\nsheep\n[End of file: notes.txt]' }]);
    const questionId = answer(answerId).parentId;
    actions.edit(questionId, 'What animal?');
    await settle();
    expect(provider.requests[1]?.turns[0]?.text).toBe('[File: notes.txt]\nsheep\n[End of file: notes.txt]\n\nWhat animal?');
    expect(store.getState().messages.get(questionId)).toMatchObject({ text: '', attachments: [notes] });
    expect(actions.edit(questionId, ' ', [])).toBeNull();
  });
});

describe('in a temporary conversation', () => {
  test('nothing is left: no copy is made, and a choice among drafts is no vote', async () => {
    const { store, actions, provider } = createTestStore();
    const { answerId: before } = some(actions.send({ conversationId: null, text: 'one', temporary: true }));
    await settle();
    await provider.send([text('a'), finish]);
    const answerId = some(await actions.askDrafts(before, 2));
    await settle();
    await provider.send([text('b'), finish], provider.signals.length - 2);
    const second = openDrafts(store.getState(), answerId)[1] ?? '';
    expect(await actions.fork(answerId)).toBeNull();
    await actions.chooseDraft(second);
    expect(store.getState().items.size).toBe(0);
    expect(openDrafts(store.getState(), answerId)).toEqual([]);
    actions.setDraftAttachments('temporary', [notes]);
    actions.forgetTemporary();
    expect(store.getState().messages.size).toBe(0);
    expect(store.getState().draftAttachments.size).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { newConversation, newQuestion } from '#chat/new-records.ts';
import type { StoredRecord } from '#chat/records.ts';
import { createPagerSelector, createThreadSelector, livingConversations } from '#chat/selectors.ts';
import type { ModelDescription } from '#chat/dependencies.ts';
import { ProviderFailure } from '#providers/failure.ts';
import { createTestStore, finish, promised, settle, text } from './fake-provider.ts';

function sent(result: { conversationId: string; answerId: string } | null): { conversationId: string; answerId: string } {
  if (result === null) throw new Error('Nothing was sent.');
  return result;
}

function some(id: string | null): string {
  if (id === null) throw new Error('There is no id.');
  return id;
}

describe('sending', () => {
  test('makes a conversation with a title, shows the answer as it comes and settles it', async () => {
    const { store, actions, provider, answer } = createTestStore();
    const { conversationId, answerId } = sent(actions.send({ conversationId: null, text: ' What is a stemma?\nTell me.' }));
    const thread = createThreadSelector(conversationId);
    const [questionId] = thread(store.getState());
    expect(thread(store.getState())).toEqual([questionId, answerId]);
    expect(store.getState().messages.get(questionId ?? '')).toMatchObject({ text: ' What is a stemma?\nTell me.', parentId: null });
    expect(store.getState().conversations.get(conversationId)).toMatchObject({
      title: { value: 'What is a stemma?' },
      model: { value: 'hand/some/model' },
      head: { value: answerId },
    });
    expect(answer(answerId).status).toBe('waiting');
    await settle();
    await provider.send([{ type: 'served', catalogId: 'x' }, text('A '), text('tree')]);
    expect(answer(answerId)).toMatchObject({ status: 'streaming', text: 'A tree' });
    await provider.send([text('.'), finish]);
    expect(answer(answerId)).toMatchObject({ status: 'done', text: 'A tree.', finishReason: 'stop' });
    expect(answer(answerId).provenance).toMatchObject({ asked: { backendId: 'hand', modelId: 'some/model' }, served: { catalogId: 'x' } });
  });

  test('asks with the whole branch and with the person’s parameters over the model’s', async () => {
    const { actions, provider } = createTestStore();
    actions.setParameters({ topP: 0.9 });
    const first = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    await provider.send([text('two'), finish]);
    actions.setParameters({ temperature: 0 });
    sent(actions.send({ conversationId: first.conversationId, text: 'three' }));
    await settle();
    expect(provider.requests[0]).toMatchObject({ modelId: 'some/model', parameters: { temperature: 0.5, topP: 0.9 }, locale: 'en' });
    expect(provider.requests[1]).toMatchObject({
      parameters: { temperature: 0 },
      turns: [
        { role: 'user', text: 'one' },
        { role: 'assistant', text: 'two' },
        { role: 'user', text: 'three' },
      ],
    });
  });

  test('uses the conversation’s model, which the choice for new conversations does not change', async () => {
    const { actions, provider } = createTestStore();
    const { conversationId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    await provider.send([finish]);
    actions.chooseModel('hand/other', null);
    sent(actions.send({ conversationId, text: 'two' }));
    await settle();
    await provider.send([finish]);
    actions.chooseModel('hand/third', conversationId);
    sent(actions.send({ conversationId, text: 'three' }));
    await settle();
    sent(actions.send({ conversationId: null, text: 'new' }));
    await settle();
    expect(provider.requests.map(({ modelId }) => modelId)).toEqual(['some/model', 'some/model', 'third', 'other']);
  });

  test('of nothing, into a deleted or unknown conversation, or into a running answer does nothing', async () => {
    const { store, actions, provider } = createTestStore();
    expect(actions.send({ conversationId: null, text: ' \n ' })).toBeNull();
    expect(actions.send({ conversationId: 'unknown', text: 'x' })).toBeNull();
    const { conversationId } = sent(actions.send({ conversationId: null, text: 'one' }));
    const before = store.getState().messages;
    expect(actions.send({ conversationId, text: 'two' })).toBeNull();
    await settle();
    await provider.send([finish]);
    actions.remove(conversationId);
    expect(actions.send({ conversationId, text: 'two' })).toBeNull();
    expect(store.getState().messages.size).toBe(before.size);
    expect(provider.requests).toHaveLength(1);
  });

  test('takes the draft away, and leaves it when nothing was sent', () => {
    const { store, actions } = createTestStore();
    actions.setDraft(null, 'half a thou');
    actions.send({ conversationId: null, text: ' ' });
    expect(store.getState().drafts.get('new')).toBe('half a thou');
    actions.send({ conversationId: null, text: 'half a thought' });
    expect(store.getState().drafts.size).toBe(0);
  });

  test('without any model does nothing', () => {
    const { store } = createTestStore();
    store.setState({ chosenModel: null });
    expect(store.getState().actions.send({ conversationId: null, text: 'x' })).toBeNull();
    expect(store.getState().conversations.size).toBe(0);
  });
});

describe('before the request', () => {
  test('conversation, question and empty answer are committed, and nothing is sent until they are', async () => {
    const committed: (readonly StoredRecord[])[] = [];
    let commit = (): void => undefined;
    const { actions, provider, answer } = createTestStore({
      beforeRequest(records) {
        committed.push(records);
        return new Promise((resolve) => {
          commit = resolve;
        });
      },
    });
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    expect(committed[0]?.map(({ kind }) => kind)).toEqual(['conversation', 'question', 'answer']);
    expect(committed[0]?.[2]).toMatchObject({ id: answerId, status: 'waiting', text: '' });
    expect(provider.requests).toEqual([]);
    commit();
    await settle();
    expect(provider.requests).toHaveLength(1);
    await provider.send([finish]);
    actions.askAgain(answerId);
    expect(committed[1]?.map(({ kind }) => kind)).toEqual(['conversation', 'answer']);
    expect(answer(answerId).status).toBe('done');
  });

  test('a commit that fails is told, and the question is asked all the same', async () => {
    const { store, actions, provider, answer } = createTestStore({ beforeRequest: () => Promise.reject(new Error('The disk is full.')) });
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    expect(store.getState().keeping).toEqual({ state: 'failing', detail: 'The disk is full.' });
    await provider.send([text('two'), finish]);
    expect(answer(answerId)).toMatchObject({ status: 'done', text: 'two' });
  });

  test('the question stands while its model is being described, and the request has all that is known of it', async () => {
    const described = promised<ModelDescription>();
    const { store, actions, provider, answer } = createTestStore({ describeModel: () => described.promise });
    actions.setParameters({ temperature: 0 });
    const { conversationId, answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    // What is chosen after the question is for the next one.
    actions.setParameters({ temperature: 1 });
    await settle();
    expect(createThreadSelector(conversationId)(store.getState())).toHaveLength(2);
    expect(answer(answerId)).toMatchObject({ status: 'waiting', provenance: { asked: { modelId: 'some/model', catalogId: null } } });
    expect(provider.requests).toEqual([]);

    const promptFormat = builtInCatalog.promptFormats.get('dolly') ?? null;
    const asked = { ...answer(answerId).provenance.asked, catalogId: 'dolly-v2-3b' };
    described.resolve({
      asked,
      promptFormat,
      contextTokens: 2048,
      cutsItself: false,
      licenseOf: () => null,
      parameters: { temperature: 0.7, topK: 40 },
    });
    await settle();
    expect(promptFormat).not.toBeNull();
    expect(provider.requests).toMatchObject([
      { modelId: 'some/model', turns: [{ role: 'user', text: 'one' }], promptFormat, parameters: { temperature: 0, topK: 40 } },
    ]);
    expect(answer(answerId).provenance).toMatchObject({ asked, parameters: { temperature: 0, topK: 40 } });
    await provider.send([text('two'), finish]);
    expect(answer(answerId)).toMatchObject({ status: 'done', text: 'two', provenance: { asked } });
  });

  test('a question is committed although its model cannot be described, and asking again asks', async () => {
    const committed: string[] = [];
    let attempts = 0;
    const { actions, provider, answer } = createTestStore({
      beforeRequest(records) {
        committed.push(...records.map(({ kind }) => kind));
        return Promise.resolve();
      },
      describeModel(model) {
        attempts += 1;
        if (attempts === 1) return Promise.reject(new ProviderFailure('part-missing', 'The catalog did not come.'));
        const asked = { backendId: 'hand', backendKind: 'in-browser', backendLabel: 'By hand', modelId: model, catalogId: 'x' } as const;
        return Promise.resolve({
          asked,
          promptFormat: null,
          contextTokens: null,
          cutsItself: false,
          licenseOf: () => null,
          parameters: {},
        });
      },
    });
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    expect(committed).toEqual(['conversation', 'question', 'answer']);
    expect(answer(answerId)).toMatchObject({ status: 'failed', error: { code: 'part-missing', detail: 'The catalog did not come.' } });
    expect(provider.requests).toEqual([]);
    const again = some(actions.askAgain(answerId));
    await settle();
    expect(provider.requests).toHaveLength(1);
    expect(answer(again).provenance.asked.catalogId).toBe('x');
  });

  test('a stop while its model is being described sends nothing, and what is described later changes nothing', async () => {
    const described = promised<ModelDescription>();
    const { store, actions, provider, answer } = createTestStore({ describeModel: () => described.promise });
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    actions.stop(answerId);
    await settle();
    const stopped = answer(answerId);
    expect(stopped.status).toBe('stopped');
    const { messages } = store.getState();
    described.resolve({
      asked: { ...stopped.provenance.asked, catalogId: 'x' },
      promptFormat: null,
      contextTokens: null,
      cutsItself: false,
      licenseOf: () => null,
      parameters: {},
    });
    await settle();
    expect(store.getState().messages).toBe(messages);
    expect(provider.requests).toEqual([]);
  });

  test('a stop while it is being committed sends nothing', async () => {
    const { actions, provider, answer } = createTestStore({ beforeRequest: () => new Promise(() => undefined) });
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    actions.stop(answerId);
    await settle();
    expect(answer(answerId).status).toBe('stopped');
    expect(provider.requests).toEqual([]);
  });
});

describe('an answer', () => {
  test('that is stopped keeps its text, and the provider is told', async () => {
    const { actions, provider, answer } = createTestStore();
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    await provider.send([text('ha')]);
    actions.stop(answerId);
    await settle();
    expect(answer(answerId)).toMatchObject({ status: 'stopped', text: 'ha', finishReason: 'aborted' });
    expect(provider.signals[0]?.aborted).toBe(true);
    actions.stop(answerId);
    expect(answer(answerId).status).toBe('stopped');
  });

  test('of a backend that is gone fails in words', async () => {
    const { actions, answer } = createTestStore({ findProvider: () => Promise.reject(new Error('No such backend.')) });
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    expect(answer(answerId)).toMatchObject({ status: 'failed', error: { code: 'not-found', detail: 'No such backend.' } });
  });

  test('in one conversation is stopped when that conversation is deleted; another runs on', async () => {
    const { actions, provider, answer } = createTestStore();
    const first = sent(actions.send({ conversationId: null, text: 'one' }));
    const second = sent(actions.send({ conversationId: null, text: 'two' }));
    await settle();
    actions.remove(first.conversationId);
    await settle();
    expect(answer(first.answerId).status).toBe('stopped');
    await provider.send([text('x')], 1);
    expect(answer(second.answerId)).toMatchObject({ status: 'streaming', text: 'x' });
  });

  test('beside others is updated in the same change of the store', async () => {
    const { store, actions, provider } = createTestStore();
    for (let column = 0; column < 4; column += 1) actions.send({ conversationId: null, text: 'same' });
    await settle();
    let changes = 0;
    store.subscribe((state, previous) => {
      if (state.messages !== previous.messages) changes += 1;
    });
    await Promise.all([0, 1, 2, 3].map((stream) => provider.send([text('a'), text('b'), text('c')], stream)));
    const answers = [...store.getState().messages.values()].filter(({ kind }) => kind === 'answer');
    expect(answers.map((one) => one.text)).toEqual(['abc', 'abc', 'abc', 'abc']);
    expect(changes).toBeLessThanOrEqual(2);
  });
});

describe('branches', () => {
  test('asking again and editing make siblings, and the pager leads between them', async () => {
    const { store, actions, provider } = createTestStore();
    const { conversationId, answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    await provider.send([text('first'), finish]);
    const again = some(actions.askAgain(answerId));
    await settle();
    await provider.send([text('second'), finish]);
    const thread = createThreadSelector(conversationId);
    const questionId = thread(store.getState())[0] ?? '';
    expect(thread(store.getState())).toEqual([questionId, again]);
    expect(provider.requests[1]?.turns).toEqual([{ role: 'user', text: 'one' }]);
    expect(createPagerSelector(again)(store.getState())).toEqual({ position: 2, count: 2, previousId: answerId, nextId: null });

    actions.showBranch(answerId);
    expect(thread(store.getState())).toEqual([questionId, answerId]);

    const edited = some(actions.edit(questionId, 'uno'));
    await settle();
    const [newQuestionId] = thread(store.getState());
    expect(thread(store.getState())).toEqual([newQuestionId, edited]);
    expect(provider.requests[2]?.turns).toEqual([{ role: 'user', text: 'uno' }]);
    expect(createPagerSelector(questionId)(store.getState())).toMatchObject({ position: 1, count: 2, nextId: newQuestionId });
    expect(store.getState().conversations.get(conversationId)?.title.value).toBe('one');

    actions.showBranch(questionId);
    expect(thread(store.getState())).toEqual([questionId, again]);
  });

  test('editing to nothing, editing an answer and asking a question again do nothing', async () => {
    const { store, actions } = createTestStore();
    const { conversationId, answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    const questionId = createThreadSelector(conversationId)(store.getState())[0] ?? '';
    expect(actions.edit(questionId, '  ')).toBeNull();
    expect(actions.edit(answerId, 'x')).toBeNull();
    expect(actions.askAgain(questionId)).toBeNull();
    expect(store.getState().messages.size).toBe(2);
  });
});

describe('selectors', () => {
  test('words that arrive change neither the thread, nor the pager, nor the list of conversations', async () => {
    const { store, actions, provider } = createTestStore();
    const { conversationId, answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    const [thread, pager] = [createThreadSelector(conversationId), createPagerSelector(answerId)];
    const before = [thread(store.getState()), pager(store.getState()), livingConversations(store.getState())];
    const { messages } = store.getState();
    await settle();
    await provider.send([text('two')]);
    expect(store.getState().messages).not.toBe(messages);
    const now = [thread(store.getState()), pager(store.getState()), livingConversations(store.getState())];
    for (const [place, value] of now.entries()) expect(value).toBe(before[place]);
  });

  test('the list has the conversation used last first, and none that is deleted', () => {
    const { store, actions, clock } = createTestStore();
    const [a, b, c] = ['a', 'b', 'c'].map((words) => {
      clock.now += 1000;
      return sent(actions.send({ conversationId: null, text: words }));
    });
    clock.now += 1000;
    actions.askAgain(a?.answerId ?? '');
    actions.remove(b?.conversationId ?? '');
    expect(livingConversations(store.getState()).map(({ id }) => id)).toEqual([a?.conversationId, c?.conversationId]);
    actions.restore(b?.conversationId ?? '');
    expect(livingConversations(store.getState())).toHaveLength(3);
  });
});

describe('receiving', () => {
  const conversation = newConversation('c', 5, null);
  const question = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 5 }, 'hello');

  test('messages count only for conversations that are loaded', () => {
    const { store, actions } = createTestStore();
    actions.receive([conversation, question]);
    expect([store.getState().conversations.size, store.getState().messages.size]).toEqual([1, 0]);
    actions.receive([question], 'c');
    expect(store.getState().messages.get('q')).toEqual(question);
    expect(store.getState().loaded.has('c')).toBe(true);
  });

  test('the newer field wins, and what is known already changes nothing', () => {
    const { store, actions, clock } = createTestStore();
    clock.now = 1000;
    actions.receive([conversation], 'c');
    actions.rename('c', 'mine');
    const { conversations } = store.getState();
    actions.receive([{ ...conversation, title: { value: 'older', updatedAt: 9 } }]);
    expect(store.getState().conversations).toBe(conversations);
    actions.receive([{ ...conversation, title: { value: 'newer', updatedAt: 2000 } }]);
    expect(store.getState().conversations.get('c')?.title.value).toBe('newer');
  });

  test('a live answer of this tab is never replaced', async () => {
    const { actions, provider, answer } = createTestStore();
    const { answerId } = sent(actions.send({ conversationId: null, text: 'one' }));
    await settle();
    await provider.send([text('ha')]);
    actions.receive([{ ...answer(answerId), status: 'interrupted', text: 'something longer' }]);
    expect(answer(answerId)).toMatchObject({ status: 'streaming', text: 'ha' });
    await provider.send([text('lf'), finish]);
    expect(answer(answerId)).toMatchObject({ status: 'done', text: 'half' });
  });
});

test('a blank title is not taken', () => {
  const { store, actions } = createTestStore();
  const { conversationId } = sent(actions.send({ conversationId: null, text: 'one' }));
  actions.rename(conversationId, ' Two ');
  actions.rename(conversationId, '  ');
  expect(store.getState().conversations.get(conversationId)?.title.value).toBe('Two');
});

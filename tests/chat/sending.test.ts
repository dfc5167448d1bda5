import type { BackendSettings } from '#providers/backend-settings.ts';
import { describe, expect, test } from 'vitest';
import type { GenerationRequest, Provider } from '#providers/provider.ts';
import { builtInCatalog } from '#catalog/built-in.ts';
import type { PromptFormat } from '#catalog/schema.ts';
import { createHandProvider, createTestStore, describeByHand, finish, settle, text } from './fake-provider.ts';

/** Asks and lets the answer come; gives the answer's id. */
async function say(made: ReturnType<typeof createTestStore>, conversationId: string | null, question: string, words = 'Yes.') {
  const sent = made.actions.send({ conversationId, text: question });
  if (sent === null) throw new Error('Nothing was sent.');
  await settle();
  await made.provider.send([text(words), finish]);
  return sent;
}

/** Nobody stops it. */
const never = new AbortController().signal;
const long = (mark: string): string => `${mark} ${'word '.repeat(300)}`;
const withWindow = (contextTokens: number | null) =>
  createTestStore({ describeModel: (model) => describeByHand(model, { contextTokens }) });
const texts = (request: GenerationRequest | undefined) => request?.turns.map((turn) => turn.text.split(' ')[0]);

describe('a conversation that is longer than the window', () => {
  test('is sent without its oldest pairs, and the answer keeps which messages were left out', async () => {
    const made = withWindow(2300);
    const { conversationId, answerId } = await say(made, null, long('one'), long('eins'));
    await say(made, conversationId, long('two'), long('zwei'));
    const { answerId: third } = await say(made, conversationId, long('three'));
    expect(texts(made.provider.requests.at(-1))).toEqual(['two', 'zwei', 'three']);
    const first = made.answer(answerId);
    expect(made.answer(third).provenance.context).toMatchObject({
      leftOut: [first.parentId, answerId],
      isExact: false,
      windowTokens: 2300,
    });
    expect(first.provenance.context).toMatchObject({ leftOut: [] });
  });

  test('is sent whole to a model that takes what it needs by itself, and where nobody knows the window', async () => {
    for (const change of [{ contextTokens: 512, cutsItself: true }, { contextTokens: null }]) {
      const made = createTestStore({ describeModel: (model) => describeByHand(model, change) });
      const { conversationId } = await say(made, null, long('one'), long('eins'));
      await say(made, conversationId, long('two'));
      expect(texts(made.provider.requests.at(-1))).toEqual(['one', 'eins', 'two']);
    }
  });

  test('has no system text for a model that reads the conversation alone, and the record says so', async () => {
    const made = createTestStore({ describeModel: (model) => describeByHand(model, { cutsItself: true }) });
    made.actions.setSystem(null, 'Be brief.');
    const { answerId } = await say(made, null, 'one');
    expect(made.provider.requests.at(-1)).toMatchObject({ system: null, parameters: {} });
    expect(made.answer(answerId).provenance).toMatchObject({ parameters: {} });
    expect(made.answer(answerId).provenance).not.toHaveProperty('system');
  });

  test('is measured by the backend where it can count, and the smallest window counts', async () => {
    const provider = createHandProvider();
    const counted: number[] = [];
    const made = createTestStore({
      findProvider: () =>
        Promise.resolve({
          ...provider,
          inspectModel: () =>
            Promise.resolve({ contextTokens: 1000, chatTemplate: null, stated: null, revision: null, engine: null, remoteHost: null }),
          countTokens: (request: GenerationRequest) => {
            counted.push(request.turns.length);
            return Promise.resolve(request.turns.length * 300);
          },
        }),
      describeModel: (model) => describeByHand(model, { contextTokens: 2048 }),
    });
    const { conversationId } = await say({ ...made, provider }, null, 'one', long('eins'));
    expect(counted).toEqual([]);
    const { answerId } = await say({ ...made, provider }, conversationId, long('two'));
    expect(counted).toEqual([3, 1]);
    expect(texts(provider.requests.at(-1))).toEqual(['two']);
    expect(made.answer(answerId).provenance.context).toMatchObject({ tokens: 300, isExact: true, windowTokens: 1000 });
  });

  test('after a refusal that says how much fits, asking again sends less, and nothing is sent before a person asks', async () => {
    const made = withWindow(null);
    const { conversationId } = await say(made, null, long('one'), long('eins'));
    const sent = made.actions.send({ conversationId, text: 'two' });
    await settle();
    await made.provider.send([{ type: 'error', error: { code: 'context-exceeded', detail: 'too long', needed: 1000, limit: 600 } }]);
    expect(made.provider.requests).toHaveLength(2);
    expect(texts(made.provider.requests[1])).toEqual(['one', 'eins', 'two']);
    made.actions.askAgain(sent?.answerId ?? '');
    await settle();
    expect(texts(made.provider.requests[2])).toEqual(['two']);
  });
});

test('whose template wrote the prompt stays with the answer, once the backend told it, and not where the prompt was written here', async () => {
  const provider = createHandProvider();
  let promptFormat: PromptFormat | null = null;
  const told = {
    contextTokens: null,
    chatTemplate: { text: '{{ messages }}', origin: 'fallback' as const },
    stated: null,
    revision: null,
    engine: null,
    remoteHost: null,
  };
  const telling = { ...provider, inspectModel: () => Promise.resolve(told) };
  const made = createTestStore({
    findProvider: () => Promise.resolve(telling),
    describeModel: (model) => describeByHand(model, { promptFormat }),
  });
  const templates: unknown[] = [];
  for (const question of ['short', long('long'), 'short again']) {
    const { answerId } = await say({ ...made, provider }, null, question);
    templates.push(made.answer(answerId).provenance.context?.template);
  }
  promptFormat = builtInCatalog.promptFormats.get('dolly') ?? null;
  const { answerId } = await say({ ...made, provider }, null, long('raw'));
  expect([...templates, made.answer(answerId).provenance.context?.template]).toEqual([undefined, 'fallback', 'fallback', undefined]);
});

describe('stopping before anything was sent', () => {
  test('ends at once what the backend is asked, asks nothing more, and the next question asks anew', async () => {
    const provider = createHandProvider();
    const asked: { what: string; signal: AbortSignal }[] = [];
    const silent = (what: string, signal: AbortSignal): Promise<null> => {
      asked.push({ what, signal });
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(null));
      });
    };
    const quiet: Provider = {
      ...provider,
      inspectModel: (_, signal) => silent('inspection', signal),
      countTokens: (_, signal) => silent('count', signal),
    };
    const made = createTestStore({
      findProvider: () => Promise.resolve(quiet),
      describeModel: (model) => describeByHand(model, { contextTokens: 800 }),
    });
    const askAndStop = async (expected: readonly string[]): Promise<void> => {
      const sent = made.actions.send({ conversationId: null, text: long('one') });
      if (sent === null) throw new Error('Nothing was sent.');
      await settle();
      made.actions.stop(sent.answerId);
      expect(asked.map(({ signal }) => signal.aborted)).toEqual(asked.map(() => true));
      await settle();
      expect(made.answer(sent.answerId).status).toBe('stopped');
      expect(asked.map(({ what }) => what)).toEqual(expected);
    };
    await askAndStop(['inspection']);
    await askAndStop(['inspection', 'inspection']);
    expect(provider.requests).toEqual([]);
  });

  test('takes nothing from another conversation that waits for the same word of the backend', async () => {
    const provider = createHandProvider();
    const waiting: (() => void)[] = [];
    const told = { contextTokens: 700, chatTemplate: null, stated: null, revision: null, engine: null, remoteHost: null };
    const slow: Provider = {
      ...provider,
      inspectModel: (_, signal) =>
        new Promise((resolve) => {
          waiting.push(() => resolve(told));
          signal.addEventListener('abort', () => resolve(null));
        }),
    };
    const made = createTestStore({ findProvider: () => Promise.resolve(slow) });
    const first = made.actions.send({ conversationId: null, text: long('one') });
    await settle();
    const second = made.actions.send({ conversationId: null, text: long('two') });
    await settle();
    expect(waiting).toHaveLength(1);
    made.actions.stop(first?.answerId ?? '');
    await settle();
    expect(waiting).toHaveLength(2);
    waiting[1]?.();
    await settle();
    expect(made.answer(second?.answerId ?? '').provenance.context).toMatchObject({ windowTokens: 700 });
    expect(provider.requests).toHaveLength(1);
  });

  test('while the prompt is counted sends no further count', async () => {
    const provider = createHandProvider();
    const signals: AbortSignal[] = [];
    const made = createTestStore({
      findProvider: () =>
        Promise.resolve({
          ...provider,
          countTokens: (_, signal) => {
            signals.push(signal);
            // It answers although it was stopped: what it says must lead to nothing.
            return new Promise((resolve) => {
              signal.addEventListener('abort', () => resolve(100_000));
            });
          },
        }),
      describeModel: (model) => describeByHand(model, { contextTokens: 800 }),
    });
    const { conversationId } = await say({ ...made, provider }, null, 'one', long('eins'));
    const sent = made.actions.send({ conversationId, text: long('two') });
    await settle();
    expect(signals).toHaveLength(1);
    made.actions.stop(sent?.answerId ?? '');
    await settle();
    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
    expect(provider.requests).toHaveLength(1);
  });
});

describe('the system text', () => {
  test('belongs to the conversation, is sent with every question and kept with the answer', async () => {
    const made = createTestStore();
    made.actions.setSystem(null, 'Be brief.');
    const { conversationId, answerId } = await say(made, null, 'one');
    expect(made.provider.requests[0]?.system).toBe('Be brief.');
    expect(made.answer(answerId).provenance.system).toBe('Be brief.');
    expect(made.store.getState().newSystem).toBeNull();
    made.actions.setSystem(conversationId, 'Be long.');
    await say(made, conversationId, 'two');
    expect(made.provider.requests[1]?.system).toBe('Be long.');
    made.actions.setSystem(conversationId, '  ');
    const { answerId: last } = await say(made, conversationId, 'three');
    expect(made.provider.requests[2]?.system).toBeNull();
    expect(made.answer(last).provenance).not.toHaveProperty('system');
    await say(made, null, 'another');
    expect(made.provider.requests[3]?.system).toBeNull();
  });

  test('can be given to a conversation of an older build, which has no such field', async () => {
    const made = createTestStore();
    const { conversationId } = await say(made, null, 'one');
    const conversation = made.store.getState().conversations.get(conversationId);
    expect(conversation).not.toHaveProperty('system');
    made.actions.setSystem(conversationId, 'Be brief.');
    expect(made.store.getState().conversations.get(conversationId)?.system?.value).toBe('Be brief.');
  });
});

describe('the preview', () => {
  test('is the request that sending then makes, to the letter, and generates nothing', async () => {
    const format = builtInCatalog.promptFormats.get('dolly');
    if (format === undefined) throw new Error('no format');
    const made = createTestStore({ describeModel: (model) => describeByHand(model, { promptFormat: format }) });
    const { conversationId } = await say(made, null, 'one', 'eins');
    const preview = await made.actions.preview({ conversationId, text: 'two ### End' }, never);
    expect(made.provider.requests).toHaveLength(1);
    await say(made, conversationId, 'two ### End');
    expect(made.provider.requests[1]).toEqual(preview.request);
    expect(preview.prompt).toMatchObject({ by: 'format', notes: ['markers-neutralised', 'history-folded'] });
    expect(preview.prompt.by === 'format' && preview.prompt.text).toContain('one\n\neins\n\ntwo');
    expect(preview.prompt.by === 'format' && preview.prompt.stop).toContain('### End');
  });

  test('shows what the backend’s template writes if it tells, else says that only the messages are known', async () => {
    const made = createTestStore();
    expect((await made.actions.preview({ conversationId: null, text: 'x' }, never)).prompt).toEqual({ by: 'messages' });
    const provider = { ...createHandProvider(), renderPrompt: () => Promise.resolve('<user>x'), countTokens: () => Promise.resolve(7) };
    const telling = createTestStore({ findProvider: () => Promise.resolve(provider) });
    const preview = await telling.actions.preview({ conversationId: null, text: 'x' }, never);
    expect(preview.prompt).toEqual({ by: 'backend', text: '<user>x' });
    expect(preview.context).toMatchObject({ tokens: 7, isExact: true });
  });

  test('without a backend fails in words', async () => {
    const made = createTestStore({ findProvider: () => Promise.reject(new Error('no such backend')) });
    await expect(made.actions.preview({ conversationId: null, text: 'x' }, never)).rejects.toThrow('no such backend');
  });
});

test('the license as the catalog saw it is kept with the answer, for the model that answered', async () => {
  const { describeModel } = await import('#providers/describe-model.ts');
  const made = createTestStore({ describeModel: (model, said) => Promise.resolve(describeModel(builtInCatalog, [], model, said)) });
  made.actions.chooseModel('hand/dolly-v2-3b', null);
  const sent = made.actions.send({ conversationId: null, text: 'one' });
  await settle();
  await made.provider.send([{ type: 'served', model: 'stable-vicuna-13b', catalogId: 'stable-vicuna-13b' }, text('x'), finish]);
  expect(made.answer(sent?.answerId ?? '').provenance.served.license).toMatchObject({
    declared: 'cc-by-nc-sa-4.0',
    verdicts: { 'commercial-use': 'not-allowed' },
  });
});

test('a model that the person gave a card is asked in the card’s format and kept as said by the person', async () => {
  const { describeModel } = await import('#providers/describe-model.ts');
  const made = createTestStore({ describeModel: (model, said) => Promise.resolve(describeModel(builtInCatalog, [], model, said)) });
  made.actions.chooseModel('hand/my-own-name', null);
  made.actions.setMatch('hand/my-own-name', 'dolly-v2-3b');
  const { answerId } = await say(made, null, 'one');
  expect(made.provider.requests[0]?.promptFormat?.id).toBe('dolly');
  expect(made.answer(answerId).provenance.asked).toMatchObject({ catalogId: 'dolly-v2-3b', saidByPerson: true });
  made.actions.setMatch('hand/my-own-name', undefined);
  const { answerId: later } = await say(made, null, 'two');
  expect(made.answer(later).provenance.asked).not.toHaveProperty('saidByPerson');
  expect(made.provider.requests[1]?.promptFormat).toBeNull();
});

test('what a person says of a routed model holds with any company in its name, and of another tag of Ollama’s it does not', async () => {
  const { describeModel } = await import('#providers/describe-model.ts');
  const { findModel } = await import('#providers/name-model.ts');
  const backends: readonly BackendSettings[] = [
    { id: 'router', kind: 'hugging-face', label: 'Router', models: [] },
    { id: 'ollama', kind: 'ollama', label: 'Ollama', models: [] },
  ];
  const made = createTestStore({
    nameModel: (model) => findModel(backends, model).named,
    describeModel: (model, said) => Promise.resolve(describeModel(builtInCatalog, backends, model, said)),
  });
  const asked = async (model: string) => {
    made.actions.chooseModel(model, null);
    const { answerId } = await say(made, null, 'one');
    return made.answer(answerId).provenance.asked;
  };
  made.actions.setMatch('router/own/name:novita', 'dolly-v2-3b');
  made.actions.setMatch('ollama/own:q4', 'dolly-v2-3b');
  for (const model of ['router/own/name', 'router/own/name:novita', 'router/own/name:cheapest', 'ollama/own:q4']) {
    expect(await asked(model), model).toMatchObject({ catalogId: 'dolly-v2-3b', saidByPerson: true });
  }
  expect(await asked('ollama/own:q8')).not.toHaveProperty('saidByPerson');
  made.actions.setMatch('router/own/name:cheapest', undefined);
  expect(await asked('router/own/name:novita')).not.toHaveProperty('saidByPerson');
});

test('a base model gets the text as it is, to continue it', async () => {
  const { describeModel } = await import('#providers/describe-model.ts');
  const made = createTestStore({ describeModel: (model) => Promise.resolve(describeModel(builtInCatalog, [], model)) });
  made.actions.chooseModel('hand/EleutherAI/pythia-12b', null);
  const preview = await made.actions.preview({ conversationId: null, text: 'Once upon a time' }, never);
  expect(preview.prompt).toMatchObject({ by: 'format', text: 'Once upon a time', notes: [] });
});

test('an answer is asked again with the seed that it was drawn with', async () => {
  const made = createTestStore();
  const { answerId } = await say(made, null, 'one');
  made.actions.askAgain(answerId, 42);
  await settle();
  expect(made.provider.requests[1]?.parameters).toMatchObject({ seed: 42 });
});

describe('pictures', () => {
  const picture = { kind: 'image', name: 'cat.png', mediaType: 'image/png', bytes: 3, data: 'AAAA' } as const;
  async function asked(readsImages: boolean | undefined) {
    const described = readsImages === undefined ? {} : { readsImages };
    const tab = createTestStore({ describeModel: (model) => describeByHand(model, described) });
    const sent = tab.actions.send({ conversationId: null, text: 'What is this?', attachments: [picture] });
    await settle();
    return { turns: tab.provider.requests[0]?.turns, context: tab.answer(sent?.answerId ?? '').provenance.context };
  }

  test('are sent to a model that reads them, and where nobody says that it does not', async () => {
    for (const reads of [true, undefined]) {
      const { turns, context } = await asked(reads);
      expect(turns).toEqual([{ role: 'user', text: 'What is this?', images: [{ mediaType: 'image/png', data: 'AAAA' }] }]);
      expect(context?.images).toEqual({ sent: 1, withheld: 0 });
      expect(context?.tokens).toBeGreaterThan(1000);
    }
  });

  test('are withheld from a model that does not; it is told that it sees none, and the answer says so', async () => {
    const { turns, context } = await asked(false);
    expect(turns?.[0]?.images).toBeUndefined();
    expect(turns?.[0]?.text).toContain('You cannot see it');
    expect(context?.images).toEqual({ sent: 0, withheld: 1 });
  });
});

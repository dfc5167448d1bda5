import { describe, expect, test } from 'vitest';
import { runActions } from '#chat/actions/runs.ts';
import type { RunRecord } from '#chat/item-records.ts';
import { progressOf, questionIdOf } from '#chat/prompt-set/cells.ts';
import { createRunner } from '#chat/prompt-set/runner.ts';
import type { StreamPart } from '#providers/provider.ts';
import { createTestStore, finish, settle, text } from '../fake-provider.ts';

const broken: StreamPart = { type: 'error', error: { code: 'server', detail: 'broken' } };

function withRun(prompts: number, models: readonly string[] = ['hand/a', 'hand/b']) {
  const test = createTestStore();
  const { store, provider } = test;
  const actions = { ...store.getState().actions, ...store.getState().actions.group(runActions) };
  const runner = createRunner(store);
  const id = actions.addRun({
    title: 'Owls',
    prompts: Array.from({ length: prompts }, (_, place) => ({ id: String(place), text: `prompt ${place}` })),
    models,
    system: null,
    parameters: { maxTokens: 9 },
    seed: 7,
  });
  const run = (): RunRecord => {
    const item = store.getState().items.get(id);
    if (item?.kind !== 'run') throw new Error('No run.');
    return item;
  };
  const answered = new Set<number>();
  /** Ends every stream that is open with these parts; gives the words of the questions. */
  async function answerAll(parts: readonly StreamPart[] = [text('hm'), finish]): Promise<readonly string[]> {
    await settle();
    const asked: string[] = [];
    for (const [stream, request] of provider.requests.slice().entries()) {
      if (answered.has(stream)) continue;
      answered.add(stream);
      asked.push(`${request.modelId}: ${request.turns.at(-1)?.text}`);
      await provider.send(parts, stream);
    }
    await settle();
    return asked;
  }
  const progress = () => {
    const { open, live, done, failed } = progressOf(run(), store.getState().messages);
    return { open, live, done, failed };
  };
  return { ...test, actions, runner, id, run, answerAll, progress, isActive: () => runner.state.getState().active.has(id) };
}

test('a run asks every model every prompt once, two at a time for each, and then rests', async () => {
  const { runner, id, answerAll, progress, isActive, provider } = withRun(3);
  expect(progress()).toEqual({ open: 6, live: 0, done: 0, failed: 0 });
  runner.start(id);
  const first = await answerAll();
  expect(first.toSorted()).toEqual(['a: prompt 0', 'a: prompt 1', 'b: prompt 0', 'b: prompt 1']);
  expect(isActive()).toBe(true);
  expect((await answerAll()).toSorted()).toEqual(['a: prompt 2', 'b: prompt 2']);
  expect(progress()).toEqual({ open: 0, live: 0, done: 6, failed: 0 });
  expect(isActive()).toBe(false);
  runner.start(id);
  expect(await answerAll()).toEqual([]);
  expect(isActive()).toBe(false);
  // The same seed for all, and each prompt alone.
  expect(provider.requests.every(({ parameters, turns }) => parameters.seed === 7 && turns.length === 1)).toBe(true);
});

test('each column goes on at its own pace', async () => {
  const { runner, id, provider } = withRun(4);
  runner.start(id);
  await settle();
  const fast = provider.requests.flatMap(({ modelId }, stream) => (modelId === 'a' ? [stream] : []));
  for (const stream of fast) await provider.send([finish], stream);
  await settle();
  const asked = provider.requests.map(({ modelId }) => modelId);
  expect(asked.filter((model) => model === 'a')).toHaveLength(4);
  expect(asked.filter((model) => model === 'b')).toHaveLength(2);
});

test('a paused run asks nothing more, and goes on where it stood', async () => {
  const { runner, id, answerAll, progress, isActive, provider } = withRun(3, ['hand/a']);
  runner.start(id);
  await settle();
  await provider.send([text('one'), finish], 0);
  await settle();
  runner.pause(id);
  await settle();
  expect(isActive()).toBe(false);
  expect(progress()).toEqual({ open: 2, live: 0, done: 1, failed: 0 });
  const before = provider.requests.length;
  await settle();
  expect(provider.requests.length).toBe(before);
  runner.start(id);
  const asked = await answerAll();
  expect(asked.filter((words) => words === 'a: prompt 0')).toHaveLength(1);
  expect(progress()).toEqual({ open: 0, live: 0, done: 3, failed: 0 });
});

test('going on at once after a pause loses no prompt that was just being stopped', async () => {
  const { runner, id, answerAll, progress } = withRun(2, ['hand/a']);
  runner.start(id);
  await settle();
  runner.pause(id);
  runner.start(id);
  await answerAll();
  await answerAll();
  expect(progress()).toEqual({ open: 0, live: 0, done: 2, failed: 0 });
});

describe('failures', () => {
  test('are kept and tried again only when a person says so', async () => {
    const { runner, id, answerAll, progress, isActive } = withRun(2, ['hand/a']);
    runner.start(id);
    await answerAll([broken]);
    expect(progress()).toEqual({ open: 0, live: 0, done: 0, failed: 2 });
    expect(isActive()).toBe(false);
    runner.start(id);
    expect(await answerAll()).toEqual([]);
    runner.retryFailed(id);
    expect(await answerAll()).toHaveLength(2);
    expect(progress()).toEqual({ open: 0, live: 0, done: 2, failed: 0 });
  });

  test('three in a row hold a column, and the others go on', async () => {
    const { runner, id, run, provider, progress, isActive } = withRun(9);
    runner.start(id);
    const told = new Set<number>();
    for (let round = 0; round < 12; round += 1) {
      await settle();
      for (const [stream, { modelId }] of provider.requests.entries()) {
        if (told.has(stream)) continue;
        told.add(stream);
        await provider.send(modelId === 'a' ? [broken] : [text('x'), finish], stream);
      }
    }
    await settle();
    const [bad = ''] = run().columns;
    expect(runner.state.getState().held).toEqual(new Set([bad]));
    expect(provider.requests.filter(({ modelId }) => modelId === 'a').length).toBeLessThan(6);
    expect(progress().done).toBe(9);
    expect(isActive()).toBe(false);
    runner.start(id);
    expect(runner.state.getState().held.size).toBe(0);
  });

  test('a server that cuts every answer off is not asked for ever', async () => {
    const { runner, id, answerAll, isActive, provider } = withRun(2, ['hand/a']);
    runner.start(id);
    const cut: StreamPart = { type: 'error', error: { code: 'interrupted', detail: 'cut' } };
    for (let round = 0; round < 5; round += 1) await answerAll([text('hal'), cut]);
    expect(provider.requests).toHaveLength(2);
    expect(isActive()).toBe(false);
  });
});

test('a prompt has one question in a column, however often it is asked, and its columns are no chats of their own', async () => {
  const { actions, id, run, store, answerAll } = withRun(1, ['hand/a']);
  const [column = ''] = run().columns;
  expect(actions.askPrompt(id, column, 0)).not.toBeNull();
  await answerAll();
  expect(actions.askPrompt(id, column, 0)).not.toBeNull();
  expect(actions.askPrompt(id, column, 1)).toBeNull();
  expect(actions.askPrompt('none', column, 0)).toBeNull();
  const questions = [...store.getState().messages.values()].filter(({ kind }) => kind === 'question');
  expect(questions.map((question) => question.id)).toEqual([questionIdOf(column, 0)]);
  expect(store.getState().conversations.get(column)).toMatchObject({
    comparisonId: id,
    title: { value: 'Owls' },
    model: { value: 'hand/a' },
  });
});

test('a run that is removed is asked nothing more', async () => {
  const { actions, runner, id, answerAll, isActive } = withRun(5, ['hand/a']);
  runner.start(id);
  await settle();
  actions.removeItem(id);
  expect(isActive()).toBe(false);
  expect(await answerAll()).toHaveLength(2);
});

test('a run is deleted with its conversations, which stops it, and comes back with them', async () => {
  const { runner, id, run, store, actions, answerAll, progress, provider, answer } = withRun(3);
  runner.start(id);
  await settle();
  runner.pause(id);
  runner.start(id);
  await settle();
  actions.removeRun(id);
  await settle();
  expect(provider.signals.every(({ aborted }) => aborted)).toBe(true);
  const { messages, conversations } = store.getState();
  for (const message of messages.values()) if (message.kind === 'answer') expect(answer(message.id).status).toBe('stopped');
  expect(run().deleted.value).not.toBeNull();
  expect(run().columns.map((column) => conversations.get(column)?.deleted.value)).not.toContain(null);
  actions.restoreRun(id);
  expect(run().columns.map((column) => store.getState().conversations.get(column)?.deleted.value)).toEqual([null, null]);
  runner.start(id);
  while (progress().done < 6) await answerAll();
  expect(progress()).toMatchObject({ done: 6, failed: 0 });
});

test('two tabs that go on with one run ask each prompt once between them', async () => {
  const { runner, id, store, answerAll, progress, provider } = withRun(6, ['hand/a']);
  const other = createRunner(store);
  runner.start(id);
  await settle();
  other.start(id);
  while (progress().done < 6) await answerAll();
  const asked = provider.requests.map(({ turns }) => turns.at(-1)?.text ?? '');
  expect(asked.toSorted()).toEqual(Array.from({ length: 6 }, (_, place) => `prompt ${place}`));
  expect([runner, other].map(({ state }) => state.getState().active.size)).toEqual([0, 0]);
});

import { describe, expect, test } from 'vitest';
import { comparingActions } from '#chat/actions/comparing.ts';
import { drawn } from '#chat/chance.ts';
import { hiddenIn, usualTerms } from '#chat/comparison.ts';
import { fairnessOf } from '#chat/fairness.ts';
import type { ColumnSetup, ComparisonRecord, VoteRecord } from '#chat/item-records.ts';
import { mergeItem } from '#chat/merge.ts';
import { createTestStore, finish, settle, text } from './fake-provider.ts';

const setup = (model: string, more: Partial<ColumnSetup> = {}): ColumnSetup => ({
  model: `hand/${model}`,
  system: null,
  parameters: {},
  ...more,
});

function createComparison(setups = [setup('one'), setup('two')], isBlind = false, terms = usualTerms) {
  const made = createTestStore();
  const actions = { ...made.actions, ...made.actions.group(comparingActions) };
  const id = actions.compare(setups, terms, isBlind) ?? '';
  const record = (): ComparisonRecord => {
    const item = made.store.getState().items.get(id);
    if (item?.kind !== 'comparison') throw new Error('No such comparison.');
    return item;
  };
  const columns = record().columns.value;
  const askAll = async (words: string): Promise<readonly string[]> => {
    const ids = actions.askColumns(id, words);
    await settle();
    return ids;
  };
  /** Each of these ends one answer, counted in the order of the requests. */
  const answerAll = async (words: readonly string[], first = 0): Promise<void> => {
    for (const [place, said] of words.entries()) await made.provider.send([text(said), finish], first + place);
  };
  const votes = (): readonly VoteRecord[] =>
    [...made.store.getState().items.values()].flatMap((item) => (item.kind === 'vote' ? [item] : []));
  return { ...made, actions, id, record, columns, askAll, answerAll, votes };
}

describe('columns', () => {
  test('are asked the same text with one limit and one seed, each by its own model, system text and parameters', async () => {
    const { provider, actions, store, askAll, answer, record } = createComparison([
      setup('one', { system: 'Be brief.', parameters: { temperature: 0, maxTokens: 7, seed: 7 } }),
      setup('two'),
      setup('one'),
    ]);
    actions.setParameters({ temperature: 1.5, maxTokens: 99, seed: 99 });
    const ids = await askAll('Who are you?');
    expect(provider.requests.map(({ modelId }) => modelId)).toEqual(['one', 'two', 'one']);
    expect(provider.requests.map(({ system }) => system)).toEqual(['Be brief.', null, null]);
    expect(provider.requests.map(({ turns }) => turns)).toEqual(Array.from({ length: 3 }, () => [{ role: 'user', text: 'Who are you?' }]));
    expect(provider.requests.map(({ parameters }) => parameters.temperature)).toEqual([0, 1.5, 1.5]);
    const [seed] = provider.requests.map(({ parameters }) => parameters.seed);
    expect(seed).toEqual(expect.any(Number));
    for (const { parameters } of provider.requests) expect(parameters).toMatchObject({ maxTokens: usualTerms.maxTokens, seed });
    for (const id of ids) expect(answer(id).provenance.parameters.seed).toBe(seed);
    expect(record().title.value).toBe('Who are you?');
    expect(store.getState().chosenModel).toBe('hand/some/model');
  });

  test('are asked with another seed for each question, with the fixed one, or with none of ours', async () => {
    const { provider, actions, id, askAll, answerAll } = createComparison();
    await askAll('first');
    await answerAll(['a', 'b']);
    await askAll('second');
    await answerAll(['a', 'b'], 2);
    const seeds = provider.requests.map(({ parameters }) => parameters.seed);
    expect(seeds[0]).toBe(seeds[1]);
    expect(seeds[2]).toBe(seeds[3]);
    expect(seeds[0]).not.toBe(seeds[2]);
    actions.setTerms(id, { maxTokens: 5, seed: 42 });
    await askAll('third');
    expect(provider.requests.slice(4).map(({ parameters }) => parameters)).toEqual([
      { temperature: 0.5, maxTokens: 5, seed: 42 },
      { temperature: 0.5, maxTokens: 5, seed: 42 },
    ]);
    await answerAll(['a', 'b'], 4);
    actions.setTerms(id, { maxTokens: 5, seed: 'none' });
    // A seed that the person has for all conversations would be refused as any other.
    actions.setParameters({ seed: 99 });
    await askAll('fourth');
    expect(provider.requests.slice(6).map(({ parameters }) => parameters.seed)).toEqual([undefined, undefined]);
  });

  test('end by themselves: one that fails leaves the others alone, and asking it again keeps its limit and seed', async () => {
    const { provider, actions, askAll, answer } = createComparison();
    const [failing = '', going = ''] = await askAll('Well?');
    await provider.send([{ type: 'error', error: { code: 'server', detail: 'broken' } }], 0);
    expect(answer(failing).status).toBe('failed');
    await provider.send([text('So it is.')], 1);
    expect(answer(going)).toMatchObject({ status: 'streaming', text: 'So it is.' });
    const again = actions.askAgain(failing) ?? '';
    await settle();
    expect(provider.requests[2]?.parameters).toEqual(provider.requests[0]?.parameters);
    await provider.send([text('Now.'), finish], 2);
    expect(answer(again)).toMatchObject({ status: 'done', parentId: answer(failing).parentId });
  });

  test('are stopped alone and together, and nothing is asked while one is being answered', async () => {
    const { provider, actions, id, askAll, answer } = createComparison([setup('one'), setup('two'), setup('three')]);
    const [first = '', second = '', third = ''] = await askAll('Well?');
    actions.stop(first);
    await settle();
    expect([first, second, third].map((one) => answer(one).status)).toEqual(['stopped', 'waiting', 'waiting']);
    expect(actions.askColumns(id, 'And?')).toEqual([]);
    expect(provider.requests).toHaveLength(3);
    actions.stopColumns(id);
    await settle();
    expect([second, third].map((one) => answer(one).status)).toEqual(['stopped', 'stopped']);
    expect(await askAll('And?')).toHaveLength(3);
  });

  test('come, move, go and come back with their threads', async () => {
    const { actions, store, id, columns, record, askAll, answerAll } = createComparison();
    await askAll('Well?');
    await answerAll(['a', 'b']);
    const [left = '', right = ''] = columns;
    const added = actions.addColumn(id, setup('three')) ?? '';
    expect(record().columns.value).toEqual([left, right, added]);
    actions.arrangeColumns(id, [added, left, right]);
    actions.arrangeColumns(id, [added, right]);
    expect(store.getState().conversations.get(left)?.deleted.value).not.toBeNull();
    actions.arrangeColumns(id, [added, left, right]);
    expect(store.getState().conversations.get(left)?.deleted.value).toBeNull();
    for (let more = 3; more < 8; more += 1) expect(actions.addColumn(id, setup('more'))).not.toBeNull();
    expect(actions.addColumn(id, setup('a ninth'))).toBeNull();
    expect(record().columns.value).toHaveLength(8);
  });

  test('come back to their place beside a column that was added meanwhile', () => {
    const { actions, store, id, columns, record } = createComparison();
    const [left = '', right = ''] = columns;
    const third = actions.addColumn(id, setup('three')) ?? '';
    actions.arrangeColumns(id, [left, third]);
    const added = actions.addColumn(id, setup('four')) ?? '';
    actions.restoreColumn(id, right, 1);
    expect(record().columns.value).toEqual([left, right, third, added]);
    const { conversations } = store.getState();
    expect([left, right, third, added].map((one) => conversations.get(one)?.deleted.value)).toEqual([null, null, null, null]);
    actions.restoreColumn(id, right, 1);
    expect(record().columns.value).toHaveLength(4);
  });

  test('are deleted with their comparison, which stops them, and brought back with it', async () => {
    const { actions, store, id, columns, askAll, answer, record } = createComparison();
    const ids = await askAll('Well?');
    actions.remove(id);
    expect(record().deleted.value).not.toBeNull();
    await settle();
    expect(ids.map((one) => answer(one).status)).toEqual(['stopped', 'stopped']);
    expect(columns.every((one) => store.getState().conversations.get(one)?.deleted.value !== null)).toBe(true);
    expect(actions.askColumns(id, 'And?')).toEqual([]);
    actions.restore(id);
    expect(record().deleted.value).toBeNull();
    expect(columns.every((one) => store.getState().conversations.get(one)?.deleted.value === null)).toBe(true);
    expect(await askAll('And?')).toHaveLength(2);
  });

  test('need two, and more than eight are not taken', () => {
    const { actions } = createTestStore();
    expect(actions.group(comparingActions).compare([setup('one')], usualTerms, false)).toBeNull();
    expect(createComparison(Array.from({ length: 11 }, () => setup('one'))).columns).toHaveLength(8);
  });

  test('of several conversations without a comparison can be asked one text as well', async () => {
    const { provider, actions, store } = createTestStore();
    const first = actions.send({ conversationId: null, text: 'a' })?.conversationId ?? '';
    const second = actions.send({ conversationId: null, text: 'b' })?.conversationId ?? '';
    await settle();
    await provider.send([text('x'), finish], 0);
    // The second is still being answered, and a third is not here.
    const ids = actions.group(comparingActions).askEach([first, second, 'nowhere'], 'c', 5);
    await settle();
    expect(ids).toHaveLength(1);
    expect(provider.requests[2]).toMatchObject({ parameters: { seed: 5 } });
    expect(provider.requests[2]?.turns.at(-1)?.text).toBe('c');
    expect(store.getState().messages.get(ids[0] ?? '')?.conversationId).toBe(first);
  });
});

describe('what is not alike', () => {
  const uneven = ({ store, record }: ReturnType<typeof createComparison>): readonly string[] =>
    fairnessOf(store.getState(), record()).uneven;

  test('is told: nothing at first, then another system text, parameters, a question asked in one alone, a column that came later', async () => {
    const made = createComparison();
    const { actions, id, columns, askAll, answerAll, provider } = made;
    const [left = ''] = columns;
    expect(uneven(made)).toEqual([]);
    await askAll('Well?');
    await answerAll(['a', 'b']);
    expect(uneven(made)).toEqual([]);
    actions.setColumn(left, setup('one', { system: 'Be brief.', parameters: { temperature: 0 } }));
    expect(uneven(made)).toEqual(['parameters', 'system']);
    actions.setColumn(left, setup('one'));
    actions.send({ conversationId: left, text: 'In confidence?' });
    await settle();
    await provider.send([text('c'), finish], 2);
    expect(uneven(made)).toEqual(['question', 'earlier-turns', 'terms']);
    actions.addColumn(id, setup('three'));
    expect(uneven(made)).toContain('earlier-turns');
  });

  test('is told of templates, once the answers say who wrote the prompt', async () => {
    const made = createComparison();
    await made.askAll('Well?');
    await made.provider.send([{ type: 'served', prompt: { formatId: 'dolly', text: 'x', stop: [] } }, text('a'), finish], 0);
    expect(uneven(made)).toEqual(['template']);
    await made.provider.send([{ type: 'served', prompt: { formatId: 'dolly', text: 'x', stop: [] } }, text('b'), finish], 1);
    expect(uneven(made)).toEqual([]);
    await made.askAll('And?');
    await made.provider.send([{ type: 'served', prompt: { formatId: 'dolly', text: 'x', stop: [] } }, text('a'), finish], 2);
    await made.provider.send([text('b'), finish], 3);
    expect(uneven(made)).toEqual(['template']);
    expect(fairnessOf(made.store.getState(), made.record()).columns.map(({ template }) => template)).toEqual([
      { by: 'format', id: 'dolly' },
      { by: 'backend' },
    ]);
  });
});

describe('a blind round', () => {
  const contenders = ['a', 'b', 'c', 'd'].map((name) => setup(name, { system: name }));

  test('draws two of them in random order: every pair, both ways round', () => {
    const pairs = new Map<string, number>();
    for (let round = 0; round < 2400; round += 1) {
      const pair = drawn(['a', 'b', 'c', 'd'], 2).join('');
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    expect(pairs.size).toBe(12);
    // Each is expected 200 times; a fair draw is outside of this less than once in a hundred million.
    for (const count of pairs.values()) expect(Math.abs(count - 200)).toBeLessThan(85);
  });

  test('asks the two that were drawn, with their own settings, and keeps all for the next', async () => {
    const { provider, columns, record, askAll } = createComparison(contenders, true);
    expect(columns).toHaveLength(2);
    await askAll('Well?');
    const asked = provider.requests.map(({ modelId, system }) => `${modelId}${system}`);
    expect(new Set(asked).size).toBe(2);
    for (const one of asked) expect(['aa', 'bb', 'cc', 'dd']).toContain(one);
    expect(record().blind?.value).toEqual({ state: 'open', contenders });
  });

  test('is hidden until the vote, which names both sides in their order and ends it', async () => {
    const { actions, store, id, columns, record, askAll, answerAll, votes, provider } = createComparison(contenders, true);
    expect(columns.map((one) => hiddenIn(store.getState(), one))).toEqual([id, id]);
    const ids = await askAll('Well?');
    expect(actions.vote(id, 0)).toBeNull();
    await provider.send([text('x'), finish], 0);
    expect(actions.vote(id, 0)).toBeNull();
    await answerAll(['y'], 1);
    const voteId = actions.vote(id, 1);
    expect(votes()).toHaveLength(1);
    expect(votes()[0]).toMatchObject({
      id: voteId,
      how: 'blind',
      choice: 1,
      comparisonId: id,
      questionId: store.getState().messages.get(ids[0] ?? '')?.parentId,
      sides: ids.map((answerId, place) => ({ answerId, model: `hand/${provider.requests[place]?.modelId}`, catalogId: null })),
    });
    expect(record().blind?.value.state).toBe('voted');
    expect(columns.map((one) => hiddenIn(store.getState(), one))).toEqual([null, null]);
    expect(actions.vote(id, 0)).toBeNull();
    actions.reveal(id);
    expect(record().blind?.value.state).toBe('voted');
  });

  test.each(['tie', 'both-bad'] as const)('takes %s', async (choice) => {
    const { actions, id, askAll, answerAll, votes } = createComparison(contenders, true);
    await askAll('Well?');
    await answerAll(['x', 'y']);
    actions.vote(id, choice);
    expect(votes()[0]?.choice).toBe(choice);
  });

  test('that was revealed before a vote is void, and takes none', async () => {
    const { actions, store, id, columns, record, askAll, answerAll, votes } = createComparison(contenders, true);
    await askAll('Well?');
    await answerAll(['x', 'y']);
    actions.reveal(id);
    expect(record().blind?.value.state).toBe('void');
    expect(hiddenIn(store.getState(), columns[0] ?? '')).toBeNull();
    expect(actions.vote(id, 0)).toBeNull();
    expect(votes()).toEqual([]);
  });

  test.each([
    ['failed', { type: 'error', error: { code: 'server', detail: '' } }],
    ['was cut', { type: 'error', error: { code: 'interrupted', detail: '' } }],
    ['is empty', finish],
  ] as const)('of which one side %s takes no vote', async (_, ending) => {
    const { actions, id, provider, askAll, votes } = createComparison(contenders, true);
    await askAll('Well?');
    await provider.send([text('x'), finish], 0);
    await provider.send([...(ending === finish ? [] : [text('y')]), ending], 1);
    expect(actions.vote(id, 0)).toBeNull();
    expect(votes()).toEqual([]);
  });

  test('that another tab has ended is ended here too, whatever order they are told in', () => {
    const open = createComparison(contenders, true).record();
    if (open.blind === undefined) throw new Error('It is not blind.');
    const ended: ComparisonRecord = {
      ...open,
      blind: { value: { ...open.blind.value, state: 'void' }, updatedAt: open.blind.updatedAt + 1 },
    };
    expect(mergeItem(open, ended)).toEqual(ended);
    expect(mergeItem(ended, open)).toBe(ended);
  });
});

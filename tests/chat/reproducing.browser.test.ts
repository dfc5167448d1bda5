import { afterAll, expect, test } from 'vitest';
import { comparingActions } from '#chat/actions/comparing.ts';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { scheduleOnFrame } from '#chat/frame.ts';
import { isLive } from '#chat/state.ts';
import { createChatStore } from '#chat/store.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { compareReproduction } from '#chat/reproduction.ts';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { describeModel } from '#providers/describe-model.ts';
import { findModel } from '#providers/name-model.ts';
import { createProvider } from '#providers/providers.ts';

const models = [
  { id: 'llama-random', file: 'llama-random.gguf' },
  { id: 'gptneox-random', file: 'gptneox-random.gguf' },
];
const backend: BackendSettings = { id: 'browser', kind: 'in-browser', label: 'This browser', models };
const provider = createProvider({
  backend,
  loadCatalog: () => Promise.resolve(catalog),
  baseUrl: new URL('/tests/fixtures/models/', location.href),
  token: () => null,
  hubUrl: 'hub',
});
afterAll(() => provider.dispose());

const store = createChatStore({
  findProvider: () => Promise.resolve(provider),
  nameModel: (key) => findModel([backend], key).named,
  describeModel: (key, said) => Promise.resolve(describeModel(catalog, [backend], key, said)),
  locale: () => 'en',
  now: Date.now,
  schedule: scheduleOnFrame,
});
const { actions } = store.getState();
const comparing = actions.group(comparingActions);

function ended(id: string): Promise<AnswerRecord> {
  return new Promise((resolve) => {
    const look = (): void => {
      const answer = store.getState().messages.get(id);
      if (answer?.kind !== 'answer' || isLive(answer)) return;
      unsubscribe();
      resolve(answer);
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}

test.each(models)(
  'the engine in the page writes the same text again from the record of an answer of $id, and another with another seed',
  async ({ id }) => {
    actions.chooseModel(`browser/${id}`, null);
    actions.setParameters({ maxTokens: 48, temperature: 1 });
    const sent = actions.send({ conversationId: null, text: 'The llama and the vicuna went up the hill.' });
    const first = await ended(sent?.answerId ?? '');
    expect(first).toMatchObject({ status: 'done', provenance: { parameters: { seed: expect.any(Number), maxTokens: 48 } } });
    // Another question in between: what the engine remembers of a prompt must not change what it writes.
    const other = actions.send({ conversationId: first.conversationId, text: 'And then?' });
    await ended(other?.answerId ?? '');
    actions.setParameters({ maxTokens: 5, temperature: 0.1 });
    const again = await ended(actions.reproduce(first.id) ?? '');
    expect(again.text).toBe(first.text);
    expect(compareReproduction(first, again)).toEqual({ isSameText: true, differences: [] });
    expect(again.provenance.parameters).toEqual(first.provenance.parameters);

    actions.setParameters({ maxTokens: 48, temperature: 1 });
    const seed = ((first.provenance.parameters.seed ?? 0) + 1) % 2 ** 32;
    const different = await ended(actions.askAgain(first.id, seed) ?? '');
    expect(different.text).not.toBe(first.text);
  },
);

test('columns that run in the page take turns, each with the same seed', async () => {
  const id = comparing.compare(
    models.map((model) => ({ model: `browser/${model.id}`, system: null, parameters: {} })),
    { maxTokens: 12, seed: 7 },
    false,
  );
  const answers = await Promise.all(comparing.askColumns(id ?? '', 'The llama and the vicuna').map(ended));
  expect(answers.map(({ status }) => status)).toEqual(['done', 'done']);
  expect(answers.map(({ provenance }) => provenance.asked.modelId)).toEqual(models.map((model) => model.id));
  for (const { provenance, text } of answers) {
    expect(provenance.parameters).toMatchObject({ maxTokens: 12, seed: 7 });
    expect(text).not.toBe('');
  }
});

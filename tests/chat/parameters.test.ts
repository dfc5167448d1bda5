import { expect, test } from 'vitest';
import { parametersFor } from '#chat/parameters.ts';
import { builtInCatalog } from '#catalog/built-in.ts';
import type { PromptFormat } from '#catalog/schema.ts';
import type { BackendKind } from '#providers/provider.ts';

const dolly = builtInCatalog.promptFormats.get('dolly') ?? null;
const described = (backendKind: BackendKind, cutsItself = false, promptFormat: PromptFormat | null = null) => ({
  asked: { backendId: 'b', backendKind, backendLabel: 'B', modelId: 'm', catalogId: null },
  cutsItself,
  promptFormat,
  parameters: { temperature: 0.7, topP: 0.9 },
});

test('a seed is chosen where the backend surely knows one, anew for each answer, and never over a person’s own', () => {
  const seeds = Array.from({ length: 5 }, () => parametersFor(described('in-browser'), {}).seed);
  expect(new Set(seeds).size).toBe(5);
  for (const seed of seeds) expect(Number.isInteger(seed) && (seed ?? -1) >= 0 && (seed ?? 0) < 2 ** 32).toBe(true);
  expect(parametersFor(described('in-browser'), { seed: 4 }).seed).toBe(4);
  expect(parametersFor(described('in-browser'), { seed: 4 }, 7).seed).toBe(7);
});

test('no seed is sent to a service that may refuse it, and nothing to the guide, which draws nothing', () => {
  expect(parametersFor(described('openai-compatible'), { topP: 1 })).toEqual({ temperature: 0.7, topP: 1 });
  expect(parametersFor(described('in-browser', true), { temperature: 2, maxTokens: 9 }, 7)).toEqual({});
});

test('what a backend is not told is not among what an answer was drawn with', () => {
  const own = { topK: 40, repetitionPenalty: 1.2, maxTokens: 9, seed: 3 };
  const sent = { temperature: 0.7, topP: 0.9, maxTokens: 9, seed: 3 };
  expect(parametersFor(described('hugging-face'), own)).toEqual(sent);
  expect(parametersFor(described('text-generation-inference'), own)).toEqual(sent);
  expect(parametersFor(described('text-generation-inference', false, dolly), own)).toEqual({ ...sent, topK: 40, repetitionPenalty: 1.2 });
  expect(parametersFor(described('openai-compatible'), own)).toEqual({ ...sent, topK: 40, repetitionPenalty: 1.2 });
});

test('the limit that holds where nobody set one is among it', () => {
  expect(parametersFor(described('openai-compatible', false, dolly), {}).maxTokens).toBe(512);
  expect(parametersFor(described('in-browser'), {}).maxTokens).toBe(512);
  expect(parametersFor(described('openai-compatible', false, dolly), { maxTokens: 7 }).maxTokens).toBe(7);
  for (const kind of ['openai-compatible', 'ollama', 'hugging-face'] as const) {
    expect(parametersFor(described(kind), {})).not.toHaveProperty('maxTokens');
  }
});

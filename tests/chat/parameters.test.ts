import { expect, test } from 'vitest';
import { parametersFor } from '#chat/parameters.ts';
import type { BackendKind } from '#providers/provider.ts';

const described = (backendKind: BackendKind, cutsItself = false) => ({
  asked: { backendId: 'b', backendKind, backendLabel: 'B', modelId: 'm', catalogId: null },
  cutsItself,
  parameters: { temperature: 0.7, topP: 0.9 },
});

test('a seed is chosen where the backend surely knows one, anew for each answer, and never over a person’s own', () => {
  const seeds = Array.from({ length: 5 }, () => parametersFor(described('in-browser'), {}).seed);
  expect(new Set(seeds).size).toBe(5);
  for (const seed of seeds) expect(Number.isInteger(seed) && (seed ?? -1) >= 0 && (seed ?? 0) < 2 ** 32).toBe(true);
  expect(parametersFor(described('in-browser'), { seed: 4 }).seed).toBe(4);
  expect(parametersFor(described('in-browser'), { seed: 4 }, 7).seed).toBe(7);
});

test('no seed is sent to a service that may refuse it, nor to the guide', () => {
  expect(parametersFor(described('openai-compatible'), { topP: 1 })).toEqual({ temperature: 0.7, topP: 1 });
  expect(parametersFor(described('in-browser', true), {})).toEqual({ temperature: 0.7, topP: 0.9 });
});

import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { closure, type SwitchedOff } from '#catalog/closure.ts';
import expectedClosures from './expected-closures.json' with { type: 'json' };

/** Says more than the reference, which knows no license that is silent about its end. */
const beyondReference = new Set(['permission-not-said-to-last']);

const outcomesOf = (off: SwitchedOff) => new Map(closure(catalog, off).map((result) => [result.model.id, result]));

describe('what falls and what stands', () => {
  test.each(expectedClosures.map((run) => [run.name, run] as const))('%s: every effect is the one worked out beforehand', (_, run) => {
    const results = outcomesOf(run);
    for (const [modelId, expected] of Object.entries<readonly string[]>(run.effects)) {
      const effects = (results.get(modelId)?.effects ?? [])
        .filter(({ kind }) => !beyondReference.has(kind))
        .map(({ kind, target }) => (kind === 'own-publisher-closed' ? kind : `${kind}:${target}`));
      expect([modelId, effects.toSorted()]).toEqual([modelId, expected.toSorted()]);
    }
  });

  test('with nothing switched off everything stands, for no reason', () => {
    for (const { available, permitted, effects } of closure(catalog, { organisations: [], dataSets: [] })) {
      expect([available, permitted, effects]).toEqual(['stands', 'stands', []]);
    }
  });

  test('without Meta: LLaMA’s permission can end, StableVicuna can’t be assembled anew, Dolly stands', () => {
    const results = outcomesOf({ organisations: ['meta'], dataSets: [] });
    expect(results.get('llama-13b')).toMatchObject({ available: 'uncertain', permitted: 'falls' });
    expect(results.get('stable-vicuna-13b')).toMatchObject({ available: 'falls', permitted: 'falls' });
    expect(results.get('vicuna-13b-v1.5')).toMatchObject({ available: 'stands', permitted: 'stands' });
    expect(results.get('dolly-v2-12b')).toMatchObject({ available: 'stands', permitted: 'stands', effects: [] });
  });

  test('a copy under a license that can’t be taken back does not fall with its publisher', () => {
    const results = outcomesOf({ organisations: ['eleutherai'], dataSets: [] });
    expect(results.get('dolly-v2-12b')).toMatchObject({ available: 'stands', permitted: 'stands' });
    expect(results.get('pythia-12b')).toMatchObject({ available: 'uncertain', permitted: 'stands' });
  });

  test('a service falls with its publisher: nobody else has its weights', () => {
    const results = outcomesOf({ organisations: ['openai'], dataSets: [] });
    expect(results.get('gpt-4')).toMatchObject({ available: 'falls', permitted: 'falls' });
    expect(results.get('alpaca-7b')).toMatchObject({ available: 'stands', permitted: 'stands' });
  });
});

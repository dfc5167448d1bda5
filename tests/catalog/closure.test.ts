import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { closure, decidingEffects, type SwitchedOff } from '#catalog/closure.ts';
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

  test('weights withdrawn touch what can be had, and leave every permission', () => {
    const results = outcomesOf({ organisations: [], dataSets: [], withdrawn: ['meta'] });
    expect(results.get('llama-13b')).toMatchObject({ available: 'uncertain', permitted: 'stands' });
    expect(results.get('stable-vicuna-13b')).toMatchObject({ available: 'falls', permitted: 'stands' });
    expect(results.get('llama-13b')?.effects.map(({ kind }) => kind)).toEqual(['own-weights-withdrawn']);
  });

  test('permission ended touches what may be used, and leaves every file', () => {
    const results = outcomesOf({ organisations: [], dataSets: [], ended: ['meta'] });
    expect(results.get('stable-vicuna-13b')).toMatchObject({ available: 'stands', permitted: 'falls' });
    // Llama 2 can be ended for a breach only.
    expect(results.get('llama-2-13b')).toMatchObject({ available: 'stands', permitted: 'stands', effects: [] });
  });

  test('weights withdrawn and permission ended are the same as closed, but for the words', () => {
    const closed = closure(catalog, { organisations: ['meta'], dataSets: [] });
    const both = closure(catalog, { organisations: [], dataSets: [], withdrawn: ['meta'], ended: ['meta'] });
    const outcomes = ({ model, available, permitted }: (typeof closed)[number]) => [model.id, available, permitted];
    expect(both.map(outcomes)).toEqual(closed.map(outcomes));
  });

  test('without the Hub nothing falls: what is published there is left as copies, and every permission stays', () => {
    const results = outcomesOf({ organisations: [], dataSets: [], hosts: ['hugging-face-hub'] });
    expect(results.get('dolly-v2-12b')).toMatchObject({ available: 'uncertain', permitted: 'stands' });
    // It was handed out by its maker, never published on the Hub.
    expect(results.get('llama-7b')).toMatchObject({ available: 'stands', effects: [] });
    expect([...results.values()].some(({ available }) => available === 'falls')).toBe(false);
  });

  test('the effects that decide are told from those that only accompany', () => {
    const stableVicuna = outcomesOf({ organisations: ['meta'], dataSets: [] }).get('stable-vicuna-13b');
    if (stableVicuna === undefined) throw new Error('the test needs this model');
    expect(decidingEffects(stableVicuna, 'available').map(({ kind }) => kind)).toEqual(['cannot-be-assembled-anew-without']);
    expect(decidingEffects(stableVicuna, 'permitted').map(({ kind }) => kind)).toEqual(['permission-can-be-ended']);
    expect(decidingEffects({ ...stableVicuna, permitted: 'stands' }, 'permitted')).toEqual([]);
  });
});

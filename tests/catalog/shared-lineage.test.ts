import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { sharedLineage } from '#catalog/shared-lineage.ts';

const standings = (ids: readonly (string | null)[], ancestor: string) =>
  sharedLineage(catalog, ids).ancestors.find(({ model }) => model.id === ancestor)?.standings;

describe('models side by side', () => {
  test('share a foundation by their weights, and part in the rest', () => {
    const both = ['stable-vicuna-13b', 'vicuna-13b-v1.1'];
    expect(standings(both, 'llama-13b')).toEqual(['weights', 'weights']);
    expect(standings(both, 'vicuna-13b-v0')).toEqual(['weights', null]);
    const [first] = sharedLineage(catalog, both).ancestors;
    expect(first?.standings.every((standing) => standing !== null)).toBe(true);
  });

  test('of which one is the other’s ancestor show that', () => {
    expect(standings(['llama-13b', 'stable-vicuna-13b'], 'llama-13b')).toEqual(['itself', 'weights']);
    expect(standings(['llama-13b', 'dolly-v2-12b'], 'llama-13b')).toBeUndefined();
  });

  test('keep what carries no weights apart', () => {
    expect(standings(['stable-vicuna-13b', 'dolly-v2-12b'], 'chatgpt')).toEqual(['history', null]);
  });

  test('share data, also through what they carry the weights of', () => {
    const { dataSets } = sharedLineage(catalog, ['dolly-v2-12b', 'pythia-12b', 'llama-2-7b-chat']);
    const uses = (id: string) => dataSets.find(({ dataSet }) => dataSet.id === id)?.uses;
    expect(uses('the-pile')).toEqual([true, true, false]);
    expect(uses('dolly-15k')).toEqual([true, false, false]);
  });

  test('outside of the catalog stand on nothing that is known', () => {
    expect(sharedLineage(catalog, [null, 'nobody'])).toEqual({ ancestors: [], dataSets: [] });
    expect(standings([null, 'dolly-v2-12b'], 'pythia-12b')).toEqual([null, 'weights']);
  });
});

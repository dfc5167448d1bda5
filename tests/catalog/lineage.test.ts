import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { ancestors, descendants, foundations } from '../../src/catalog/lineage.ts';

const ids = (models: readonly { readonly id: string }[]): readonly string[] => models.map(({ id }) => id);

describe('lineage', () => {
  test('Dolly v2 3B stands on Pythia 2.8B by finetuning', () => {
    const found = ancestors(builtInCatalog, 'dolly-v2-3b');
    expect(found.map(({ model, family, path }) => [model.id, family, path.map(({ edge }) => edge.relation)])).toEqual([
      ['pythia-2.8b', 'weights', ['finetune']],
    ]);
  });

  test('StableVicuna: weights lead to LLaMA and Vicuna, history leads to the services whose text it read', () => {
    const found = ancestors(builtInCatalog, 'stable-vicuna-13b');
    const family = (wanted: string) => found.filter((ancestor) => ancestor.family === wanted).map(({ model }) => model.id);
    expect(family('weights')).toEqual(['llama-13b', 'vicuna-13b-v0']);
    expect(family('history')).toEqual(expect.arrayContaining(['gpt-3.5-turbo', 'text-davinci-003']));
  });

  test('every step of every path has a source', () => {
    for (const id of builtInCatalog.models.keys()) {
      for (const { path } of ancestors(builtInCatalog, id)) for (const { edge } of path) expect(edge.source).not.toBe('');
    }
  });

  test('descendants are the other direction of ancestors', () => {
    for (const model of builtInCatalog.models.values()) {
      for (const child of descendants(builtInCatalog, model.id)) {
        expect(ancestors(builtInCatalog, child.id).some((ancestor) => ancestor.model.id === model.id)).toBe(true);
      }
    }
    expect(ids(descendants(builtInCatalog, 'pythia-2.8b', 'weights'))).toEqual(['dolly-v2-3b']);
  });

  test('an ancestor by weights is told as one, also where text leads to it sooner', () => {
    const dolly = builtInCatalog.models.get('dolly-v2-3b');
    if (dolly === undefined) throw new Error('the test needs this model');
    const parents = [
      { target: 'pythia-2.8b', relation: 'distilled-from' as const, source: 'test' },
      { target: 'dolly-v2-3b', relation: 'finetune' as const, source: 'test' },
    ];
    const catalog = { ...builtInCatalog, models: new Map([...builtInCatalog.models, ['child', { ...dolly, id: 'child', parents }]]) };
    expect(ancestors(catalog, 'child').map(({ model, family, path }) => [model.id, family, path.length])).toEqual([
      ['pythia-2.8b', 'weights', 2],
      ['dolly-v2-3b', 'weights', 1],
    ]);
  });

  test('two catalogs do not share their walks', () => {
    const dolly = builtInCatalog.models.get('dolly-v2-3b');
    if (dolly === undefined) throw new Error('the test needs this model');
    const alone = { ...builtInCatalog, models: new Map([['dolly-v2-3b', dolly]]) };
    expect(ancestors(builtInCatalog, 'dolly-v2-3b')).toHaveLength(1);
    expect(ancestors(alone, 'dolly-v2-3b')).toEqual([]);
  });

  test('a foundation stands on nothing; the guide is its own foundation', () => {
    expect(ids(foundations(builtInCatalog, 'oasst-sft-4-pythia-12b'))).toEqual(['pythia-12b-deduped']);
    expect(ids(foundations(builtInCatalog, 'stemma-guide'))).toEqual(['stemma-guide']);
    expect(foundations(builtInCatalog, 'nothing')).toEqual([]);
  });
});

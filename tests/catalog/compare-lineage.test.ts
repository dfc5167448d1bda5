import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { compareLineage } from '#catalog/compare-lineage.ts';
import { statedBy } from './stated.ts';

const compare = (modelId: string, more: Parameters<typeof statedBy>[2]) =>
  compareLineage(builtInCatalog, modelId, statedBy('card', 'x/y', more));

describe('a card and the catalog', () => {
  test('that say the same do not differ', () => {
    expect(
      compare('dolly-v2-3b', { license: 'MIT', bases: ['EleutherAI/pythia-2.8b'], dataSets: ['databricks/databricks-dolly-15k'] }),
    ).toEqual([]);
  });

  test('differ in the license, also where the words are not known', () => {
    expect(compare('llama-3.1-8b', { license: 'apache-2.0' })).toEqual([
      { kind: 'license', stated: 'apache-2.0', license: 'llama-3.1-community' },
    ]);
    expect(compare('llama-3.1-8b', { license: 'my words' })).toEqual([
      { kind: 'license', stated: 'my words', license: 'llama-3.1-community' },
    ]);
    expect(compare('llama-3.1-8b', {})).toEqual([{ kind: 'license-not-stated', license: 'llama-3.1-community' }]);
  });

  test('do not differ where a server tells the heading of the same license', () => {
    const olmo = (license: string) => compare('olmo-2-7b', { license }).filter(({ kind }) => kind === 'license');
    expect(olmo('Apache License Version 2.0, January 2004')).toEqual([]);
    expect(olmo('Apache License Version 1.1, January 2000')).toHaveLength(1);
    expect(compare('llama-3.1-8b', { license: 'LLAMA 3.1 COMMUNITY LICENSE AGREEMENT' })).toEqual([]);
    expect(compare('llama-3.1-8b', { license: 'LLAMA 3.2 COMMUNITY LICENSE AGREEMENT' })).toHaveLength(1);
  });

  test('differ in what it was made from, both ways', () => {
    expect(compare('dolly-v2-3b', { license: 'mit', bases: ['meta-llama/Llama-2-7b-hf'] })).toEqual([
      { kind: 'base-not-in-catalog', stated: 'meta-llama/Llama-2-7b-hf' },
      { kind: 'base-not-stated', model: 'pythia-2.8b' },
    ]);
    expect(compare('dolly-v2-3b', { license: 'mit' })).toEqual([{ kind: 'base-not-stated', model: 'pythia-2.8b' }]);
  });

  test('do not differ where a copy names the model itself, or an ancestor further up as well', () => {
    expect(compare('dolly-v2-3b', { license: 'mit', bases: ['databricks/dolly-v2-3b'], relation: 'quantized' })).toEqual([]);
    expect(
      compare('zephyr-7b-beta', { license: 'mit', bases: ['mistralai/Mistral-7B-v0.1'] }).filter(
        ({ kind }) => kind === 'base-not-in-catalog',
      ),
    ).toEqual([]);
  });

  test('differ in the data only if the card names any', () => {
    const differences = compare('dolly-v2-3b', { license: 'mit', bases: ['EleutherAI/pythia-2.8b'], dataSets: ['OpenAssistant/oasst1'] });
    expect(differences).toEqual([
      { kind: 'data-set-not-in-catalog', stated: 'OpenAssistant/oasst1' },
      { kind: 'data-set-not-stated', dataSet: 'dolly-15k' },
    ]);
  });

  test('of a model that the catalog lacks have nothing to differ in', () => {
    expect(compare('nobody', { license: 'mit' })).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { effectiveLicense, questions } from '#catalog/effective-license.ts';
import { licenseInWords } from '#catalog/license-in-words.ts';
import { ancestors } from '#catalog/lineage.ts';
import { statedLicense } from '#catalog/stated-lineage.ts';
import { statedRelation, statedTree } from '#catalog/stated-tree.ts';
import { cardsOf, statedBy } from './stated.ts';

const verdictsOf = (tree: ReturnType<typeof statedTree>) => questions.map((question) => tree.license.verdicts[question].verdict);

describe('a license in words', () => {
  test.each([
    ['llama3.1', 'llama-3.1-community'],
    ['Apache-2.0', 'apache-2.0'],
    ['APACHE LICENSE 2.0', 'apache-2.0'],
    ['gemma', 'gemma-terms'],
    ['GPL-3.0-only', 'gpl-3.0'],
    ['qwen-research', 'qwen-research'],
  ])('%s is %s', (words, id) => {
    expect(licenseInWords(builtInCatalog, words)?.id).toBe(id);
  });

  test.each(['other', 'unknown', '', 'openrail', 'mit, cc-by-4.0', 'mit-like', 'free for all', 'closed', 'not-stated'])(
    '%j is none that is known',
    (words) => {
      expect(licenseInWords(builtInCatalog, words)).toBeNull();
    },
  );

  test('behind "other" is its name', () => {
    expect(statedLicense('other', 'llama3.1')).toBe('llama3.1');
    expect(statedLicense('other', null)).toBe('other');
    expect(statedLicense('mit', 'something else')).toBe('mit');
    expect(statedLicense(null, 'my license')).toBe('my license');
  });
});

describe('the lineage that a file states', () => {
  test('leads on into the catalog where its base is a card of ours, and its license decides no less', () => {
    const tree = statedTree(builtInCatalog, {
      stated: statedBy('file', 'Sparrow 7B', { license: 'mit', bases: ['https://huggingface.co/meta-llama/Llama-2-7b-hf'] }),
      repository: null,
    });
    expect(ancestors(tree.catalog, tree.rootId).map(({ model }) => model.id)).toContain('llama-2-7b');
    expect(tree.license.declared?.id).toBe('mit');
    expect(tree.license.effective.map(({ id }) => id)).toEqual(['mit', 'llama-2-community']);
    const { steps, flags, verdict } = tree.license.verdicts['commercial-use'];
    expect(verdict).toBe('conditional');
    expect(steps[0]?.declaredSource).toBe('file:Sparrow 7B');
    expect(flags.map(({ kind }) => kind)).toEqual(['declares-more-than-base']);
  });

  test('of a license that is not known is unclear in all four questions, whatever its base allows', () => {
    for (const license of ['sparrow-license', null]) {
      const stated = statedBy('file', 'Sparrow', { license, bases: ['EleutherAI/pythia-2.8b'] });
      const tree = statedTree(builtInCatalog, { stated, repository: null });
      expect(verdictsOf(tree)).toEqual(['unclear', 'unclear', 'unclear', 'unclear']);
    }
  });

  test('over a base of which nothing is known is unclear', () => {
    const stated = statedBy('file', 'Sparrow', { license: 'apache-2.0', bases: ['example-lab/Unheard-Of'] });
    const tree = statedTree(builtInCatalog, { stated, repository: null });
    expect(verdictsOf(tree)).toEqual(['unclear', 'unclear', 'unclear', 'unclear']);
    expect(tree.license.verdicts['commercial-use'].flags).toEqual([]);
    expect(tree.models.map(({ by, repository }) => [by, repository])).toEqual([
      ['file', null],
      [null, 'example-lab/Unheard-Of'],
    ]);
  });

  test('that forbids stays forbidden under an unknown license', () => {
    const stated = statedBy('file', 'Sparrow', { license: 'my-own', bases: ['lmsys/vicuna-13b-delta-v0'] });
    const tree = statedTree(builtInCatalog, { stated, repository: null });
    expect(tree.license.verdicts['commercial-use'].verdict).toBe('not-allowed');
  });

  test('says so when it names no base', () => {
    const tree = statedTree(builtInCatalog, { stated: statedBy('file', 'Sparrow', { license: 'mit' }), repository: null });
    expect([tree.namesNoBase, verdictsOf(tree)]).toEqual([true, ['allowed', 'allowed', 'allowed', 'allowed']]);
  });

  test('is not taken for a card of ours because of a like name in another repository', () => {
    const stated = statedBy('file', 'Sparrow', { license: 'mit', bases: ['somebody-else/dolly-v2-3b'] });
    const tree = statedTree(builtInCatalog, { stated, repository: null });
    expect(ancestors(tree.catalog, tree.rootId).map(({ model }) => model.id)).toEqual(['stated.1']);
    const byName = statedTree(builtInCatalog, {
      stated: statedBy('file', 'S', { license: 'mit', bases: ['dolly-v2-3b'] }),
      repository: null,
    });
    expect(ancestors(byName.catalog, byName.rootId)[0]?.model.id).toBe('dolly-v2-3b');
  });

  test('that claims the publisher of its base is not freed from the license of the base', () => {
    const stated = statedBy('file', 'Llama 9', { organisation: 'meta', license: 'mit', bases: ['meta-llama/Llama-2-7b-hf'] });
    const tree = statedTree(builtInCatalog, { stated, repository: null });
    expect(tree.license.effective.map(({ id }) => id)).toContain('llama-2-community');
    const chain = statedTree(
      builtInCatalog,
      { stated: statedBy('card', 'a/one', { license: 'mit', bases: ['a/two'] }), repository: 'a/one' },
      cardsOf([statedBy('card', 'a/two', { license: 'cc-by-nc-4.0' })]),
    );
    expect(chain.license.verdicts['commercial-use'].verdict).toBe('not-allowed');
  });

  test('brings the doubts of its data along', () => {
    const stated = statedBy('file', 'S', { license: 'apache-2.0', dataSets: ['https://huggingface.co/datasets/tatsu-lab/alpaca'] });
    const tree = statedTree(builtInCatalog, { stated, repository: null });
    expect(tree.license.verdicts['commercial-use'].flags).toContainEqual({
      kind: 'data-license-says-no',
      dataSet: 'alpaca-52k',
      via: tree.rootId,
    });
  });
});

describe('the lineage that cards state', () => {
  const cards = [
    statedBy('card', 'packer/Sparrow-GGUF', { license: 'apache-2.0', bases: ['lab/Sparrow'], relation: 'quantized' }),
    statedBy('card', 'lab/Sparrow', { license: 'apache-2.0', bases: ['meta-llama/Llama-3.1-8B'], relation: 'finetune' }),
  ];
  const root = { stated: cards[0] ?? statedBy('card', ''), repository: 'packer/Sparrow-GGUF' };

  test('goes over several hops with typed edges, each with the card that states it', () => {
    const tree = statedTree(builtInCatalog, root, cardsOf(cards));
    const steps = ancestors(tree.catalog, tree.rootId).flatMap(({ model, path }) => {
      const edge = path.at(-1)?.edge;
      return edge === undefined ? [] : [[model.name, statedRelation(edge), edge.source]];
    });
    expect(steps).toEqual([
      ['lab/Sparrow', 'quantized', 'card:packer/Sparrow-GGUF'],
      ['Llama 3.1 8B', 'finetune', 'card:lab/Sparrow'],
    ]);
    expect(tree.license.verdicts['commercial-use'].verdict).toBe('conditional');
  });

  test('equals the verdicts of the base where the claimed models add no license of their own', () => {
    const same = [statedBy('card', 'a/b', { license: 'llama3.1', bases: ['meta-llama/Llama-3.1-8B'] })];
    const tree = statedTree(builtInCatalog, { stated: same[0] ?? root.stated, repository: 'a/b' });
    const base = effectiveLicense(builtInCatalog, 'llama-3.1-8b');
    expect(verdictsOf(tree)).toEqual(questions.map((question) => base?.verdicts[question].verdict));
  });

  test('ends where it comes back to itself', () => {
    const circle = [
      statedBy('card', 'a/one', { license: 'mit', bases: ['a/two', 'A/One'] }),
      statedBy('card', 'a/two', { license: 'mit', bases: ['a/one'] }),
    ];
    const tree = statedTree(builtInCatalog, { stated: circle[0] ?? root.stated, repository: 'a/one' }, cardsOf(circle));
    expect(tree.models.map(({ repository }) => repository)).toEqual(['a/one', 'a/two']);
    expect(ancestors(tree.catalog, tree.rootId)).toHaveLength(1);
  });

  test('with more bases than are read is unclear about the rest', () => {
    const many = statedBy('file', 'Soup', { license: 'mit', bases: Array.from({ length: 80 }, (_, index) => `lab/part-${index}`) });
    const all = cardsOf(many.baseModels.map(({ name }) => statedBy('card', name, { license: 'mit' })));
    const tree = statedTree(builtInCatalog, { stated: many, repository: null }, all);
    expect(tree.models.length).toBeLessThan(70);
    expect(tree.license.verdicts['commercial-use'].verdict).toBe('unclear');
  });

  test('keeps why a card could not be read', () => {
    const failures = new Map([['lab/sparrow', { code: 'not-found', detail: 'There is none.' }]]);
    const tree = statedTree(builtInCatalog, root, { cards: new Map(), failures, isCut: true });
    expect(tree.models[1]).toMatchObject({ repository: 'lab/Sparrow', by: null, failure: { code: 'not-found' } });
    expect(tree.isCut).toBe(true);
  });

  test('leaves the catalog itself as it was', () => {
    const before = builtInCatalog.models.size;
    statedTree(builtInCatalog, root, cardsOf(cards));
    expect(builtInCatalog.models.size).toBe(before);
  });
});

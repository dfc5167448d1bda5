import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { filterFamily, fitsFilter, noFilter } from '#catalog/family-filter.ts';
import { familyGraph, kinOf, restingOn, seriesOf } from '#catalog/family-graph.ts';

const graph = familyGraph(catalog);
const nodeOf = (id: string) => graph.nodes.find(({ model }) => model.id === id);
const makers = new Map([...catalog.organisations.values()].map(({ id, name }) => [id, name.value]));
const ids = (filter: object): readonly string[] => [...filterFamily(graph, { ...noFilter, ...filter }, makers).matching];

describe('the family graph', () => {
  test('has every model once and every edge between them, weights told from everything else', () => {
    expect(graph.nodes.map(({ model }) => model.id).toSorted()).toEqual([...catalog.models.keys()].toSorted());
    const edges = [...catalog.models.values()].flatMap(({ id, parents }) =>
      parents.map(({ target, relation }) => `${target} ${relation} ${id}`),
    );
    expect(graph.edges.map(({ parent, relation, child }) => `${parent} ${relation} ${child}`).toSorted()).toEqual(edges.toSorted());
    const ofStableVicuna = graph.edges
      .filter(({ child }) => child === 'stable-vicuna-13b')
      .map(({ parent, family }) => `${parent} ${family}`);
    expect(ofStableVicuna.toSorted()).toEqual([
      'gpt-3.5-turbo history',
      'llama-13b weights',
      'text-davinci-003 history',
      'vicuna-13b-v0 weights',
    ]);
  });

  test('a model belongs to the publisher of the weights it stands on in the end, and shows what its ancestry leaves allowed', () => {
    expect(nodeOf('stable-vicuna-13b')).toMatchObject({ foundation: 'meta', verdict: 'not-allowed' });
    expect(nodeOf('stable-vicuna-13b')?.roots.map(({ id }) => id)).toEqual(['llama-13b']);
    expect(nodeOf('dolly-v2-12b')).toMatchObject({ foundation: 'eleutherai', verdict: 'allowed' });
    expect(nodeOf('deepseek-r1-distill-llama-8b')).toMatchObject({ foundation: 'meta', verdict: 'conditional' });
    expect(nodeOf('cerebras-gpt-13b')).toMatchObject({ foundation: 'cerebras', roots: [] });
  });

  test('tells where a model can run: small files in a page, larger ones on a server, services nowhere else', () => {
    expect(nodeOf('dolly-v2-3b')?.runs).toEqual(['in-browser', 'own-server']);
    expect(nodeOf('dolly-v2-12b')?.runs).toEqual(['own-server']);
    expect(nodeOf('vicuna-13b-v0')?.runs).toEqual(['own-server']);
    expect(nodeOf('gpt-neo-2.7b')?.runs).toEqual(['own-server']);
    expect(nodeOf('gpt-4')?.runs).toEqual(['closed']);
    expect(nodeOf('stemma-guide')?.runs).toEqual(['in-browser']);
    expect(nodeOf('stable-diffusion-v1')?.runs).toEqual([]);
  });

  test('the kin of a model are all above it and all below it, not its siblings', () => {
    const kin = kinOf(graph.edges, 'vicuna-13b-v0');
    for (const id of ['vicuna-13b-v0', 'llama-13b', 'stable-vicuna-13b', 'chatgpt', 'gpt-3.5-turbo']) expect(kin.has(id), id).toBe(true);
    for (const id of ['vicuna-13b-v1.1', 'llama-7b', 'text-davinci-003']) expect(kin.has(id), id).toBe(false);
    expect([...kinOf(graph.edges, 'stemma-guide')]).toEqual(['stemma-guide']);
  });

  test('counts what rests on each publisher by weights, its own models and those of others', () => {
    const resting = restingOn(graph);
    expect([...resting.keys()][0]).toBe('meta');
    expect(resting.get('meta')).toBe(29);
    expect(resting.get('lmsys')).toBe(4);
    // Many learned from its text; no weights but its own rest on it.
    expect(resting.get('openai')).toBe(5);
  });

  test('a name is cut to its series', () => {
    expect(
      ['GPT-NeoX-20B', 'Llama 2 13B', 'Pythia 12b-deduped', 'Gemma 4 E4B it', 'ChatGPT (service)', 'Stemma guide'].map(seriesOf),
    ).toEqual(['GPT-NeoX', 'Llama', 'Pythia', 'Gemma', 'ChatGPT', 'Stemma guide']);
  });
});

describe('filters', () => {
  test('without one everything is there', () => {
    expect(ids({})).toHaveLength(catalog.models.size);
  });

  test('each narrows, and together they narrow further', () => {
    expect(ids({ maker: 'databricks' }).toSorted()).toEqual(['dolly-v1-6b', 'dolly-v2-12b', 'dolly-v2-3b', 'dolly-v2-7b']);
    expect(ids({ maker: 'databricks', license: 'allowed' })).not.toContain('dolly-v1-6b');
    expect(ids({ foundation: 'mistralai' }).toSorted()).toEqual([
      'mistral-7b-instruct',
      'mistral-7b-v0.1',
      'openhermes-2.5-mistral-7b',
      'zephyr-7b-beta',
    ]);
    expect(ids({ run: 'closed' })).toContain('bard');
    expect(ids({ run: 'in-browser', maker: 'databricks' })).toEqual(['dolly-v2-3b']);
    expect(ids({ maker: 'nobody' })).toEqual([]);
  });

  test('every word must be somewhere in names or maker', () => {
    expect(ids({ words: 'VICUNA  13b carper' })).toEqual(['stable-vicuna-13b']);
    expect(ids({ words: 'vicuna dolly' })).toEqual([]);
    const node = nodeOf('alpaca-7b');
    expect(node !== undefined && fitsFilter(node, { ...noFilter, words: 'stanford hashimoto' }, makers.get('stanford-tatsu'))).toBe(true);
  });

  test('what stands under a match stays as its stem, and is no match', () => {
    const { matching, nodes, edges } = filterFamily(graph, { ...noFilter, maker: 'carperai' }, makers);
    expect([...matching]).toEqual(['stable-vicuna-13b']);
    expect(nodes.map(({ model }) => model.id).toSorted()).toEqual(['llama-13b', 'stable-vicuna-13b', 'vicuna-13b-v0']);
    expect(edges).toHaveLength(3);
  });
});

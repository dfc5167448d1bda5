import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { noFilter } from '#catalog/family-filter.ts';
import { familyGraph } from '#catalog/family-graph.ts';
import { readHome, writeHome } from '#ui/atlas/home-address.ts';
import { sortNodes } from '#ui/atlas/sort-nodes.ts';
import { isOff, readSwitches, withDataSet, withHost, withPublisher, writeSwitches } from '#ui/atlas/what-if/switches.ts';
import { hrefOf, parseRoute } from '#ui/routes.ts';

describe('the address of a filtered catalog', () => {
  test('is read back as it was written, and the plain catalog has none', () => {
    const state = {
      filter: { maker: 'meta', license: 'not-allowed', foundation: 'meta', run: 'own-server', words: 'llama & friends' },
      view: 'table',
      sorting: { by: 'released', isDescending: true },
    } as const;
    expect(readHome(writeHome(state))).toEqual(state);
    expect(writeHome(readHome(''))).toBe('');
    expect(readHome('')).toEqual({ filter: noFilter, view: null, sorting: { by: 'name', isDescending: false } });
  });

  test('leaves out what does not exist', () => {
    expect(readHome('license=free&run=moon&view=3d&sort=luck')).toEqual(readHome(''));
  });

  test('stands after the route, which it does not change', () => {
    expect(parseRoute('#/atlas?maker=meta&q=a%2Fb')).toEqual({ screen: 'atlas', modelId: null, query: 'maker=meta&q=a%2Fb' });
    expect(parseRoute('#/atlas/llama-7b')).toEqual({ screen: 'atlas', modelId: 'llama-7b', query: '' });
    expect(parseRoute('#/article?verdict=wrong')).toEqual({ screen: 'article', query: 'verdict=wrong' });
    expect(hrefOf({ screen: 'atlas', modelId: null, query: 'maker=meta' })).toBe('#/atlas?maker=meta');
    expect(hrefOf({ screen: 'atlas', modelId: null, query: '' })).toBe('#/atlas');
    expect(hrefOf({ screen: 'article' })).toBe('#/article');
  });
});

describe('the address of a what-if', () => {
  const read = (...off: readonly string[]) => readSwitches(catalog, off);

  test('a publisher or data set stands by its id, one way alone by its name before it', () => {
    const off = ['meta', 'weights~eleutherai', 'permission~stability-ai', 'the-pile', 'host~hugging-face-hub'];
    expect(read(...off)).toEqual({
      organisations: ['meta'],
      withdrawn: ['eleutherai'],
      ended: ['stability-ai'],
      dataSets: ['the-pile'],
      hosts: ['hugging-face-hub'],
    });
    expect(writeSwitches(read(...off))).toEqual(off);
    expect(parseRoute(hrefOf({ screen: 'what-if', off }))).toEqual({ screen: 'what-if', off });
  });

  test('leaves out what the catalog does not have', () => {
    expect(writeSwitches(read('nobody', 'weights~nobody', 'host~nowhere', ''))).toEqual([]);
  });

  test('both ways off are one closed publisher, and one way on again leaves the other', () => {
    const weights = withPublisher(read(), 'meta', 'withdrawn');
    expect(writeSwitches(weights)).toEqual(['weights~meta']);
    const closed = withPublisher(weights, 'meta', 'ended');
    expect(writeSwitches(closed)).toEqual(['meta']);
    expect([isOff(closed, 'meta', 'withdrawn'), isOff(closed, 'meta', 'ended')]).toEqual([true, true]);
    expect(writeSwitches(withPublisher(closed, 'meta', 'withdrawn'))).toEqual(['permission~meta']);
    expect(writeSwitches(withDataSet(withDataSet(read(), 'the-pile'), 'the-pile'))).toEqual([]);
    expect(writeSwitches(withHost(read(), 'hugging-face-hub'))).toEqual(['host~hugging-face-hub']);
  });
});

describe('sorting the table', () => {
  const { nodes } = familyGraph(catalog);
  const sorted = (by: Parameters<typeof sortNodes>[2]['by'], isDescending = false) =>
    sortNodes(catalog, nodes, { by, isDescending }).map(({ model }) => model);

  test('names with numbers go by size, sizes by number, verdicts from free to bound', () => {
    const names = sorted('name').map(({ name }) => name);
    expect(names.indexOf('Dolly v2 3B')).toBeLessThan(names.indexOf('Dolly v2 12B'));
    const sizes = sorted('size').map(({ parametersBillion }) => parametersBillion.value);
    const known = sizes.filter((size) => size !== null);
    expect(known).toEqual(known.toSorted((left, right) => left - right));
    expect(sortNodes(catalog, nodes, { by: 'effective', isDescending: false })[0]?.verdict).toBe('allowed');
    expect(sortNodes(catalog, nodes, { by: 'effective', isDescending: true })[0]?.verdict).toBe('not-allowed');
  });

  test('what is not known comes last either way', () => {
    for (const isDescending of [false, true]) {
      const dates = sorted('released', isDescending).map(({ released }) => released.value);
      const firstUnknown = dates.indexOf(null);
      expect(firstUnknown).toBeGreaterThan(0);
      expect(dates.slice(firstUnknown).every((date) => date === null)).toBe(true);
    }
  });

  test.each(['name', 'maker', 'released', 'size', 'foundation', 'declared', 'effective'] as const)('by %s nothing is lost', (by) => {
    expect(new Set(sorted(by)).size).toBe(nodes.length);
  });
});

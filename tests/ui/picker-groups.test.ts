import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import type { ModelListing, OfferedModel } from '#providers/provider.ts';
import { pickerGroups } from '#ui/parts/picker/picker-groups.ts';

const offered = (id: string, catalogId: string | null): OfferedModel => ({ id, name: id, catalogId, contextTokens: null, bytes: null });
const listed = (id: string, models: readonly OfferedModel[] | null) => ({
  backend: { id, kind: 'openai-compatible', label: `Server ${id}`, host: 'localhost' } as const,
  listing: models === null ? null : ({ ok: true, models } satisfies ModelListing),
});
const keysOf = (listings: Parameters<typeof pickerGroups>[1]['listings'], search = '') =>
  Object.fromEntries(
    pickerGroups(catalog, { listings }, search).map(({ of, entries }) => [
      typeof of === 'string' ? of : of.id,
      entries.map(({ key }) => key),
    ]),
  );

describe('without a search', () => {
  test('the three families stand first, before any server is connected, then the smallest of what can chat, base models not', () => {
    const { pinned = [], catalog: rest = [] } = keysOf([]);
    expect(pinned).toEqual(['card:oasst-sft-4-pythia-12b', 'card:stable-vicuna-13b', 'card:dolly-v2-12b']);
    expect(rest).toHaveLength(12);
    expect(rest[0]).toBe('card:smollm2-135m-instruct');
    expect(rest).not.toContain('card:smollm2-135m');
    expect(new Set([...pinned, ...rest]).size).toBe(15);
  });

  test('what can be had freely stands before what is gated, what must be joined, what continues texts and what is closed', () => {
    const llamas = keysOf([], 'llama')['catalog'] ?? [];
    const order = ['deepseek-r1-distill-llama-8b', 'llama-2-7b-chat', 'oasst-sft-6-llama-30b', 'llama-13b'];
    const places = order.map((id) => llamas.indexOf(`card:${id}`));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(keysOf([], 'gpt')['catalog']?.at(-1)).toMatch(/^card:(gpt-|chatgpt)/);
  });

  test('what a server offers takes its card’s place, and what the catalog does not know stands with its server', () => {
    const models = [offered('dolly', 'dolly-v2-3b'), offered('q', 'qwen3-8b'), offered('p', 'pythia-12b'), offered('odd', null)];
    const groups = keysOf([listed('a', models), listed('b', [offered('q8', 'qwen3-8b')])]);
    expect(groups['pinned']).toEqual(['card:oasst-sft-4-pythia-12b', 'card:stable-vicuna-13b', 'a/dolly']);
    expect(groups['catalog']?.slice(0, 3)).toEqual(['a/q', 'a/p', 'b/q8']);
    expect(groups['catalog']).not.toContain('card:qwen3-8b');
    expect(groups['a']).toEqual(['a/odd']);
    expect(groups).not.toHaveProperty('b');
  });

  test('a server that is being asked is there, and one whose models all have cards is not repeated', () => {
    expect(keysOf([listed('slow', null)])).toHaveProperty('slow', []);
  });

  test('without the catalog everything that is offered can still be chosen', () => {
    const groups = pickerGroups(null, { listings: [listed('a', [offered('dolly', 'dolly-v2-3b')])] }, '');
    expect(groups.flatMap(({ entries }) => entries.map(({ key }) => key))).toEqual(['a/dolly']);
  });
});

test('a search finds cards and offers by name, Hub id, alias and server, base models too, and nothing twice', () => {
  expect(keysOf([], 'pythia 12b')['catalog']).toContain('card:pythia-12b');
  expect(keysOf([], 'databricks/dolly-v2-3b')['catalog']).toEqual(['card:dolly-v2-3b']);
  const listings = [listed('a', [offered('x', 'dolly-v2-3b'), offered('y', null)])];
  expect(keysOf(listings, 'dolly 3b')).toEqual({ pinned: ['a/x'] });
  expect(keysOf(listings, 'server')).toEqual({ pinned: ['a/x'], a: ['a/y'] });
  expect(keysOf(listings, 'nothing like it')).toEqual({});
});

test('of a service with hundreds of models the first are shown, and how many more there are; a search finds each', () => {
  const models = Array.from({ length: 500 }, (_, place) => offered(`odd-${place}`, null));
  const [, , group] = pickerGroups(catalog, { listings: [listed('a', models)] }, '');
  expect(group).toMatchObject({ entries: { length: 50 }, hidden: 450 });
  expect(keysOf([listed('a', models)], 'odd-499')).toEqual({ a: ['a/odd-499'] });
});

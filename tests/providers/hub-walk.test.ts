import { afterEach, describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { hubAt } from '#providers/hub/hub-address.ts';
import { walkCards } from '#providers/hub/walk.ts';
import { startWireServer, type WireServer } from './wire-server.ts';

let server: WireServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

type Cards = Readonly<Record<string, { readonly card?: object; readonly status?: number }>>;

/** A hub of a few repositories; whatever else is asked is not there. */
async function walk(
  cards: Cards,
  start: readonly string[],
  limits?: { hops: number; cards: number },
  signal = new AbortController().signal,
) {
  server = await startWireServer((response, { path }) => {
    const id = /^\/api\/models\/(.+)\?blobs=true$/.exec(path)?.[1] ?? '';
    const entry = cards[id];
    const status = entry === undefined ? 401 : (entry.status ?? 200);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? { id, cardData: entry?.card ?? null } : { error: 'no' }));
  });
  const found = await walkCards(hubAt(server.origin, new URL('http://page.invalid/')), builtInCatalog, start, signal, limits);
  const asked = server.requests.map(({ path }) => path.replace('/api/models/', '').replace('?blobs=true', ''));
  return { found, asked };
}

describe('walking from card to card', () => {
  test('goes several hops and ends at a card of the catalog, which is not asked for', async () => {
    const { found, asked } = await walk(
      {
        'packer/S-GGUF': { card: { license: 'other', license_name: 'llama3.1', base_model: 'lab/S', base_model_relation: 'quantized' } },
        'lab/S': { card: { license: 'llama3.1', base_model: ['meta-llama/Llama-3.1-8B'], datasets: ['OpenAssistant/oasst1'] } },
      },
      ['packer/S-GGUF'],
    );
    expect(asked).toEqual(['packer/S-GGUF', 'lab/S']);
    expect(found.cards.get('packer/s-gguf')).toMatchObject({
      by: 'card',
      license: 'llama3.1',
      relation: 'quantized',
      organisation: 'packer',
    });
    expect(found.cards.get('lab/s')).toMatchObject({ dataSets: ['OpenAssistant/oasst1'] });
    expect([found.failures.size, found.isCut]).toEqual([0, false]);
  });

  test('asks each repository once, also in a circle', async () => {
    const { found, asked } = await walk(
      { 'a/one': { card: { base_model: ['a/two', 'A/One'] } }, 'a/two': { card: { base_model: ['a/one', './here'] } } },
      ['a/one'],
    );
    expect(asked).toEqual(['a/one', 'a/two']);
    expect(found.isCut).toBe(false);
  });

  test('notes what it cannot read and goes on elsewhere', async () => {
    const { found, asked } = await walk(
      { 'a/merge': { card: { base_model: ['a/private', 'a/gated', 'a/open'] } }, 'a/gated': { status: 403 }, 'a/open': {} },
      ['a/merge'],
    );
    expect(asked).toEqual(['a/merge', 'a/private', 'a/gated', 'a/open']);
    expect([...found.failures].map(([repository, { code }]) => [repository, code])).toEqual([
      ['a/private', 'not-found'],
      ['a/gated', 'auth'],
    ]);
    expect(found.cards.has('a/open')).toBe(true);
  });

  test('ends after its hops and after its cards, and says so', async () => {
    const endless: Cards = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`a/m${index}`, { card: { base_model: `a/m${index + 1}` } }]),
    );
    const byHops = await walk(endless, ['a/m0'], { hops: 2, cards: 99 });
    expect([byHops.asked, byHops.found.isCut]).toEqual([['a/m0', 'a/m1', 'a/m2'], true]);
    await server?.stop();
    const byCards = await walk(endless, ['a/m0'], { hops: 99, cards: 4 });
    expect([byCards.asked.length, byCards.found.isCut]).toEqual([4, true]);
  });

  test('asks no further when the Hub asks to wait', async () => {
    const { found, asked } = await walk({ 'a/one': { card: { base_model: ['a/two', 'a/three'] } }, 'a/two': { status: 429 } }, ['a/one']);
    expect([asked, found.isCut, found.failures.get('a/two')?.code]).toEqual([['a/one', 'a/two'], true, 'rate-limited']);
  });

  test('ends when the person stops, with what was found', async () => {
    const { found, asked } = await walk({ 'a/one': {} }, ['a/one'], undefined, AbortSignal.abort());
    expect([asked, found.cards.size, found.isCut]).toEqual([[], 0, true]);
  });
});

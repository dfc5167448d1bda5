import { expect, test } from 'vitest';
import type { ModelListing } from '#providers/provider.ts';
import type { LazyProvider } from '#providers/providers.ts';
import { createRegistry } from '#providers/registry.ts';
import { allOffers, createOffers, findOffer, listedKey } from '#ui/offers.ts';
import { backendAt } from '../providers/collect.ts';

const listing = (...ids: string[]): ModelListing => ({
  ok: true,
  models: ids.map((id) => ({ id, name: id, catalogId: null, contextTokens: null, bytes: null })),
});

/** A registry whose backends tell their models when the test says so. */
function stage() {
  const asked: { readonly label: string; readonly tell: (told: ModelListing) => void }[] = [];
  const registry = createRegistry(({ id, kind, label }) => {
    const provider: Pick<LazyProvider, 'backend' | 'listModels'> = {
      backend: { id, kind, label, host: 'host' },
      listModels: () => new Promise((resolve) => asked.push({ label, tell: resolve })),
    };
    // Nothing else of a provider is asked for here.
    return new Proxy(provider, {}) as LazyProvider;
  }, new URL('http://page.example/'));
  return { asked, registry };
}
const lab = { ...backendAt('http://host'), id: 'lab', label: 'Lab' };
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('a backend that comes is asked at once, one that goes takes its models along', async () => {
  const { asked, registry } = stage();
  const offers = createOffers(registry);
  expect(offers.getState().listings).toEqual([]);
  registry.put(lab, true);
  expect(offers.getState().listings).toMatchObject([{ backend: { id: 'lab' }, listing: null }]);
  asked[0]?.tell(listing('a', 'b'));
  await turn();
  expect(allOffers(offers.getState()).map(({ key }) => key)).toEqual(['lab/a', 'lab/b']);
  registry.remove('lab');
  expect(allOffers(offers.getState())).toEqual([]);
});

test('a changed backend is asked anew, and what the one before it tells late counts no more', async () => {
  const { asked, registry } = stage();
  const offers = createOffers(registry);
  registry.put(lab, true);
  registry.put({ ...lab, label: 'Moved' }, true);
  expect(asked.map(({ label }) => label)).toEqual(['Lab', 'Moved']);
  asked[1]?.tell(listing('new'));
  await turn();
  asked[0]?.tell(listing('old'));
  await turn();
  expect(allOffers(offers.getState()).map(({ key }) => key)).toEqual(['lab/new']);
});

test('what does not change is not asked again when something else comes', async () => {
  const { asked, registry } = stage();
  const offers = createOffers(registry);
  registry.put(lab, false);
  asked[0]?.tell(listing('a'));
  await turn();
  registry.put({ ...lab, id: 'second', label: 'Second' }, true);
  expect(asked.map(({ label }) => label)).toEqual(['Lab', 'Second']);
  expect(allOffers(offers.getState()).map(({ key }) => key)).toEqual(['lab/a']);
});

test('what the configuration names is there before anything is asked', () => {
  const { registry } = stage();
  registry.put({ ...lab, models: [{ id: 'named' }] }, false);
  expect(allOffers(createOffers(registry).getState()).map(({ key }) => key)).toEqual(['lab/named']);
});

test('a model behind a router is found with its company or a policy in its name; any other colon is part of a name', async () => {
  const { asked, registry } = stage();
  const offers = createOffers(registry);
  registry.put(lab, false);
  const model = { id: 'org/name', name: 'Name', catalogId: null, contextTokens: 2048, bytes: null };
  const routes = [{ id: 'org/name:novita', provider: 'novita', isLive: true, contextTokens: 8192, price: null }];
  const plain = { ...model, id: 'dolly', name: 'Dolly' };
  asked[0]?.tell({ ok: true, models: [{ ...model, routes }, plain, { ...plain, id: 'dolly:7b' }] });
  await turn();
  const state = offers.getState();
  expect(findOffer(state, 'lab/org/name:novita')).toMatchObject({
    key: 'lab/org/name:novita',
    model: { id: 'org/name:novita', name: 'Name', contextTokens: 8192 },
  });
  expect(findOffer(state, 'lab/org/name:cheapest')?.model).toMatchObject({ id: 'org/name:cheapest', contextTokens: 2048 });
  expect(findOffer(state, 'lab/dolly:7b')?.model.id).toBe('dolly:7b');
  expect(findOffer(state, 'lab/dolly:12b')).toBeNull();
  expect(listedKey(state, 'lab/org/name:novita')).toBe('lab/org/name');
  for (const key of ['lab/dolly:7b', 'lab/dolly:12b', 'lab/org/name', null]) expect(listedKey(state, key)).toBe(key);
});

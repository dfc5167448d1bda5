import { expect, test } from 'vitest';
import type { ModelListing } from '#providers/provider.ts';
import type { LazyProvider } from '#providers/providers.ts';
import { createRegistry } from '#providers/registry.ts';
import { allOffers, createOffers } from '#ui/offers.ts';
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

import { expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { createCatalogSource } from '#catalog/catalog-source.ts';

test('the catalog is fetched once, however many ask for it', async () => {
  let fetched = 0;
  const source = createCatalogSource(() => {
    fetched += 1;
    return Promise.resolve(builtInCatalog);
  });
  expect(source.state()).toBe('coming');
  expect(fetched).toBe(0);
  expect(await Promise.all([source.load(), source.load(), source.here])).toEqual([builtInCatalog, builtInCatalog, builtInCatalog]);
  expect(source.state()).toBe(builtInCatalog);
  expect(await source.load()).toBe(builtInCatalog);
  expect(fetched).toBe(1);
});

test('a failure is told, and the next who asks gets it after all; so does who waited', async () => {
  const attempts = [Promise.reject(new Error('No connection.')), Promise.resolve(builtInCatalog)];
  const source = createCatalogSource(() => attempts.shift() ?? Promise.reject(new Error('Asked too often.')));
  let changes = 0;
  const unsubscribe = source.subscribe(() => {
    changes += 1;
  });
  await expect(source.load()).rejects.toThrow('No connection.');
  await source.firstAttempt;
  expect(source.state()).toBe('missing');
  expect(changes).toBe(1);
  await source.load();
  expect(await source.here).toBe(builtInCatalog);
  expect(changes).toBe(2);
  unsubscribe();
});

test('who can do without waits for a slow catalog only for a while', async () => {
  let arrive: (catalog: Catalog) => void = () => undefined;
  const source = createCatalogSource(
    () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
    0,
  );
  const loading = source.load();
  await source.firstAttempt;
  expect(source.state()).toBe('coming');
  arrive(builtInCatalog);
  expect(await loading).toBe(builtInCatalog);
});

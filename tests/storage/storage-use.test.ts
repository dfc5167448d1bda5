import { expect, test } from 'vitest';
import { storageUse } from '#storage/storage-use.ts';

test('a browser that tells kinds apart is believed', () => {
  const estimate = {
    usage: 1000,
    quota: 9000,
    usageDetails: { indexedDB: 100, caches: 300, fileSystem: 600, serviceWorkerRegistrations: 0 },
  };
  expect(storageUse(estimate, 0)).toEqual({
    used: 1000,
    granted: 9000,
    kinds: [
      { kind: 'conversations', bytes: 100 },
      { kind: 'models', bytes: 600 },
      { kind: 'app', bytes: 300 },
    ],
  });
});

test('another one gives the whole, of which the model files are known', () => {
  expect(storageUse({ usage: 1000, quota: 9000 }, 600)?.kinds).toEqual([
    { kind: 'other', bytes: 400 },
    { kind: 'models', bytes: 600 },
  ]);
  expect(storageUse({ usage: 1000, quota: 9000 }, 5000)?.kinds).toEqual([{ kind: 'models', bytes: 1000 }]);
});

test('nothing is made up where a browser tells nothing', () => {
  expect(storageUse({}, 600)).toBeNull();
  expect(storageUse({ usage: 0, quota: 9000, usageDetails: {} }, 0)).toEqual({ used: 0, granted: 9000, kinds: [] });
});

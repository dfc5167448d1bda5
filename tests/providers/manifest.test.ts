import { expect, test } from 'vitest';
import { type Manifest, readManifest } from '#providers/backends/in-browser/downloads/manifest.ts';

const manifest: Manifest = {
  version: 1,
  repository: 'owner/name',
  revision: '0614be6000000000000000000000000000000000',
  file: 'folder/file.gguf',
  bytes: 10,
  sha256: null,
  card: {
    by: 'card',
    name: 'owner/name',
    organisation: 'owner',
    license: 'mit',
    licenseLink: null,
    baseModels: [],
    dataSets: [],
    relation: null,
  },
  checked: null,
};

test('what was written is read again', () => {
  expect(readManifest(JSON.stringify(manifest))).toEqual(manifest);
});

test.each([
  ['nothing', ''],
  ['half a manifest', JSON.stringify(manifest).slice(0, 80)],
  ['a later version', JSON.stringify({ ...manifest, version: 2 })],
  ['a hash that is none', JSON.stringify({ ...manifest, sha256: 'abc' })],
  ['a negative size', JSON.stringify({ ...manifest, bytes: -1 })],
  ['something else', '[1]'],
])('%s is no manifest, and nothing is thrown', (_, written) => {
  expect(readManifest(written)).toBeNull();
});

import { expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { browserCandidates, modelOfRepository } from '#catalog/gguf-conversions.ts';
import { hubFileId, readHubFileId } from '#catalog/hub-file.ts';

test('every candidate fits into a page, has a card, a file and a source, and comes smallest first', () => {
  const candidates = browserCandidates(catalog);
  expect(candidates.map(({ model }) => model.id)).toContain('dolly-v2-3b');
  expect(candidates.map(({ model }) => model.id)).not.toContain('dolly-v2-7b');
  const sizes = candidates.map(({ conversion }) => conversion.gigabytes);
  expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
  for (const { model, conversion } of candidates) {
    expect(conversion.source).toContain(`https://huggingface.co/${conversion.repository}/`);
    expect(conversion.file.toLowerCase()).toContain(conversion.quantization.toLowerCase());
    expect(modelOfRepository(catalog, conversion.repository)).toBe(model.id);
  }
});

test('a repository is a card’s own or a conversion that was seen; a look-alike is neither', () => {
  expect(modelOfRepository(catalog, 'databricks/dolly-v2-3b')).toBe('dolly-v2-3b');
  expect(modelOfRepository(catalog, 'MRADERMACHER/dolly-v2-3b-gguf')).toBe('dolly-v2-3b');
  expect(modelOfRepository(catalog, 'somebody/dolly-v2-3b-GGUF')).toBeNull();
});

test('the id of a downloaded file names its repository and its path, and can be read again', () => {
  const name = { repository: 'owner/name', file: 'folder/a file.gguf' };
  expect(hubFileId(name)).toBe('hub:owner/name/folder/a file.gguf');
  expect(readHubFileId(hubFileId(name))).toEqual(name);
  for (const other of ['file:model.gguf', 'stemma-guide', 'hub:owner', 'hub:owner/name/']) expect(readHubFileId(other)).toBeNull();
});

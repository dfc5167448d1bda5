import { afterEach, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { createInBrowserProvider, type InBrowserProvider } from '#providers/backends/in-browser/in-browser.ts';
import { asProviderError } from '#providers/failure.ts';
import { hubAt } from '#providers/hub/hub-address.ts';
import type { ProviderError, StreamPart } from '#providers/provider.ts';

/** Files that are more than a page can hold. Their zeros are one block that is named again and again, so they cost no memory here. */
const folder = new URL('/tests/fixtures/models/', location.href);
const block = new Blob([new Uint8Array(16 * 1024 ** 2)]);
const bytesOf = async (name: string): Promise<Blob> => (await fetch(new URL(name, folder))).blob();
const filledUp = (head: Blob, blocks: number, name: string): File => new File([head, ...Array.from({ length: blocks }, () => block)], name);

let provider: InBrowserProvider;
afterEach(async () => {
  localStorage.clear();
  await provider.dispose();
});
function provide(): InBrowserProvider {
  const small = { id: 'small', name: 'small', catalogId: null, file: 'llama-random.gguf', sha256: null, bytes: null };
  provider = createInBrowserProvider({
    backend: { id: 'browser', kind: 'in-browser', label: 'This browser', host: null },
    models: [small],
    catalog,
    baseUrl: folder,
    hub: hubAt('hub', folder),
  });
  return provider;
}

async function ask(modelId: string): Promise<StreamPart | undefined> {
  const turns = [{ role: 'user', text: 'The llama' }] as const;
  const request = { modelId, system: null, turns, parameters: { maxTokens: 4, seed: 1 }, promptFormat: null, locale: 'en' } as const;
  let last: StreamPart | undefined;
  for await (const part of provider.stream(request, new AbortController().signal)) last = part;
  return last;
}

test('a file above the two gigabytes that fit is refused before anything is loaded', async () => {
  const file = filledUp(await bytesOf('llama-random.gguf'), 128, 'large.gguf');
  expect(file.size).toBeGreaterThan(2 * 1024 ** 3);
  const refused: ProviderError | null = await provide()
    .addFile(file)
    .then(() => null, asProviderError);
  expect(refused?.code).toBe('file-too-large');
  expect(refused?.detail).toContain('large.gguf');
});

test('a model for which the page’s memory turns out too small is refused in words, and another model still answers', async () => {
  // The budget would refuse it before the engine is asked.
  localStorage.setItem('stemma.memory-limit', String(64e9));
  const { id } = await provide().addFile(filledUp(await bytesOf('memory-hungry.head'), 9, 'hungry.gguf'));
  const end = await ask(id);
  expect(end).toMatchObject({ type: 'error', error: { code: 'out-of-memory' } });
  expect(end?.type === 'error' && end.error.detail.length).toBeGreaterThan(10);
  expect(await ask('small')).toMatchObject({ type: 'finish' });
});

import { afterEach, describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { createInBrowserProvider, type InBrowserProvider } from '#providers/backends/in-browser/in-browser.ts';
import { hubAt } from '#providers/hub/hub-address.ts';
import type { GenerationRequest, StreamPart } from '#providers/provider.ts';

const baseUrl = new URL('/tests/fixtures/models/', location.href);
const names = ['llama-random', 'gptneox-random', 'gpt2-random'];
const made: InBrowserProvider[] = [];
afterEach(async () => {
  for (const provider of made.splice(0)) {
    provider.localModels.limitMemory(null);
    await provider.dispose();
  }
});

function provide(): InBrowserProvider {
  const provider = createInBrowserProvider({
    backend: { id: 'browser', kind: 'in-browser', label: 'This browser', host: null },
    models: names.map((id) => ({ id, name: `The ${id}`, catalogId: null, file: `${id}.gguf`, sha256: null, bytes: null })),
    catalog,
    baseUrl,
    hub: hubAt('hub', baseUrl),
  });
  made.push(provider);
  return provider;
}

const request = (modelId: string): GenerationRequest => ({
  modelId,
  system: null,
  turns: [{ role: 'user', text: 'The llama and the vicuna' }],
  parameters: { maxTokens: 8, temperature: 1, seed: 7 },
  promptFormat: null,
  locale: 'en',
});
async function ask(provider: InBrowserProvider, modelId: string): Promise<readonly StreamPart[]> {
  const parts: StreamPart[] = [];
  for await (const part of provider.stream(request(modelId), new AbortController().signal)) parts.push(part);
  return parts;
}
const inMemory = (provider: InBrowserProvider) => provider.localModels.snapshot().inMemory.map(({ id }) => id);

/** Loads all models once and gives the memory of each. */
async function sizesOf(provider: InBrowserProvider): Promise<{ get(id: string): number }> {
  for (const name of names) await ask(provider, name);
  const sizes = new Map(provider.localModels.snapshot().inMemory.map(({ id, bytes }) => [id, bytes]));
  return { get: (id) => sizes.get(id) ?? Number.NaN };
}

describe('the memory that models may take together', () => {
  test('several are loaded at once while they fit, and one that is put away loads again', async () => {
    const provider = provide();
    for (const name of names) expect((await ask(provider, name)).at(-1)).toMatchObject({ type: 'finish' });
    expect(inMemory(provider)).toEqual(names);
    await provider.localModels.unload('gptneox-random');
    expect(inMemory(provider)).toEqual(['llama-random', 'gpt2-random']);
    expect((await ask(provider, 'gptneox-random')).at(-1)).toMatchObject({ type: 'finish' });
  });

  test('the least recently used makes room', async () => {
    const provider = provide();
    const sizes = await sizesOf(provider);
    await provider.localModels.unload('gpt2-random');
    await ask(provider, 'llama-random');
    provider.localModels.limitMemory(sizes.get('llama-random') + Math.max(sizes.get('gptneox-random'), sizes.get('gpt2-random')));
    expect(inMemory(provider)).toEqual(['gptneox-random', 'llama-random']);
    await ask(provider, 'gpt2-random');
    expect(inMemory(provider)).toEqual(['llama-random', 'gpt2-random']);
  });

  test('a model that can never fit says so in words before it is loaded, and the others stay', async () => {
    const provider = provide();
    await ask(provider, 'llama-random');
    const [loaded] = provider.localModels.snapshot().inMemory;
    provider.localModels.limitMemory((loaded?.bytes ?? 0) - 1024);
    await expect.poll(() => inMemory(provider)).toEqual([]);
    const refused = (await ask(provider, 'llama-random')).at(-1);
    expect(refused).toMatchObject({ type: 'error', error: { code: 'out-of-memory' } });
    expect(refused?.type === 'error' ? refused.error.detail : '').toMatch(/^The llama-random needs about 0\.1 GB of memory/);
    expect(inMemory(provider)).toEqual([]);
  });

  test('who finds all memory busy waits until a model is done', async () => {
    const provider = provide();
    const sizes = await sizesOf(provider);
    await provider.localModels.unload('gpt2-random');
    await ask(provider, 'llama-random');
    provider.localModels.limitMemory(Math.max(sizes.get('llama-random'), sizes.get('gpt2-random')));
    await expect.poll(() => inMemory(provider)).toEqual(['llama-random']);
    // Busy until it is read on: its words are taken one by one.
    const first = provider.stream(request('llama-random'), new AbortController().signal)[Symbol.asyncIterator]();
    while ((await first.next()).value?.type !== 'text-delta');
    const told: string[] = [];
    let heardQueued = (): void => undefined;
    const isQueued = new Promise<void>((resolve) => {
      heardQueued = resolve;
    });
    const second = (async () => {
      for await (const { type } of provider.stream(request('gpt2-random'), new AbortController().signal)) {
        told.push(type);
        if (type === 'queued') heardQueued();
      }
    })();
    await isQueued;
    expect(told).not.toContain('served');
    while ((await first.next()).done !== true);
    await second;
    expect(told.indexOf('queued')).toBeLessThan(told.indexOf('served'));
    expect(told.at(-1)).toBe('finish');
    expect(inMemory(provider)).toEqual(['gpt2-random']);
  });
});

describe('what a model in the browser tells', () => {
  test('its header, its prompt and, while it is loaded and idle, the length of a prompt', async () => {
    const provider = provide();
    const signal = new AbortController().signal;
    const file = new File([await (await fetch(new URL('llama-random.gguf', baseUrl))).arrayBuffer()], 'own.gguf');
    const { id } = await provider.addFile(file);
    const before = await provider.inspectModel(id, signal);
    expect(before).toMatchObject({ contextTokens: expect.any(Number), engine: null, remoteHost: null, stated: { by: 'file' } });
    expect(await provider.renderPrompt(request(id), signal)).toBe('The llama and the vicuna');
    expect(await provider.countTokens(request(id), signal)).toBeNull();
    const usage = (await ask(provider, id)).find((part) => part.type === 'usage');
    expect(await provider.countTokens(request(id), signal)).toBe(usage?.promptTokens);
    expect((await provider.inspectModel(id, signal))?.engine).toMatch(/^llama\.cpp \S+/);
  });

  test('nothing of a model that is not here, or whose file was not fetched yet', async () => {
    const provider = provide();
    const signal = new AbortController().signal;
    expect(await provider.inspectModel('hub:nobody/nothing/no.gguf', signal)).toBeNull();
    expect(await provider.inspectModel('llama-random', signal)).toBeNull();
    expect(await provider.renderPrompt(request('llama-random'), signal)).toBeNull();
    expect(await provider.countTokens(request('llama-random'), signal)).toBeNull();
  });
});

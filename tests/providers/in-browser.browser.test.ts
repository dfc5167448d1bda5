import { afterEach, describe, expect, test, vi } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { createInBrowserProvider, type InBrowserModel, type InBrowserProvider } from '#providers/backends/in-browser/in-browser.ts';
import { hubAt } from '#providers/hub/hub-address.ts';
import type { GenerationRequest, StreamPart } from '#providers/provider.ts';
import { createProvider } from '#providers/providers.ts';
import { withKeys, type WrittenValue } from './gguf-writer.ts';

const baseUrl = new URL('/tests/fixtures/models/', location.href);
const backend = { id: 'browser', kind: 'in-browser', label: 'This browser' } as const;
const entry = (id: string, more: { file?: string; sha256?: string | null } = {}): InBrowserModel => ({
  id,
  name: id,
  catalogId: null,
  file: `${id}.gguf`,
  sha256: null,
  bytes: null,
  ...more,
});

const made: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(made.splice(0).map((provider) => provider.dispose()));
});
function provide(models = ['llama-random', 'damaged-magic', 'truncated', 'gptj-random'].map((id) => entry(id))): InBrowserProvider {
  const provider = createInBrowserProvider({ backend: { ...backend, host: null }, models, catalog, baseUrl, hub: hubAt('hub', baseUrl) });
  made.push(provider);
  return provider;
}
async function fixtureFile(name: string, keys?: Readonly<Record<string, WrittenValue>>): Promise<File> {
  const bytes = await (await fetch(new URL(`${name}.gguf`, baseUrl))).arrayBuffer();
  return new File([keys === undefined ? bytes : withKeys(bytes, keys)], `${name}.gguf`);
}

const request: GenerationRequest = {
  modelId: 'llama-random',
  system: null,
  turns: [{ role: 'user', text: 'The llama and the vicuna' }],
  parameters: { maxTokens: 16, temperature: 1, seed: 7 },
  promptFormat: null,
  locale: 'en',
};

async function hear(
  provider: Pick<InBrowserProvider, 'stream'>,
  wanted: Partial<GenerationRequest> = {},
  signal = new AbortController().signal,
  onPart: (part: StreamPart) => void = () => undefined,
) {
  const parts: StreamPart[] = [];
  for await (const part of provider.stream({ ...request, ...wanted }, signal)) {
    parts.push(part);
    onPart(part);
  }
  const terminal = parts.filter(({ type }) => type === 'finish' || type === 'error');
  expect(terminal).toEqual(parts.slice(-1));
  const last = parts.at(-1);
  return {
    parts,
    types: parts.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]),
    text: parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join(''),
    served: parts.find((part) => part.type === 'served'),
    end: last?.type === 'finish' ? last.reason : last?.type === 'error' ? last.error.code : '',
    error: last?.type === 'error' ? last.error : null,
  };
}

/** Counts what is fetched by its file's name while `work` runs. */
async function fetched(name: string, work: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(globalThis, 'fetch');
  try {
    await work();
    return asked.mock.calls.filter(([address]) => address instanceof URL && address.pathname.endsWith(name)).length;
  } finally {
    asked.mockRestore();
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

describe('a model that is prepared', () => {
  const small = { ...entry('llama-random'), bytes: 300_000 };

  test('is fetched once, whether it is asked at once, later or never', async () => {
    const count = await fetched('llama-random.gguf', async () => {
      const provider = provide([small]);
      provider.prepare('llama-random');
      provider.prepare('llama-random');
      expect((await hear(provider)).text).not.toBe('');
      provider.prepare('llama-random');
      const second = await hear(provider);
      expect(second.types[0]).toBe('served');
    });
    expect(count).toBe(1);
  });

  test('whose question is stopped while it comes answers the next one', async () => {
    const provider = provide([small]);
    provider.prepare('llama-random');
    const stop = new AbortController();
    const first = hear(provider, {}, stop.signal);
    stop.abort();
    expect((await first).end).toBe('aborted');
    expect((await hear(provider)).text).not.toBe('');
  });

  test('and cannot be had leaves it to the question to say so', async () => {
    const provider = provide([{ ...small, id: 'nowhere', file: 'nowhere.gguf' }]);
    const count = await fetched('nowhere.gguf', async () => {
      provider.prepare('nowhere');
      await pause(500);
      expect((await hear(provider, { modelId: 'nowhere' })).end).not.toBe('stop');
    });
    expect(count).toBe(2);
  });

  test('is not fetched before it is asked if it is large, of unknown size, or another one is loaded', async () => {
    const other = { ...small, id: 'other', file: 'gptneox-random.gguf' };
    const count = await fetched('gguf', async () => {
      const provider = provide([{ ...small, bytes: 500_000_000 }, other, entry('gpt2-random')]);
      provider.prepare('llama-random');
      provider.prepare('gpt2-random');
      provider.prepare('unknown');
      expect((await hear(provider)).text).not.toBe('');
      provider.prepare('other');
    });
    expect(count).toBe(1);
  });

  test('is not fetched where the person wants to save data', async () => {
    const provider = createProvider({
      backend: {
        ...backend,
        models: [{ id: 'guide', name: 'Guide', catalog: 'stemma-guide', file: 'tests/fixtures/models/llama-random.gguf' }],
      },
      loadCatalog: () => Promise.resolve(catalog),
      baseUrl: new URL('/', location.href),
      token: () => null,
    });
    made.push(provider);
    Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
    const whileSaving = await fetched('llama-random.gguf', async () => {
      provider.prepare('guide');
      await pause(500);
    });
    Reflect.deleteProperty(navigator, 'connection');
    expect(whileSaving).toBe(0);
    const otherwise = await fetched('llama-random.gguf', async () => {
      provider.prepare('guide');
      await vi.waitFor(() => expect(fetch).toHaveBeenCalled(), 5000);
    });
    expect(otherwise).toBe(1);
  });
});

describe('a model in the browser', () => {
  test('is fetched, loaded, named with its file and its prompt, and answers', async () => {
    const heard = await hear(provide());
    expect(heard.types).toEqual(['progress', 'served', 'text-delta', 'usage', 'finish']);
    const progress = heard.parts.filter((part) => part.type === 'progress');
    expect(progress.at(-1)).toMatchObject({ stage: 'load' });
    expect(progress.some(({ stage }) => stage === 'download')).toBe(true);
    expect(heard.served).toMatchObject({
      model: 'llama-random',
      catalogId: null,
      file: { name: 'llama-random.gguf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      prompt: { formatId: 'base-completion', text: 'The llama and the vicuna' },
    });
    expect(heard.text.length).toBeGreaterThan(0);
    expect(['stop', 'length']).toContain(heard.end);
    expect(heard.parts.find((part) => part.type === 'usage')).toMatchObject({
      promptTokens: expect.any(Number),
      outputTokens: expect.any(Number),
    });
  });

  test('is loaded once, and the same seed gives the same words', async () => {
    const provider = provide();
    const first = await hear(provider);
    const second = await hear(provider);
    expect(second.types[0]).toBe('served');
    expect(second.text).toBe(first.text);
    expect((await hear(provider, { parameters: { ...request.parameters, seed: 8 } })).text).not.toBe(first.text);
  });

  test('asked twice at once answers one after the other', async () => {
    const provider = provide();
    const order: string[] = [];
    const [first, second] = await Promise.all([
      hear(provider, {}, undefined, ({ type }) => order.push(`first ${type}`)),
      hear(provider, {}, undefined, ({ type }) => order.push(`second ${type}`)),
    ]);
    expect(second.parts[0]).toEqual({ type: 'queued', position: 1 });
    expect(order.indexOf('first finish')).toBeLessThan(order.indexOf('second served'));
    expect(second.text).toBe(first.text);
  });

  test('stops when told, and answers the next question', async () => {
    const provider = provide();
    const abort = new AbortController();
    let since = 0;
    const stopped = await hear(provider, { parameters: { maxTokens: 220, temperature: 1, seed: 7 } }, abort.signal, ({ type }) => {
      if (type !== 'text-delta' || since > 0) return;
      since = performance.now();
      abort.abort();
    });
    expect(stopped.end).toBe('aborted');
    expect(performance.now() - since).toBeLessThan(1000);
    expect((await hear(provider)).text.length).toBeGreaterThan(0);
  });

  test.each(['download', 'load'] as const)('stops during %s at once, and answers the next question', async (stage) => {
    const provider = provide();
    const abort = new AbortController();
    let since = 0;
    const stopped = await hear(provider, {}, abort.signal, (part) => {
      if (part.type !== 'progress' || part.stage !== stage) return;
      since = performance.now();
      abort.abort();
    });
    expect(stopped.end).toBe('aborted');
    expect(performance.now() - since).toBeLessThan(500);
    expect((await hear(provider)).text.length).toBeGreaterThan(0);
  });

  test('a question that waits can be taken back, and the next one still comes', async () => {
    const provider = provide();
    const abort = new AbortController();
    const first = hear(provider);
    const second = hear(provider, {}, abort.signal, ({ type }) => {
      if (type === 'queued') abort.abort();
    });
    const third = hear(provider);
    expect((await second).parts.map(({ type }) => type)).toEqual(['queued', 'finish']);
    expect((await second).end).toBe('aborted');
    expect((await third).text).toBe((await first).text);
  });

  test('reading no further leaves the engine ready for the next question', async () => {
    const provider = provide();
    for await (const part of provider.stream({ ...request, parameters: { maxTokens: 220, seed: 1 } }, new AbortController().signal)) {
      if (part.type === 'text-delta') break;
    }
    expect((await hear(provider)).text.length).toBeGreaterThan(0);
  });

  test('a prompt that does not fit is refused in words, and the engine goes on', async () => {
    const provider = provide();
    const before = await hear(provider);
    const heard = await hear(provider, { turns: [{ role: 'user', text: 'llama and vicuna '.repeat(3000) }] });
    expect(heard.end).toBe('context-exceeded');
    expect(heard.error).toMatchObject({ limit: 512 });
    expect(heard.error?.needed).toBeGreaterThan(512);
    const after = await hear(provider);
    expect([after.types[0], after.text]).toEqual(['served', before.text]);
  });

  test('is gone after dispose, and loads again when asked', async () => {
    const provider = provide();
    const before = await hear(provider);
    await provider.dispose();
    const after = await hear(provider);
    expect(after.types[0]).toBe('progress');
    expect(after.text).toBe(before.text);
  });
});

describe('a file that cannot run', () => {
  test.each([
    ['damaged-magic', 'file-damaged'],
    ['truncated', 'file-damaged'],
    ['gptj-random', 'architecture-unsupported'],
    ['not-offered', 'not-found'],
  ])('%s ends with %s, in words, and other models still run', async (modelId, code) => {
    const provider = provide();
    const heard = await hear(provider, { modelId });
    expect(heard.end).toBe(code);
    expect(heard.error?.detail.length).toBeGreaterThan(10);
    expect((await hear(provider)).text.length).toBeGreaterThan(0);
  });

  test('that is not the one configured is refused by its hash', async () => {
    const heard = await hear(provide([entry('llama-random', { sha256: 'a'.repeat(64) })]));
    expect(heard.end).toBe('file-damaged');
    expect(heard.types).not.toContain('served');
  });

  test('that the server does not have is not taken for a model', async () => {
    const heard = await hear(provide([entry('llama-random', { file: 'nothing-here.gguf' })]));
    expect(['not-found', 'file-damaged', 'network']).toContain(heard.end);
  });
});

describe("a person's own file", () => {
  test('is offered with what its header states, and its answers carry it as a claim', async () => {
    const provider = provide([]);
    const opened = await provider.addFile(await fixtureFile('llama-random'));
    expect(opened).toMatchObject({
      id: 'file:llama-random.gguf',
      name: 'Random llama',
      catalogId: null,
      stated: { license: 'cc-by-nc-sa-4.0' },
    });
    const listing = await provider.listModels(new AbortController().signal);
    expect(listing.ok && listing.models.map(({ id }) => id)).toEqual(['file:llama-random.gguf']);
    const heard = await hear(provider, { modelId: opened.id });
    expect(heard.text.length).toBeGreaterThan(0);
    expect(heard.served).toMatchObject({
      catalogId: null,
      stated: {
        by: 'file',
        organisation: 'Fixture makers',
        baseModels: [{ name: 'Pythia 2.8b', organisation: 'EleutherAI', repository: 'https://huggingface.co/EleutherAI/pythia-2.8b' }],
        dataSets: ['databricks/databricks-dolly-15k'],
      },
    });
  });

  test('named like a model of the catalog is not taken for it', async () => {
    const file = await fixtureFile('llama-random');
    const opened = await provide([]).addFile(new File([file], 'dolly-v2-3b.Q4_K_M.gguf'));
    expect(opened.catalogId).toBeNull();
  });

  test('with a chat template is prompted by it, opened from disk or fetched', async () => {
    const template = "{% for m in messages %}[{{ m['role'] }}] {{ m['content'] }}\n{% endfor %}[assistant]";
    const file = await fixtureFile('llama-random', { 'tokenizer.chat_template': { type: 'string', value: template } });
    const address = URL.createObjectURL(file);
    const provider = provide([entry('fetched', { file: address })]);
    const opened = await provider.addFile(file);
    for (const modelId of [opened.id, 'fetched']) {
      const heard = await hear(provider, { modelId });
      expect(heard.served).not.toHaveProperty('prompt');
      expect(['stop', 'length']).toContain(heard.end);
    }
    URL.revokeObjectURL(address);
  });

  test('is opened through the provider of the configuration, or refused in words', async () => {
    const provider = createProvider({
      backend: { ...backend, models: [] },
      loadCatalog: () => Promise.resolve(catalog),
      baseUrl,
      token: () => null,
    });
    made.push(provider);
    expect(provider.backend).toEqual({ ...backend, host: null });
    const opened = await provider.openModelFile(await fixtureFile('gptneox-random'));
    expect(opened).toMatchObject({ ok: true, model: { id: 'file:gptneox-random.gguf' } });
    expect((await hear(provider, { modelId: 'file:gptneox-random.gguf' })).text.length).toBeGreaterThan(0);
    expect(await provider.openModelFile(new File(['hello'], 'letter.gguf'))).toMatchObject({ ok: false, error: { code: 'file-damaged' } });
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { addressOf } from '#providers/backend-settings.ts';
import { readRoutedModels } from '#providers/backends/hugging-face/routed-models.ts';
import { describeModel } from '#providers/describe-model.ts';
import { backendAt, catalog, hear, question, serverProviderAt } from './collect.ts';
import { playWire, readWire, startWireServer, type WireServer } from './wire-server.ts';

const llama = 'meta-llama/Llama-3.1-8B-Instruct';
const novita = {
  provider: 'novita',
  status: 'live',
  context_length: 16_384,
  pricing: { input: 0.02, output: 0.05 },
  supports_tools: false,
};
const together = { provider: 'together', status: 'live', context_length: 131_072, pricing: { input: 0.18, output: 0.18 } };
const down = { provider: 'nscale', status: 'error', context_length: 2048 };
const text = { input_modalities: ['text'], output_modalities: ['text'] };
const listOf = (...data: readonly unknown[]): unknown => ({ object: 'list', data });

describe('the list of models', () => {
  test('each model has its companies with price, context and state, and the context that fits all that answer now', () => {
    const [model] = readRoutedModels(
      listOf({ id: llama, object: 'model', architecture: text, providers: [novita, together, down] }),
      catalog,
    );
    expect(model).toMatchObject({ id: llama, catalogId: 'llama-3.1-8b-instruct', contextTokens: 16_384 });
    expect(model?.routes).toEqual([
      { id: `${llama}:novita`, provider: 'novita', isLive: true, contextTokens: 16_384, price: { input: 0.02, output: 0.05 } },
      { id: `${llama}:together`, provider: 'together', isLive: true, contextTokens: 131_072, price: { input: 0.18, output: 0.18 } },
      { id: `${llama}:nscale`, provider: 'nscale', isLive: false, contextTokens: 2048, price: null },
    ]);
  });

  test('what is free for now costs nothing, and what is not told is not known', () => {
    const [model] = readRoutedModels(
      listOf({ id: llama, providers: [{ ...novita, is_free: true }, { provider: 'featherless-ai' }] }),
      catalog,
    );
    expect(model?.routes?.map(({ price, contextTokens, isLive }) => [price, contextTokens, isLive])).toEqual([
      [{ input: 0, output: 0 }, 16_384, true],
      [null, null, true],
    ]);
  });

  test('a model that draws, that nobody serves now or that has no name is left out; odd values count as not told', () => {
    const models = readRoutedModels(
      listOf(
        { id: 'a/draws', architecture: { output_modalities: ['image'] }, providers: [novita] },
        { id: 'a/down', providers: [down] },
        { providers: [novita] },
        { id: 'a/odd', providers: [{ ...novita, context_length: -1, pricing: { input: 'much', output: 1 } }, { status: 'live' }] },
        { id: 'a/bare' },
      ),
      catalog,
    );
    expect(models.map(({ id }) => id)).toEqual(['a/odd', 'a/bare']);
    expect(models[0]).toMatchObject({ contextTokens: null, routes: [{ provider: 'novita', contextTokens: null, price: null }] });
    expect(models[1]?.routes).toBeUndefined();
  });

  test.each([null, {}, { data: 'all' }, []])('%j is no list', (content) => {
    expect(() => readRoutedModels(content, catalog)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'malformed' }) }),
    );
  });
});

describe('a question', () => {
  const started: WireServer[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  });
  async function serve(wire = 'chat-whole'): Promise<WireServer> {
    const server = await startWireServer((response, { method }) => {
      if (method === 'POST') return playWire(response, readWire(wire, 'hugging-face'));
      const body = JSON.stringify(listOf({ id: llama, architecture: text, providers: [novita, together] }));
      return playWire(response, { status: 200, headers: { 'Content-Type': 'application/json' }, body });
    });
    started.push(server);
    return server;
  }

  test('names the company that was chosen, the one who pays, and nothing that the protocol does not have', async () => {
    const server = await serve();
    const provider = serverProviderAt(
      'hugging-face',
      server.origin,
      { auth: 'user-token', billTo: 'our-lab', headers: { 'X-Team': 'red' } },
      { token: () => 'hf_0123456789' },
    );
    const parameters = { temperature: 0.5, topK: 40, repetitionPenalty: 1.2, maxTokens: 50 };
    const heard = await hear(provider, { ...question, modelId: `${llama}:novita`, parameters });
    expect(heard.served).toMatchObject({ catalogId: 'llama-3.1-8b-instruct', provider: 'novita' });
    expect(heard.served).not.toHaveProperty('unusedFormat');
    const [asked] = server.requests;
    expect(asked?.headers).toMatchObject({ authorization: 'Bearer hf_0123456789', 'x-hf-bill-to': 'our-lab', 'x-team': 'red' });
    const body: unknown = JSON.parse(asked?.body ?? '');
    expect(body).toMatchObject({ model: `${llama}:novita`, temperature: 0.5, max_tokens: 50, stream: true });
    expect(body).not.toHaveProperty('top_k');
    expect(body).not.toHaveProperty('repetition_penalty');
    expect(body).not.toHaveProperty('provider');
  });

  test('behind a proxy that adds the key none is sent, and without an organization nobody is named to pay', async () => {
    const server = await serve();
    const provider = serverProviderAt('hugging-face', server.origin, { auth: 'proxy' }, { token: () => 'hf_0123456789' });
    expect((await hear(provider, question)).end).toBe('stop');
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(server.requests[0]?.headers).not.toHaveProperty('x-hf-bill-to');
  });

  test.each([undefined, 'user-token', 'hugging-face-login'] as const)(
    'with auth %s the list is read without a key, and no question is sent without one',
    async (auth) => {
      const server = await serve();
      const provider = serverProviderAt('hugging-face', server.origin, { auth });
      expect(await provider.listModels(new AbortController().signal)).toMatchObject({ ok: true, models: [{ id: llama }] });
      expect((await hear(provider, question)).end).toBe('auth');
      expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
    },
  );

  test('models that the configuration names get their companies and prices too; one that is named with its company keeps it', async () => {
    const server = await serve();
    const models = [{ id: llama, name: 'Our Llama', contextTokens: 4096 }, { id: `${llama}:together` }, { id: 'a/unheard-of' }];
    const listing = await serverProviderAt('hugging-face', server.origin, { models }).listModels(new AbortController().signal);
    if (!listing.ok) throw new Error(listing.error.detail);
    expect(listing.models.map(({ id, name, contextTokens, routes }) => [id, name, contextTokens, routes?.length])).toEqual([
      [llama, 'Our Llama', 4096, 2],
      [`${llama}:together`, expect.any(String), null, undefined],
      ['a/unheard-of', 'a/unheard-of', null, undefined],
    ]);
    expect(listing.models[1]?.catalogId).toBe('llama-3.1-8b-instruct');
    await server.stop();
    const without = await serverProviderAt('hugging-face', server.origin, { models }).listModels(new AbortController().signal);
    expect(without).toMatchObject({ ok: true, models: [{ name: 'Our Llama' }, {}, {}] });
  });

  test('the context is that of the company that was chosen, or the one that fits all', async () => {
    const server = await serve();
    const provider = serverProviderAt('hugging-face', server.origin);
    const contextOf = async (id: string) => (await provider.inspectModel(id, new AbortController().signal))?.contextTokens;
    expect(await contextOf(`${llama}:together`)).toBe(131_072);
    expect(await contextOf(`${llama}:cheapest`)).toBe(16_384);
    expect(await contextOf(llama)).toBe(16_384);
    expect(await contextOf('a/nobody')).toBeUndefined();
    expect(server.requests.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(2);
  });
});

test('the router is asked where nobody says otherwise', () => {
  const base = new URL('https://page.example/');
  expect(addressOf({ id: 'hf', kind: 'hugging-face', label: 'HF', models: [] }, base)?.href).toBe('https://router.huggingface.co/v1');
  expect(addressOf({ id: 'hf', kind: 'hugging-face', label: 'HF', url: 'hf/v1', models: [] }, base)?.href).toBe(
    'https://page.example/hf/v1',
  );
});

test('a model is found in the catalog whatever company is chosen behind the colon; elsewhere a colon is part of the name', () => {
  const at = (kind: 'hugging-face' | 'openai-compatible') => [{ ...backendAt('http://host'), id: 'hf', kind }];
  const described = describeModel(catalog, at('hugging-face'), `hf/${llama}:novita`);
  expect(described.asked).toMatchObject({ modelId: `${llama}:novita`, catalogId: 'llama-3.1-8b-instruct' });
  expect(describeModel(catalog, at('openai-compatible'), `hf/${llama}:novita`).asked.catalogId).toBeNull();
});

test('no prompt is written here for a router, and the format that it cannot be given is named', () => {
  const router = [{ ...backendAt('http://host'), id: 'hf', kind: 'hugging-face' as const }];
  const dolly = describeModel(catalog, router, 'hf/databricks/dolly-v2-3b:featherless-ai');
  expect([dolly.promptFormat, dolly.unusedFormat]).toEqual([null, 'dolly']);
  const server = [{ ...backendAt('http://host'), id: 'hf' }];
  const direct = describeModel(catalog, server, 'hf/databricks/dolly-v2-3b');
  expect([direct.promptFormat?.id, direct.unusedFormat]).toEqual(['dolly', undefined]);
  expect(describeModel(catalog, router, `hf/${llama}`)).not.toHaveProperty('unusedFormat');
});

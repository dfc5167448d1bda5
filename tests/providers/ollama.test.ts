import { afterEach, describe, expect, test } from 'vitest';
import type { BackendSettings } from '#providers/backend-settings.ts';
import type { Provider } from '#providers/provider.ts';
import { createProvider } from '#providers/providers.ts';
import { catalog, hear, question, rawQuestion, serverProviderAt } from './collect.ts';
import { playWire, readWire, startWireServer, type WireServer } from './wire-server.ts';

const started: WireServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});
const never = (): AbortSignal => new AbortController().signal;

/** A server with these JSON answers by path; a path without one is refused; questions get a whole answer. */
async function serve(
  answers: Readonly<Record<string, unknown>>,
  more: Partial<BackendSettings> = {},
): Promise<{ server: WireServer; provider: Provider }> {
  const server = await startWireServer((response, { path }) => {
    if (path === '/api/chat') return playWire(response, readWire('chat-whole', 'ollama'));
    if (path === '/api/generate') return playWire(response, readWire('generate-whole', 'ollama'));
    const body = answers[path];
    const headers = { 'Content-Type': 'application/json' };
    return playWire(response, { status: body === undefined ? 404 : 200, headers, body: JSON.stringify(body ?? { error: 'not found' }) });
  });
  started.push(server);
  return { server, provider: serverProviderAt('ollama', server.origin, more) };
}
const sent = (server: WireServer, path: string): unknown => JSON.parse(server.requests.find((one) => one.path === path)?.body ?? 'null');

describe('what is sent to Ollama', () => {
  test('a chat that may neither be cut nor shifted, with the sampling in its own words', async () => {
    const { server, provider } = await serve({});
    await hear(provider, {
      ...question,
      system: 'Be brief.',
      parameters: { maxTokens: 9, temperature: 0.5, topP: 0.9, topK: 40, repetitionPenalty: 1.1, seed: 1 },
    });
    expect(sent(server, '/api/chat')).toEqual({
      model: 'dolly-v2-3b',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is Dolly made of?' },
      ],
      stream: true,
      truncate: false,
      shift: false,
      options: { num_predict: 9, temperature: 0.5, top_p: 0.9, top_k: 40, repeat_penalty: 1.1, seed: 1 },
    });
  });

  test('a prompt in our own format, raw, with its stop strings and the window of the configuration', async () => {
    const { server, provider } = await serve({}, { models: [{ id: 'dolly-v2-3b', contextTokens: 2048 }] });
    const heard = await hear(provider, rawQuestion());
    expect(sent(server, '/api/generate')).toMatchObject({
      model: 'dolly-v2-3b',
      raw: true,
      truncate: false,
      shift: false,
      options: { num_ctx: 2048, stop: expect.arrayContaining(['### End']) },
    });
    const { prompt } = sent(server, '/api/generate') as { prompt: string };
    expect(prompt).toContain('### Instruction:\nWhat is Dolly made of?');
    expect(heard.served?.prompt?.text).toBe(prompt);
  });
});

describe('models of Ollama', () => {
  const tags = {
    models: [
      { name: 'dolly-v2-3b:latest', digest: 'aaa', size: 1_790_000_000, details: { parameter_size: '2.8B' }, capabilities: ['completion'] },
      { name: 'nomic-embed-text:latest', digest: 'bbb', capabilities: ['embedding'] },
      { name: 'gpt-oss:120b-cloud', digest: 'ccc', size: 384, remote_model: 'gpt-oss:120b', remote_host: 'https://ollama.com:443' },
      { nothing: true },
    ],
  };

  test('those that write are listed; a cloud model is labelled with the host that the words go to', async () => {
    const { provider } = await serve({ '/api/tags': tags, '/api/ps': { models: [{ name: 'dolly-v2-3b:latest', context_length: 4096 }] } });
    expect(await provider.listModels(never())).toEqual({
      ok: true,
      models: [
        { id: 'dolly-v2-3b:latest', name: 'Dolly v2 3B', catalogId: 'dolly-v2-3b', contextTokens: 4096, readsImages: false, bytes: null },
        {
          id: 'gpt-oss:120b-cloud',
          name: 'gpt-oss:120b-cloud',
          catalogId: null,
          contextTokens: null,
          bytes: null,
          remoteHost: 'ollama.com',
        },
      ],
    });
  });

  test('are listed without their windows when nothing tells what is in memory', async () => {
    const { provider } = await serve({ '/api/tags': tags });
    const listing = await provider.listModels(never());
    expect(listing.ok && listing.models.map(({ contextTokens }) => contextTokens)).toEqual([null, null]);
  });

  test('something else than a list is a failure', async () => {
    const { provider } = await serve({ '/api/tags': { data: [] } });
    expect(await provider.listModels(never())).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });

  test('a server that is not there is named with what admits this page', async () => {
    const { server, provider } = await serve({});
    await server.stop();
    const heard = await hear(provider, question);
    expect(heard.error).toMatchObject({ code: 'network', detail: expect.stringContaining('OLLAMA_ORIGINS=http://page.example') });
  });

  test('the revision of an answer is the file in memory, never that of another model', async () => {
    const { provider } = await serve({ '/api/ps': { models: [{ name: 'other:latest', digest: 'bbb' }] } });
    expect((await hear(provider, question)).served?.revision).toBeUndefined();
  });

  test('a provider of the configuration loads the dialect at its first use', async () => {
    const { server } = await serve({});
    const backend = { id: 'o', kind: 'ollama' as const, label: 'Ollama', url: server.origin, models: [] };
    const provider = createProvider({
      backend,
      loadCatalog: () => Promise.resolve(catalog),
      baseUrl: new URL('http://page.example/'),
      token: () => null,
    });
    expect((await hear(provider, question)).text).toBe('Pythia and 12B');
  });
});

describe('what Ollama tells of a model', () => {
  const header = {
    'general.architecture': 'gptneox',
    'general.name': 'Dolly v2 3b',
    'general.base_model.count': 1,
    'general.base_model.0.name': 'Pythia 2.8b',
    'general.base_model.0.organization': 'EleutherAI',
    'general.base_model.0.repo_url': 'https://huggingface.co/EleutherAI/pythia-2.8b',
    'tokenizer.ggml.tokens': null,
  };
  const shown = {
    license: '\n  MIT License\n\nCopyright (c) 2023 Databricks\n\nPermission is hereby granted',
    template: '{{ .System }} {{ .Prompt }}',
    details: { parent_model: '/root/.ollama/models/blobs/sha256-1' },
    model_info: header,
  };

  test('is its ancestry, license, template, revision, window and version', async () => {
    const { server, provider } = await serve({
      '/api/show': shown,
      '/api/ps': { models: [{ name: 'dolly-v2-3b:latest', digest: 'aaa', context_length: 4096 }] },
      '/api/tags': { models: [{ name: 'dolly-v2-3b:latest', digest: 'aaa' }] },
      '/api/version': { version: '0.33.0' },
    });
    expect(await provider.inspectModel('dolly-v2-3b', never())).toEqual({
      contextTokens: 4096,
      chatTemplate: { text: '{{ .System }} {{ .Prompt }}', origin: 'model' },
      stated: {
        by: 'file',
        name: 'Dolly v2 3b',
        organisation: null,
        license: 'MIT License Copyright (c) 2023 Databricks',
        licenseLink: null,
        baseModels: [{ name: 'Pythia 2.8b', organisation: 'EleutherAI', repository: 'https://huggingface.co/EleutherAI/pythia-2.8b' }],
        dataSets: [],
      },
      revision: 'aaa',
      engine: 'Ollama 0.33.0',
      remoteHost: null,
    });
    expect(sent(server, '/api/show')).toEqual({ model: 'dolly-v2-3b' });
  });

  test("the header's license goes before the text, and the parent of a Modelfile stands in for a silent header", async () => {
    const { provider } = await serve({
      '/api/show': { license: 'Some text', details: { parent_model: 'llama3.1:8b' }, model_info: { 'general.license': 'apache-2.0' } },
    });
    expect(await provider.inspectModel('mine', never())).toMatchObject({
      chatTemplate: null,
      stated: { license: 'apache-2.0', baseModels: [{ name: 'llama3.1:8b' }] },
      revision: null,
      engine: null,
    });
  });

  test('a file without a template is told apart from one that has one', async () => {
    const { provider } = await serve({ '/api/show': { template: '{{ .Prompt }}', model_info: {} } });
    expect((await provider.inspectModel('mine', never()))?.chatTemplate?.origin).toBe('fallback');
  });

  test('a cloud model tells where it runs', async () => {
    const { provider } = await serve({ '/api/show': { remote_host: 'https://ollama.com:443', remote_model: 'gpt-oss:120b' } });
    expect((await provider.inspectModel('gpt-oss:120b-cloud', never()))?.remoteHost).toBe('ollama.com');
  });

  test('a model that it does not know is nothing, and it neither counts nor renders', async () => {
    const { provider } = await serve({});
    expect(await provider.inspectModel('unknown', never())).toBeNull();
    expect(await provider.countTokens(question, never())).toBeNull();
    expect(await provider.renderPrompt(question, never())).toBeNull();
  });
});

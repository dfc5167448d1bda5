import { afterEach, describe, expect, test } from 'vitest';
import type { Provider } from '#providers/provider.ts';
import { createProvider } from '#providers/providers.ts';
import { catalog, hear, question, rawQuestion, serverProviderAt } from './collect.ts';
import { playWire, readWire, startWireServer, type WireServer } from './wire-server.ts';

const started: WireServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});
const never = (): AbortSignal => new AbortController().signal;
const info = { model_id: 'databricks/dolly-v2-3b', model_sha: 'f6c9be0', max_input_tokens: 1024, max_total_tokens: 2048, version: '3.3.6' };

async function serve(answers: Readonly<Record<string, unknown>>): Promise<{ server: WireServer; provider: Provider }> {
  const kind = 'text-generation-inference';
  const server = await startWireServer((response, { path }) => {
    if (path === '/v1/chat/completions') return playWire(response, readWire('chat-whole', kind));
    if (path === '/generate_stream') return playWire(response, readWire('generate-whole', kind));
    const body = answers[path];
    const headers = { 'Content-Type': 'application/json' };
    return playWire(response, {
      status: body === undefined ? 404 : 200,
      headers,
      body: JSON.stringify(body ?? { error: 'no', error_type: 'x' }),
    });
  });
  started.push(server);
  return { server, provider: serverProviderAt(kind, server.origin) };
}
const sent = (server: WireServer, path: string): unknown => JSON.parse(server.requests.find((one) => one.path === path)?.body ?? 'null');

describe('what is sent to text-generation-inference', () => {
  test('a raw prompt with its stop strings, at most four, and the details that carry the finish reason', async () => {
    const { server, provider } = await serve({});
    await hear(provider, {
      ...rawQuestion('oasst-v2-neox'),
      parameters: { maxTokens: 9, temperature: 0.5, topP: 0.9, topK: 40, repetitionPenalty: 1.1, seed: 1 },
    });
    const body = sent(server, '/generate_stream') as { inputs: string; parameters: { stop: readonly string[] } };
    expect(body.inputs).toBe('<|prompter|>What is Dolly made of?<|endoftext|><|assistant|>');
    expect(body.parameters).toMatchObject({
      details: true,
      do_sample: true,
      max_new_tokens: 9,
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      repetition_penalty: 1.1,
      seed: 1,
    });
    expect(body.parameters.stop.length).toBeLessThanOrEqual(4);
  });

  test('what means "off" elsewhere is left out, because it is refused here', async () => {
    const { server, provider } = await serve({});
    await hear(provider, { ...rawQuestion(), parameters: { temperature: 0, topP: 1, topK: 0 } });
    const { parameters } = sent(server, '/generate_stream') as { parameters: Record<string, unknown> };
    expect(Object.keys(parameters).toSorted()).toEqual(['details', 'stop']);
  });

  test('a chat names no model: the name would be taken for an adapter', async () => {
    const { server, provider } = await serve({});
    await hear(provider, { ...question, modelId: 'databricks/dolly-v2-3b', system: 'Be brief.', parameters: { topP: 1, topK: 5 } });
    expect(sent(server, '/v1/chat/completions')).toEqual({
      model: 'tgi',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is Dolly made of?' },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
  });
});

describe('the model of text-generation-inference', () => {
  test('is listed with its window', async () => {
    const { provider } = await serve({ '/info': info });
    expect(await provider.listModels(never())).toEqual({
      ok: true,
      models: [{ id: 'databricks/dolly-v2-3b', name: 'Dolly v2 3B', catalogId: 'dolly-v2-3b', contextTokens: 2048, bytes: null }],
    });
    expect(await provider.inspectModel('databricks/dolly-v2-3b', never())).toEqual({
      contextTokens: 2048,
      chatTemplate: null,
      stated: null,
      revision: 'f6c9be0',
      engine: 'text-generation-inference 3.3.6',
      remoteHost: null,
    });
  });

  test('is asked for with each answer: another one behind the same address is shown', async () => {
    const answers: Record<string, unknown> = { '/info': info };
    const { provider } = await serve(answers);
    expect((await hear(provider, rawQuestion())).served).toMatchObject({ catalogId: 'dolly-v2-3b', revision: 'f6c9be0' });
    answers['/info'] = { ...info, model_id: 'nobody/unheard-of', model_sha: null };
    const heard = await hear(provider, rawQuestion());
    expect(heard.served).toMatchObject({ model: 'nobody/unheard-of', catalogId: null });
    expect(heard.served?.revision).toBeUndefined();
  });

  test('is unknown when the server does not tell, and the answer is whole all the same', async () => {
    const { provider } = await serve({});
    const heard = await hear(provider, rawQuestion());
    expect(heard.end).toBe('stop');
    expect(heard.served).toMatchObject({ catalogId: 'dolly-v2-3b' });
    expect(heard.served?.model).toBeUndefined();
    expect(await provider.inspectModel('any', never())).toBeNull();
    expect(await provider.listModels(never())).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  test('something else than a description is a failure of the list only', async () => {
    const { provider } = await serve({ '/info': { model: 'x' } });
    expect(await provider.listModels(never())).toMatchObject({ ok: false, error: { code: 'malformed' } });
    expect(await provider.inspectModel('any', never())).toBeNull();
    expect((await hear(provider, question)).end).toBe('stop');
  });

  test('a provider of the configuration loads the dialect at its first use', async () => {
    const { server } = await serve({ '/info': info });
    const backend = { id: 't', kind: 'text-generation-inference' as const, label: 'TGI', url: server.origin, models: [] };
    const provider = createProvider({
      backend,
      loadCatalog: () => Promise.resolve(catalog),
      baseUrl: new URL('http://page.example/'),
      token: () => null,
    });
    expect((await hear(provider, question)).text).toBe('Open models');
  });
});

describe('counting and rendering', () => {
  const token = { id: 1, text: 'a', start: 0, stop: 1 };
  const answers = {
    '/tokenize': [token, token, token],
    '/chat_tokenize': { tokenize_response: [token, token], templated_text: '<|user|>What is Dolly made of?' },
  };

  test('of a raw prompt: the tokens of the text that is sent; the text is ours and not asked for', async () => {
    const { server, provider } = await serve(answers);
    expect(await provider.countTokens(rawQuestion('oasst-v2-neox'), never())).toBe(3);
    expect(sent(server, '/tokenize')).toEqual({ inputs: '<|prompter|>What is Dolly made of?<|endoftext|><|assistant|>' });
    expect(await provider.renderPrompt(rawQuestion(), never())).toBeNull();
  });

  test("of a chat: by the server's template", async () => {
    const { server, provider } = await serve(answers);
    expect(await provider.countTokens(question, never())).toBe(2);
    expect(await provider.renderPrompt(question, never())).toBe('<|user|>What is Dolly made of?');
    expect(sent(server, '/chat_tokenize')).toEqual({ model: 'tgi', messages: [{ role: 'user', content: 'What is Dolly made of?' }] });
  });

  test('a server that cannot gives nothing', async () => {
    const { provider } = await serve({ '/tokenize': { error: 'Input validation error', error_type: 'validation' } });
    expect(await provider.countTokens(rawQuestion(), never())).toBeNull();
    expect(await provider.countTokens(question, never())).toBeNull();
    expect(await provider.renderPrompt(question, never())).toBeNull();
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { renderPrompt } from '#catalog/prompt-format.ts';
import type { GenerationRequest, Provider } from '#providers/provider.ts';
import recorded from '../fixtures/llama-cpp/recorded.json' with { type: 'json' };
import { catalog, hear, question, rawQuestion, serverProviderAt } from './collect.ts';
import { playWire, startWireServer, type WireServer } from './wire-server.ts';

const never = (): AbortSignal => new AbortController().signal;
const started: WireServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

/** What each dialect's routes for answers give: words that begin with a blank, as they do in the middle of a sentence. */
const events = (...messages: readonly object[]): string => messages.map((message) => `data: ${JSON.stringify(message)}\n\n`).join('');
const answers: Readonly<Record<string, string>> = {
  '/v1/chat/completions': events({ choices: [{ delta: { content: ' of sheep' } }] }, { choices: [{ delta: {}, finish_reason: 'stop' }] }),
  '/v1/completions': events({ choices: [{ text: ' of sheep' }] }, { choices: [{ text: '', finish_reason: 'stop' }] }),
  '/api/generate': `${JSON.stringify({ model: 'm', response: ' of sheep', done: false })}\n${JSON.stringify({ model: 'm', response: '', done: true, done_reason: 'stop' })}\n`,
  '/api/chat': `${JSON.stringify({ model: 'm', message: { role: 'assistant', content: ' of sheep' }, done: false })}\n${JSON.stringify({ model: 'm', message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' })}\n`,
  '/generate_stream': events(
    { index: 1, token: { id: 1, text: ' of sheep', special: false }, generated_text: null, details: null },
    {
      index: 2,
      token: { id: 2, text: '', special: true },
      generated_text: ' of sheep',
      details: { finish_reason: 'eos_token', generated_tokens: 2, input_length: 3 },
    },
  ),
};

async function serve(kind: Parameters<typeof serverProviderAt>[0], told: Readonly<Record<string, unknown>> = {}) {
  const server = await startWireServer((response, { path }) => {
    const answer = answers[path];
    if (answer !== undefined) {
      const type = path.startsWith('/api/') ? 'application/x-ndjson' : 'text/event-stream';
      return playWire(response, { status: 200, headers: { 'Content-Type': type }, body: answer });
    }
    const body = told[path];
    const headers = { 'Content-Type': 'application/json' };
    return playWire(response, { status: body === undefined ? 404 : 200, headers, body: JSON.stringify(body ?? { error: 'not found' }) });
  });
  started.push(server);
  const bodyOf = (path: string): unknown => JSON.parse(server.requests.find((one) => one.path === path)?.body ?? 'null');
  return { server, provider: serverProviderAt(kind, server.origin), bodyOf };
}

const llamaCpp = { '/v1/models': recorded['llama-random'].models };
const vllm = { '/v1/models': { data: [{ id: 'dolly-v2-3b', owned_by: 'vllm', max_model_len: 2048 }] } };
const begun = 'It is made';

describe('an answer that is begun', () => {
  const canContinue = (provider: Provider, { modelId, promptFormat }: GenerationRequest): Promise<boolean> =>
    provider.canContinue({ modelId, promptFormat }, never());

  test.each([
    ['openai-compatible', '/v1/completions', 'prompt'],
    ['ollama', '/api/generate', 'prompt'],
    ['text-generation-inference', '/generate_stream', 'inputs'],
  ] as const)('by %s, whose prompt is written here: the prompt ends with it, and the blank behind it stays', async (kind, path, field) => {
    const { provider, bodyOf } = await serve(kind);
    const raw = rawQuestion();
    expect(await canContinue(provider, raw)).toBe(true);
    const heard = await hear(provider, { ...raw, begun });
    expect(heard.text).toBe(' of sheep');
    const prompt: unknown = Reflect.get(Object(bodyOf(path)), field);
    expect(prompt).toMatch(/### Response:\nIt is made$/);
    expect(heard.served?.prompt?.text).toBe(prompt);
  });

  test.each([
    ['llama.cpp', llamaCpp],
    ['vLLM', vllm],
  ])('by %s in a chat: the last message is to be gone on with', async (_, told) => {
    const { provider, bodyOf } = await serve('openai-compatible', told);
    expect(await canContinue(provider, question)).toBe(true);
    expect((await hear(provider, { ...question, begun })).text).toBe(' of sheep');
    expect(bodyOf('/v1/chat/completions')).toMatchObject({
      messages: [
        { role: 'user', content: 'What is Dolly made of?' },
        { role: 'assistant', content: begun },
      ],
      add_generation_prompt: false,
      continue_final_message: true,
    });
  });

  test('by text-generation-inference in a chat: it goes on from a last message by itself', async () => {
    const { provider, bodyOf } = await serve('text-generation-inference');
    expect(await canContinue(provider, question)).toBe(true);
    expect((await hear(provider, { ...question, begun })).text).toBe(' of sheep');
    expect(bodyOf('/v1/chat/completions')).toMatchObject({ messages: [{}, { role: 'assistant', content: begun }] });
  });

  test('is not asked for in a chat where nobody knows what would come: other servers, a router, Ollama', async () => {
    for (const kind of ['openai-compatible', 'hugging-face', 'ollama'] as const) {
      const { provider } = await serve(kind, { '/v1/models': { data: [{ id: 'dolly-v2-3b' }] } });
      expect(await canContinue(provider, question)).toBe(false);
    }
  });

  test('stands in every format where an earlier answer stands', () => {
    const turns = [{ role: 'user', text: 'One?' }] as const;
    for (const format of catalog.promptFormats.values()) {
      if (!format.trainedMultiTurn || format.assistant.prefix === '') continue;
      const { text } = renderPrompt(format, { system: null, turns, begun: 'Two' });
      const whole = renderPrompt(format, {
        system: null,
        turns: [...turns, { role: 'assistant', text: 'Two' }, { role: 'user', text: 'Three?' }],
      });
      expect(whole.text.startsWith(text), format.id).toBe(true);
    }
  });

  test('goes on from a base model’s text with the blank that was between them, where the script has blanks', () => {
    const format = catalog.promptFormats.get('base-completion');
    if (format === undefined) throw new Error('no such format');
    const prompt = (text: string, beginning: string): string =>
      renderPrompt(format, { system: null, turns: [{ role: 'user', text }], begun: beginning }).text;
    expect(prompt('Once upon', 'a time')).toBe('Once upon a time');
    expect(prompt('Once upon\n', 'a time')).toBe('Once upon\na time');
    expect(prompt('从前', '有座山')).toBe('从前有座山');
    expect(prompt('Once', ', long ago')).toBe('Once, long ago');
  });
});

describe('pictures', () => {
  const seen: GenerationRequest = {
    ...question,
    turns: [{ role: 'user', text: 'What is this?', images: [{ mediaType: 'image/png', data: 'AAAA' }] }],
  };

  test.each(['openai-compatible', 'hugging-face'] as const)('go to %s as addresses that hold them, before the text', async (kind) => {
    const { provider, bodyOf } = await serve(kind);
    await hear(provider, seen);
    expect(bodyOf('/v1/chat/completions')).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
            { type: 'text', text: 'What is this?' },
          ],
        },
      ],
    });
  });

  test('go to Ollama beside the text', async () => {
    const { provider, bodyOf } = await serve('ollama');
    await hear(provider, seen);
    expect(bodyOf('/api/chat')).toMatchObject({ messages: [{ role: 'user', content: 'What is this?', images: ['AAAA'] }] });
  });

  test('are read by models whose server says so, and not by those of which it says the contrary; else nothing is said', async () => {
    const ollama = await serve('ollama', {
      '/api/tags': {
        models: [
          { name: 'sees:1', capabilities: ['completion', 'vision'] },
          { name: 'blind:1', capabilities: ['completion'] },
        ],
      },
      '/api/show': { capabilities: ['completion', 'vision'] },
    });
    const readers = async (provider: Provider): Promise<unknown> => {
      const listing = await provider.listModels(never());
      return listing.ok ? listing.models.map(({ readsImages }) => readsImages) : null;
    };
    expect(await readers(ollama.provider)).toEqual([true, false]);
    expect((await ollama.provider.inspectModel('sees:1', never()))?.readsImages).toBe(true);

    const companies = await serve('hugging-face', {
      '/v1/models': {
        data: [
          { id: 'a/sees', architecture: { input_modalities: ['text', 'image'] } },
          { id: 'a/blind', architecture: { input_modalities: ['text'] } },
          { id: 'a/silent' },
        ],
      },
    });
    expect(await readers(companies.provider)).toEqual([true, false, undefined]);

    const blind = await serve('openai-compatible', { ...llamaCpp, '/props': recorded['llama-random'].props });
    expect((await blind.provider.inspectModel('llama-random', never()))?.readsImages).toBe(false);
    const seeing = await serve('openai-compatible', { ...llamaCpp, '/props': { modalities: { vision: true } } });
    expect((await seeing.provider.inspectModel('llama-random', never()))?.readsImages).toBe(true);
    const listed = { data: [{ id: 'blind', owned_by: 'llamacpp', architecture: { input_modalities: ['text'] } }] };
    const router = await serve('openai-compatible', { '/v1/models': listed, '/props': {} });
    expect((await router.provider.inspectModel('blind', never()))?.readsImages).toBe(false);
    const silent = await serve('openai-compatible', vllm);
    expect(await readers(silent.provider)).toEqual([undefined]);
  });
});

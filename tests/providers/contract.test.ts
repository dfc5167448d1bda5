import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { Provider, StreamPart } from '#providers/provider.ts';
import { hear, providerAt, question, rawQuestion } from './collect.ts';
import { playWire, readWire, startWireServer, type Wire, type WireServer } from './wire-server.ts';

/** What must be heard of each recorded wire. A wire without a line here fails the last test of this file. */
interface Expected {
  readonly text: string;
  readonly end: string;
  readonly reasoning?: string;
  readonly usage?: Readonly<Record<string, number>>;
  readonly served?: Readonly<Record<string, unknown>>;
  readonly error?: Readonly<Record<string, unknown>>;
}

const dolly = { model: 'dolly-v2-3b', catalogId: 'dolly-v2-3b' };
const whole: Readonly<Record<string, Expected>> = {
  'chat-llama-cpp': {
    text: 'Pythia and 12B',
    end: 'stop',
    usage: { promptTokens: 15, outputTokens: 3, tokensPerSecond: 329.6 },
    served: dolly,
  },
  'chat-llama-cpp-timings-on-finish': { text: 'Yes', end: 'length', usage: { promptTokens: 15, outputTokens: 3, tokensPerSecond: 329.6 } },
  'chat-llama-cpp-progress': { text: 'Ready', end: 'stop' },
  // Random weights write noise; the rest is as a real server sent it.
  'chat-llama-cpp-recorded': { text: '7at7', end: 'length', served: { model: 'llama-random', catalogId: null } },
  'completion-llama-cpp-recorded': { text: 're', end: 'length', served: { model: 'llama-random', catalogId: null } },
  'chat-vllm': {
    text: 'Open models',
    end: 'stop',
    usage: { promptTokens: 9, outputTokens: 2 },
    served: { model: 'databricks/dolly-v2-3b', catalogId: 'dolly-v2-3b' },
  },
  'chat-ollama': {
    text: 'Hello',
    end: 'stop',
    usage: { promptTokens: 7, outputTokens: 1 },
    served: { model: 'dolly:latest', catalogId: null },
  },
  'chat-text-generation-inference': { text: 'Zephyr', end: 'stop-string', served: { catalogId: 'zephyr-7b-beta' } },
  'chat-router': { text: 'Hi', end: 'stop', served: { catalogId: 'llama-3.1-8b-instruct', provider: 'novita' } },
  'chat-fallback-to-another-model': { text: 'I am', end: 'stop', served: { model: 'tiiuae/unknown-9b', catalogId: null } },
  'chat-reasoning-content': { text: 'Four.', end: 'stop', reasoning: 'Let me think.' },
  'chat-reasoning': { text: 'Four.', end: 'stop', reasoning: 'Let me think.' },
  'chat-many-scripts': { text: '家谱 👩‍👩‍👧 العربية é 👍🏽', end: 'stop' },
  'chat-content-filter': { text: 'I', end: 'content-filter' },
  'chat-two-choices': { text: 'right', end: 'stop' },
  'chat-data-over-two-lines': { text: 'joined', end: 'stop' },
  'chat-unknown-event': { text: 'Still here', end: 'stop' },
  'chat-no-final-blank-line': { text: 'Done', end: 'stop' },
  'chat-no-done': { text: 'Done', end: 'stop' },
  'chat-odd-extras': { text: 'Fine', end: 'stop', usage: {} },
  'completion-llama-cpp': {
    text: 'Dolly was trained',
    end: 'stop',
    usage: { promptTokens: 31, outputTokens: 3, tokensPerSecond: 329.6 },
    served: dolly,
  },
  'completion-vllm': { text: 'Yes.', end: 'stop', usage: { promptTokens: 12, outputTokens: 3 } },
  'completion-stop-over-pieces': { text: 'A ## heading stays. ', end: 'stop-string' },
  'completion-begun-stop-is-text': { text: 'It ends with ### E', end: 'stop' },
};
const broken: Readonly<Record<string, Expected>> = {
  'chat-ends-early': { text: 'Half an ans', end: 'interrupted' },
  'chat-done-without-finish': { text: 'Half', end: 'interrupted' },
  'chat-cut-in-an-event': { text: 'Half', end: 'interrupted' },
  'chat-empty': { text: '', end: 'interrupted' },
  'chat-vllm-error-then-done': { text: 'Some', end: 'server', error: { status: 500, detail: 'EngineCore encountered an issue.' } },
  'chat-error-after-finish': { text: 'Some', end: 'server', error: { detail: 'The device was lost.' } },
  'chat-llama-cpp-error': { text: 'Some', end: 'context-exceeded' },
  'chat-tgi-error': { text: 'Some', end: 'bad-request', error: { status: 422 } },
  'chat-error-with-type': { text: '', end: 'server', error: { detail: 'Request failed during generation' } },
  'chat-fastchat-error': { text: 'Some', end: 'server', error: { detail: '**NETWORK ERROR DUE TO HIGH TRAFFIC.**' } },
  'chat-event-error': { text: 'Some', end: 'busy', error: { detail: 'upstream was overloaded' } },
  'chat-event-error-in-words': { text: '', end: 'server', error: { detail: 'the model crashed' } },
  'chat-not-json': { text: 'Some', end: 'malformed' },
  'chat-another-form': { text: '', end: 'malformed' },
  'chat-finish-reason-error': { text: 'Some', end: 'interrupted' },
  'chat-ndjson': { text: '', end: 'malformed' },
  'chat-json-with-error': { text: '', end: 'busy', error: { detail: 'Model is overloaded' } },
  'chat-page-instead': { text: '', end: 'malformed' },
  'completion-begun-stop-then-cut': { text: 'Half ###', end: 'interrupted' },
  'completion-error': { text: 'Half', end: 'server' },
};
const refused: Readonly<Record<string, Expected>> = {
  'refused-vllm-key': { text: '', end: 'auth', error: { status: 401, detail: 'Unauthorized' } },
  'refused-llama-cpp-recorded-key': { text: '', end: 'auth', error: { status: 401, detail: 'Invalid API Key' } },
  'refused-llama-cpp-recorded-context': { text: '', end: 'context-exceeded', error: { needed: 2447, limit: 256 } },
  'refused-llama-cpp-key': { text: '', end: 'auth', error: { detail: 'Invalid API Key' } },
  'refused-forbidden': { text: '', end: 'auth', error: { status: 403, detail: 'The server answered 403.' } },
  'refused-no-route': { text: '', end: 'not-found', error: { status: 404 } },
  'refused-llama-cpp-unknown-model': { text: '', end: 'not-found', error: { status: 400 } },
  'refused-llama-cpp-context': { text: '', end: 'context-exceeded', error: { needed: 3021, limit: 2048 } },
  'refused-vllm-context': { text: '', end: 'context-exceeded', error: { needed: 2600, limit: 2048 } },
  'refused-fastchat-context': { text: '', end: 'context-exceeded', error: { needed: 2304, limit: 2048 } },
  'refused-tgi-context': { text: '', end: 'context-exceeded', error: { needed: 1900, limit: 2048 } },
  'refused-too-many': { text: '', end: 'rate-limited', error: { status: 429, retryAfterMs: 7000 } },
  'refused-credit': { text: '', end: 'rate-limited', error: { status: 402 } },
  'refused-llama-cpp-loading': { text: '', end: 'loading', error: { status: 503, detail: 'Loading model' } },
  'refused-hugging-face-loading': { text: '', end: 'loading', error: { retryAfterMs: 20_400 } },
  'refused-ollama-busy': { text: '', end: 'busy' },
  'refused-proxy-page': { text: '', end: 'server', error: { status: 502, detail: 'The server answered 502.' } },
  'refused-proxy-too-slow': { text: '', end: 'timeout', error: { status: 504 } },
  'refused-plain-words': { text: '', end: 'server', error: { detail: 'the disk is gone' } },
  'refused-fields': { text: '', end: 'bad-request', error: { detail: 'Extra inputs are not permitted' } },
  'refused-body-too-large': { text: '', end: 'bad-request', error: { status: 413 } },
  'refused-key-repeated': { text: '', end: 'auth', error: { detail: 'Incorrect API key provided: [secret]. [secret] is wrong.' } },
};

const started: WireServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

async function serve(wire: Wire, pieceBytes?: number): Promise<{ server: WireServer; provider: Provider }> {
  const server = await startWireServer((response) => playWire(response, wire, pieceBytes));
  started.push(server);
  return { server, provider: providerAt(server.origin) };
}

async function check(name: string, expected: Expected, wire: Wire, pieceBytes?: number): Promise<void> {
  const { server, provider } = await serve(wire, pieceBytes);
  const heard = await hear(provider, name.startsWith('completion-') ? rawQuestion() : question);
  expect({ text: heard.text, end: heard.end, reasoning: heard.reasoning }).toEqual({
    text: expected.text,
    end: expected.end,
    reasoning: expected.reasoning ?? '',
  });
  if (expected.usage !== undefined) expect(heard.usage).toEqual(expected.usage);
  if (expected.served !== undefined) expect(heard.served).toMatchObject(expected.served);
  if (expected.error !== undefined) expect(heard.error).toMatchObject(expected.error);
  expect(heard.error === null || (heard.error.detail.length > 0 && heard.error.detail.length <= 500)).toBe(true);
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    name.startsWith('completion-') ? 'POST /v1/completions' : 'POST /v1/chat/completions',
  ]);
}

const all = { ...whole, ...broken, ...refused };
const streams = Object.entries({ ...whole, ...broken });

describe('what is heard of a wire', () => {
  test.each(Object.entries(all))('%s', async (name, expected) => {
    await check(name, expected, readWire(name));
  });

  test.each(streams)('%s, byte by byte', async (name, expected) => {
    await check(name, expected, readWire(name), 1);
  });

  test.each(streams)('%s, in pieces of 7 bytes, with CR LF', async (name, expected) => {
    const wire = readWire(name);
    await check(name, expected, { ...wire, body: wire.body.replaceAll('\n', '\r\n') }, 7);
  });

  test.each(Object.entries(whole))('%s, with bare CR', async (name, expected) => {
    const wire = readWire(name);
    await check(name, expected, { ...wire, body: wire.body.replaceAll('\n', '\r') }, 13);
  });

  test.each(Object.keys(whole))('%s: no cut of it is a complete answer, except behind its finish reason', async (name) => {
    const wire = readWire(name);
    const bytes = Buffer.from(wire.body);
    const finish = bytes.lastIndexOf('finish_reason":"');
    const before = [0.1, 0.3, 0.6, 0.9].map((share) => Math.floor(finish * share));
    for (const end of name === 'completion-stop-over-pieces' ? [] : before) {
      const { provider } = await serve({ ...wire, body: bytes.subarray(0, end).toString() });
      const heard = await hear(provider, name.startsWith('completion-') ? rawQuestion() : question);
      expect(heard.end).toBe('interrupted');
      expect(whole[name]?.text.startsWith(heard.text.replace(/\uFFFD+$/, ''))).toBe(true);
    }
  });

  test('the progress of reading the prompt is told before the first word', async () => {
    const { provider } = await serve(readWire('chat-llama-cpp-progress'));
    const { parts } = await hear(provider, question);
    const told = parts.filter((part): part is Extract<StreamPart, { type: 'progress' }> => part.type === 'progress');
    expect(told.map(({ stage, done, total }) => [stage, done, total])).toEqual([
      ['prompt', 16, 40],
      ['prompt', 40, 40],
    ]);
    expect(parts.findIndex(({ type }) => type === 'progress')).toBeLessThan(parts.findIndex(({ type }) => type === 'text-delta'));
  });

  test('every recorded wire has its line in this table', () => {
    const recorded = readdirSync(new URL('../fixtures/wire/openai-compatible/', import.meta.url)).map((file) => file.replace('.http', ''));
    expect(recorded.toSorted()).toEqual(Object.keys(all).toSorted());
  });
});

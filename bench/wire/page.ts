import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { createOllamaProvider } from '../../src/providers/backends/ollama.ts';
import { createOpenAiCompatibleProvider } from '../../src/providers/backends/openai-compatible.ts';
import { createTextGenerationInferenceProvider } from '../../src/providers/backends/text-generation-inference.ts';
import type { Provider } from '../../src/providers/provider.ts';

/** The path of an answer from bytes to parts, without a network and without a page: what a provider costs for each token. */
const create = {
  'openai-compatible': createOpenAiCompatibleProvider,
  ollama: createOllamaProvider,
  'text-generation-inference': createTextGenerationInferenceProvider,
};
type Kind = keyof typeof create;
export type Way = 'chat' | 'raw';

const words = ['The', ' weights', ' of', ' a', ' model', ' carry', ' its', ' license', ' on', ',', ' and', ' 家谱', '.\n\n'];

/** One token on the wire, as the servers write it. */
function eventOf(kind: Kind, way: Way, index: number): string {
  const text = words[index % words.length] ?? '';
  const model = 'dolly-v2-3b';
  if (kind === 'ollama') {
    const content = way === 'chat' ? { message: { role: 'assistant', content: text } } : { response: text };
    // Its time has nine digits and differs in each line.
    const created_at = `2026-11-24T10:00:00.${String(123_456_789 + index * 7_654_321)
      .padStart(9, '0')
      .slice(-9)}Z`;
    return `${JSON.stringify({ model, created_at, ...content, done: false })}\n`;
  }
  if (kind === 'text-generation-inference' && way === 'raw') {
    return `data:${JSON.stringify({ index, token: { id: index, text, logprob: -1 / (index + 3), special: false }, generated_text: null, details: null })}\n\n`;
  }
  const choice = way === 'chat' ? { delta: { content: text } } : { text };
  const rest = {
    id: 'chatcmpl-0123456789',
    created: 1790000000,
    model,
    system_fingerprint: 'b6700-abcdef',
    object: 'chat.completion.chunk',
  };
  return `data: ${JSON.stringify({ choices: [{ index: 0, ...choice, finish_reason: null }], ...rest })}\n\n`;
}

function lastOf(kind: Kind, way: Way): string {
  if (kind === 'ollama') return `${JSON.stringify({ model: 'dolly-v2-3b', done: true, done_reason: 'stop' })}\n`;
  if (kind === 'text-generation-inference' && way === 'raw') {
    return `data:${JSON.stringify({ token: { text: '', special: true }, details: { finish_reason: 'eos_token' } })}\n\n`;
  }
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, text: '', finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`;
}

/** The answer cut as it travels: one token a piece, or in pieces of a size. */
function piecesOf(kind: Kind, way: Way, tokens: number, pieceBytes: number | null): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  const events = Array.from({ length: tokens }, (_, index) => encoder.encode(eventOf(kind, way, index)));
  events.push(encoder.encode(lastOf(kind, way)));
  if (pieceBytes === null) return events;
  const whole = new Uint8Array(events.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const event of events) {
    whole.set(event, at);
    at += event.length;
  }
  const count = Math.ceil(whole.length / pieceBytes);
  return Array.from({ length: count }, (_, index) => whole.slice(index * pieceBytes, (index + 1) * pieceBytes));
}

function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const piece = pieces[at];
      at += 1;
      if (piece === undefined) controller.close();
      else controller.enqueue(piece.slice());
    },
  });
}

/** What every client pays: bytes, text, lines. */
async function bare(body: ReadableStream<Uint8Array>): Promise<number> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let lines = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return lines;
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    lines += parts.length;
  }
}

/** Bytes and lines, and the JSON of each line that holds any: the least that can give an answer. */
async function parsed(body: ReadableStream<Uint8Array>): Promise<number> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let messages = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return messages;
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const from = part.indexOf('{');
      if (from >= 0 && JSON.parse(part.slice(from)) !== null) messages += 1;
    }
  }
}

async function parts(provider: Provider, way: Way): Promise<number> {
  const promptFormat = way === 'raw' ? (builtInCatalog.promptFormats.get('dolly') ?? null) : null;
  const turns = [{ role: 'user' as const, text: 'What is Dolly made of?' }];
  const request = { modelId: 'dolly-v2-3b', system: null, turns, parameters: {}, promptFormat, locale: 'en' as const };
  let count = 0;
  for await (const part of provider.stream(request, new AbortController().signal)) {
    if (part.type === 'error') throw new Error(part.error.detail);
    if (part.type === 'text-delta') count += part.text.length;
  }
  return count;
}

/**
 * Milliseconds per 1,000 tokens of the bare reader, of one that parses, and of the provider: the fastest of rounds
 * that take turns, because what else runs on the machine only adds. */
async function measure(kind: Kind, way: Way, tokens: number, pieceBytes: number | null, rounds: number): Promise<readonly number[]> {
  const pieces = piecesOf(kind, way, tokens, pieceBytes);
  const contentType = kind === 'ollama' ? 'application/x-ndjson' : 'text/event-stream';
  globalThis.fetch = (_, init) =>
    Promise.resolve(
      init?.method === 'POST'
        ? new Response(bodyOf(pieces), { headers: { 'Content-Type': contentType } })
        : new Response('{}', { headers: { 'Content-Type': 'application/json' } }),
    );
  const provider = create[kind]({
    backend: { id: 'b', kind, label: 'B', url: 'http://server.invalid', models: [] },
    catalog: builtInCatalog,
    baseUrl: new URL('http://page.invalid/'),
    token: () => null,
  });
  const ways = [() => bare(bodyOf(pieces)), () => parsed(bodyOf(pieces)), () => parts(provider, way)];
  const times: number[][] = ways.map(() => []);
  for (let round = 0; round < rounds + 2; round += 1) {
    for (const [index, run] of ways.entries()) {
      const began = performance.now();
      const count = await run();
      if (count < tokens) throw new Error(`${kind} ${way}: not all of the answer came`);
      // The first two rounds warm the compiler up.
      if (round >= 2) times[index]?.push(((performance.now() - began) * 1000) / tokens);
    }
  }
  return times.map((list) => Math.min(...list));
}

Object.assign(globalThis, { measure });

import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { GenerationRequest, Provider, StreamPart } from '#providers/provider.ts';
import { type Heard, hear, question, rawQuestion, serverProviderAt } from './collect.ts';
import type { DialectExpectations, Expected } from './contract/expected.ts';
import { huggingFace } from './contract/hugging-face.ts';
import { ollama } from './contract/ollama.ts';
import { openAiCompatible } from './contract/openai-compatible.ts';
import { textGenerationInference } from './contract/text-generation-inference.ts';
import { type Play, playWire, readWire, startWireServer, type Wire, type WireServer } from './wire-server.ts';

/** What holds for every dialect, on recorded wires played by real servers. A wire without a line in a table fails. */
const dialects: readonly DialectExpectations[] = [openAiCompatible, huggingFace, ollama, textGenerationInference];

const started: WireServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

test('every dialect of servers is in this suite, and every one has wires', () => {
  const recorded = readdirSync(new URL('../fixtures/wire/', import.meta.url));
  // The Hub tells of models and answers no questions.
  expect(recorded.toSorted()).toEqual([...dialects.map(({ kind }) => kind), 'hub'].toSorted());
});

describe.each(dialects.map((dialect) => [dialect.kind, dialect] as const))('%s', (kind, dialect) => {
  const { whole, broken, refused, routes, rawPrefix, aside, finishMark } = dialect;
  const all = { ...whole, ...broken, ...refused };
  const streams = Object.entries({ ...whole, ...broken });
  const isRaw = (name: string): boolean => name.startsWith(rawPrefix);
  const requestFor = (name: string): GenerationRequest => (isRaw(name) ? rawQuestion() : question);
  const firstWhole = Object.keys(whole)[0] ?? '';

  /** A server that plays to a question and answers what a dialect asks besides. */
  async function serve(play: Play): Promise<{ server: WireServer; provider: Provider }> {
    const server = await startWireServer((response, seen) => {
      const body = seen.method === 'GET' ? aside[seen.path] : undefined;
      if (body === undefined) return play(response, seen);
      return playWire(response, { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    });
    started.push(server);
    return { server, provider: serverProviderAt(kind, server.origin) };
  }
  const posts = ({ requests }: WireServer): string[] => requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

  async function check(name: string, expected: Expected, wire: Wire, pieceBytes?: number): Promise<void> {
    const { server, provider } = await serve((response) => playWire(response, wire, pieceBytes));
    const heard = await hear(provider, requestFor(name));
    compare(heard, expected);
    expect(posts(server)).toEqual([isRaw(name) ? routes.raw : routes.chat]);
    for (const { method, path } of server.requests) expect(method === 'POST' || path in aside).toBe(true);
  }

  function compare(heard: Heard, expected: Expected): void {
    expect({ text: heard.text, end: heard.end, reasoning: heard.reasoning }).toEqual({
      text: expected.text,
      end: expected.end,
      reasoning: expected.reasoning ?? '',
    });
    if (expected.usage !== undefined) expect(heard.usage).toEqual(expected.usage);
    if (expected.served !== undefined) expect(heard.served).toMatchObject(expected.served);
    if (expected.error !== undefined) expect(heard.error).toMatchObject(expected.error);
    expect(heard.error === null || (heard.error.detail.length > 0 && heard.error.detail.length <= 500)).toBe(true);
  }

  test('every recorded wire has its line in this table', () => {
    const recorded = readdirSync(new URL(`../fixtures/wire/${kind}/`, import.meta.url)).map((file) => file.replace('.http', ''));
    expect(recorded.toSorted()).toEqual(Object.keys(all).toSorted());
  });

  test.each(Object.entries(all))('%s', async (name, expected) => {
    await check(name, expected, readWire(name, kind));
  });

  test.each(streams)('%s, byte by byte', async (name, expected) => {
    await check(name, expected, readWire(name, kind), 1);
  });

  test.each(streams)('%s, in pieces of 7 bytes, with CR LF', async (name, expected) => {
    const wire = readWire(name, kind);
    await check(name, expected, { ...wire, body: wire.body.replaceAll('\n', '\r\n') }, 7);
  });

  test.each(Object.entries(whole))('%s, with bare CR', async (name, expected) => {
    const wire = readWire(name, kind);
    await check(name, expected, { ...wire, body: wire.body.replaceAll('\n', '\r') }, 13);
  });

  test('a cut inside any character harms nothing', async () => {
    const name = Object.keys(whole).find((one) => one.includes('many-scripts')) ?? '';
    const wire = readWire(name, kind);
    const bytes = Buffer.from(wire.body);
    const inside = [...bytes.keys()].filter((at) => ((bytes[at] ?? 0) & 0xc0) === 0x80);
    expect(inside.length).toBeGreaterThan(20);
    const { provider } = await serve(async (response) => {
      const at = inside.shift() ?? 0;
      response.writeHead(200, wire.headers);
      response.write(bytes.subarray(0, at));
      await pause(3);
      response.end(bytes.subarray(at));
    });
    while (inside.length > 0) expect((await hear(provider, requestFor(name))).text).toBe(whole[name]?.text);
  });

  // A stop string completes an answer before the server says so.
  test.each(Object.keys(whole).filter((name) => !(whole[name]?.end === 'stop-string' && isRaw(name))))(
    '%s: no cut of it is a complete answer, except behind its finish reason',
    async (name) => {
      const wire = readWire(name, kind);
      const bytes = Buffer.from(wire.body);
      const finish = bytes.lastIndexOf(finishMark);
      expect(finish).toBeGreaterThan(0);
      for (const share of [0.1, 0.3, 0.6, 0.9, 1]) {
        const { provider } = await serve((response) =>
          playWire(response, { ...wire, body: bytes.subarray(0, Math.floor(finish * share)).toString() }),
        );
        const heard = await hear(provider, requestFor(name));
        expect(heard.end).toBe('interrupted');
        expect(whole[name]?.text.startsWith(heard.text.replace(/\uFFFD+$/, ''))).toBe(true);
      }
    },
  );

  test.each([
    [401, 'auth'],
    [402, 'no-credit'],
    [403, 'auth'],
    [404, 'not-found'],
    [413, 'bad-request'],
    [429, 'rate-limited'],
    [500, 'server'],
    [503, 'busy'],
    [504, 'timeout'],
  ])('status %i without a word is "%s", and nothing is sent again', async (status, code) => {
    const { server, provider } = await serve((response) => playWire(response, { status, headers: {}, body: '' }));
    expect((await hear(provider, question)).error).toMatchObject({ code, status });
    await pause(20);
    expect(posts(server)).toHaveLength(1);
  });

  /** Headers and the first half of a whole answer, then whatever happens. */
  const beginning = (then: Play): Play => {
    const wire = readWire(firstWhole, kind);
    const bytes = Buffer.from(wire.body);
    return async (response, seen) => {
      response.writeHead(200, wire.headers);
      response.write(bytes.subarray(0, Math.floor(bytes.lastIndexOf(finishMark) * 0.8)));
      await pause(30);
      await then(response, seen);
    };
  };

  test('a connection that is reset in the middle leaves an interrupted answer', async () => {
    const { provider } = await serve(beginning((response) => void response.socket?.resetAndDestroy()));
    const heard = await hear(provider, requestFor(firstWhole));
    expect(heard.end).toBe('interrupted');
    expect(heard.text).not.toBe('');
  });

  test('a connection that is reset before the first byte is a network failure', async () => {
    const { provider } = await serve((response) => void response.socket?.resetAndDestroy());
    expect((await hear(provider, question)).end).toBe('network');
  });

  test('aborting before the first token ends at once, and the server sees its connection close', async () => {
    const abort = new AbortController();
    let aborted = 0;
    // Once the server has the question: before, there may be no connection to see closing.
    const { server, provider } = await serve(() => {
      setTimeout(() => {
        aborted = performance.now();
        abort.abort();
      }, 50);
    });
    expect((await hear(provider, question, abort.signal)).end).toBe('aborted');
    expect(performance.now() - aborted).toBeLessThan(500);
    expect(await closedWithin(server, 500)).toBe(true);
  });

  test.each([question, rawQuestion()])(
    'aborting after the first token ends at once, and the server sees its connection close',
    async (request) => {
      const name = Object.keys(whole).find((one) => isRaw(one) === (request.promptFormat !== null)) ?? '';
      const wire = readWire(name, kind);
      const bytes = Buffer.from(wire.body);
      const { server, provider } = await serve((response) => {
        response.writeHead(200, wire.headers);
        response.write(bytes.subarray(0, Math.floor(bytes.lastIndexOf(finishMark) * 0.8)));
      });
      const abort = new AbortController();
      const parts: StreamPart[] = [];
      let aborted = 0;
      for await (const part of provider.stream(request, abort.signal)) {
        parts.push(part);
        if (part.type === 'text-delta' && aborted === 0) {
          aborted = performance.now();
          abort.abort();
        }
      }
      expect(performance.now() - aborted).toBeLessThan(500);
      expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
      expect(await closedWithin(server, 500)).toBe(true);
    },
  );

  test('what is asked before a question is sent ends at once when it is stopped, and the server sees its connections close', async () => {
    const server = await startWireServer(() => undefined);
    started.push(server);
    const provider = serverProviderAt(kind, server.origin);
    for (const ask of [
      provider.inspectModel.bind(provider, 'm'),
      provider.countTokens.bind(provider, question),
      provider.renderPrompt.bind(provider, question),
    ]) {
      const before = server.requests.length;
      const stop = new AbortController();
      const told = ask(stop.signal);
      await pause(100);
      stop.abort();
      expect(await Promise.race([told, pause(500).then(() => 'late')])).toBeNull();
      for (const { closed } of server.requests.slice(before)) {
        expect(await Promise.race([closed, pause(500).then(() => 'open')])).toBe(false);
      }
    }
    expect(server.requests.length).toBeGreaterThan(0);
  });

  test('reading no further closes the connection', async () => {
    const { server, provider } = await serve(beginning(() => undefined));
    for await (const part of provider.stream(requestFor(firstWhole), new AbortController().signal)) {
      if (part.type === 'text-delta') break;
    }
    expect(await closedWithin(server, 500)).toBe(true);
  });

  test('a key is sent to this server only as a header, and a backend that needs one gets no prompt without it', async () => {
    const { server } = await serve((response) => playWire(response, readWire(firstWhole, kind)));
    const backend = { auth: 'user-token' as const };
    const without = serverProviderAt(kind, server.origin, backend);
    expect((await hear(without, requestFor(firstWhole))).end).toBe('auth');
    expect(posts(server)).toEqual([]);
    const key = 'person-key-0123456789';
    const withKey = serverProviderAt(kind, server.origin, backend, { token: () => key });
    expect((await hear(withKey, requestFor(firstWhole))).error).toBeNull();
    for (const { headers, path, body } of server.requests.slice(-1)) {
      expect(headers.authorization).toBe(`Bearer ${key}`);
      expect(path + body).not.toContain(key);
    }
  });
});

/** Whether the connection of the only question was closed before its answer was whole. */
async function closedWithin({ requests }: WireServer, milliseconds: number): Promise<boolean> {
  const asked = requests.find(({ method }) => method === 'POST');
  return asked !== undefined && (await Promise.race([asked.closed.then((isWhole) => !isWhole), pause(milliseconds).then(() => false)]));
}

describe('openai-compatible, besides', () => {
  test('the progress of reading the prompt is told before the first word', async () => {
    const server = await startWireServer((response) => playWire(response, readWire('chat-llama-cpp-progress')));
    started.push(server);
    const { parts } = await hear(serverProviderAt('openai-compatible', server.origin), question);
    const told = parts.filter((part): part is Extract<StreamPart, { type: 'progress' }> => part.type === 'progress');
    expect(told.map(({ stage, done, total }) => [stage, done, total])).toEqual([
      ['prompt', 16, 40],
      ['prompt', 40, 40],
    ]);
    expect(parts.findIndex(({ type }) => type === 'progress')).toBeLessThan(parts.findIndex(({ type }) => type === 'text-delta'));
  });
});

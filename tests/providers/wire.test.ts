import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerMessage } from '#providers/wire/answer-message.ts';
import { AnswerReader } from '#providers/wire/answer-reader.ts';
import { answerStream } from '#providers/wire/answer-stream.ts';
import { readEventStream, readJsonLines, usualStreamLimits } from '#providers/wire/read-stream.ts';
import type { MessageForm } from '#providers/wire/repeated-messages.ts';
import { StopStrings } from '#providers/wire/stop-strings.ts';
import { ProviderFailure } from '#providers/failure.ts';
import { LineSplitter } from '#providers/wire/line-splitter.ts';
import { connectServer } from '#providers/wire/server-connection.ts';
import { type ServerEvent, ServerEventReader } from '#providers/wire/server-events.ts';
import { backendAt, catalog, question } from './collect.ts';

/** Cuts bytes or characters into pieces of the given lengths; the rest is the last piece. */
function cut<Whole extends Uint8Array | string>(
  whole: Whole,
  lengths: readonly number[],
  slice: (from: number, to: number) => Whole,
): Whole[] {
  const pieces: Whole[] = [];
  let at = 0;
  for (const length of lengths) {
    pieces.push(slice(at, at + length));
    at += length;
  }
  pieces.push(slice(at, whole.length));
  return pieces;
}

function linesOf(pieces: readonly Uint8Array[], longest = 1_000_000): string[] {
  const splitter = new LineSplitter(longest);
  const lines = pieces.flatMap((piece) => splitter.push(piece));
  return [...lines, splitter.rest()];
}

const lengths = fc.array(fc.nat(9));

describe('lines', () => {
  test('are the same however the bytes are cut', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '家', '👍', ' ', ':') });
    const ends = fc.constantFrom('\n', '\r', '\r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, ends)), line, lengths, (parts, rest, sizes) => {
        const text = parts.map(([one, end]) => one + end).join('') + rest;
        const bytes = new TextEncoder().encode(text);
        const expected = text.split(/\r\n|\n|\r/);
        expect(linesOf(cut(bytes, sizes, (from, to) => bytes.subarray(from, to)))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('survive a buffer that is used again', () => {
    const splitter = new LineSplitter(100);
    const buffer = new TextEncoder().encode('half');
    splitter.push(buffer);
    buffer.fill(0);
    expect(splitter.push(new TextEncoder().encode(' whole\n'))).toEqual(['half whole']);
  });

  test('longer than the limit are refused, in one piece or in many', () => {
    expect(() => linesOf([new Uint8Array(11)], 10)).toThrow(ProviderFailure);
    expect(() =>
      linesOf(
        Array.from({ length: 11 }, () => new Uint8Array(1)),
        10,
      ),
    ).toThrow(ProviderFailure);
    expect(linesOf([new TextEncoder().encode('0123456789\n0123456789\n')], 10)).toEqual(['0123456789', '0123456789', '']);
  });
});

const nothing: AnswerMessage = {
  model: null,
  provider: null,
  text: '',
  reasoning: '',
  finishReason: null,
  usage: null,
  promptProgress: null,
};
/** A message of one field, which ends what it says. */
const counts: MessageForm = { read: (content) => ({ ...nothing, finishReason: JSON.stringify(content) }), unread: ['id'] };
const counted = (a: number): AnswerMessage => ({ ...nothing, finishReason: `{"a":${a}}` });

function eventsOf(lines: readonly string[], longest = 1000): ServerEvent[] {
  const reader = new ServerEventReader(longest);
  return lines.flatMap((line) => reader.line(line) ?? []);
}

describe('server-sent events', () => {
  test('join their data lines and lose one blank behind the colon', () => {
    expect(eventsOf(['data: a', 'data:b', 'data:  c', 'data', ''])).toEqual([{ name: 'message', data: 'a\nb\n c\n' }]);
  });

  test('have a name that ends with the event', () => {
    expect(eventsOf(['event: error', 'data: 1', '', 'data: 2', '']).map(({ name }) => name)).toEqual(['error', 'message']);
  });

  test('comments, ids, retry times and events without data are passed over', () => {
    expect(eventsOf([': ping', '', 'id: 1', 'retry: 5', '', 'event: tick', '', 'data:', '', 'unknown: x', 'data: real', ''])).toEqual([
      { name: 'message', data: 'real' },
    ]);
  });

  test('that grow over many lines are refused', () => {
    expect(() => eventsOf(Array.from({ length: 200 }, () => 'data: 123456'))).toThrow(ProviderFailure);
  });
});

describe('stop strings', () => {
  const shown = (stops: readonly string[], pieces: readonly string[]): { text: string; stopped: boolean } => {
    const holder = new StopStrings(stops);
    const text = pieces.map((piece) => holder.push(piece)).join('') + holder.rest();
    return { text, stopped: holder.isStopped };
  };

  test('end the text at the same place however it is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('#', ' ', 'E', 'n', 'd', '<', '|', '>') });
    const stops = fc.constantFrom(['### End'], ['<|end|>', '###'], ['##', '#E'], ['n', 'nd'], []);
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), stops, lengths, (head, more, wanted, sizes) => {
        const all = [head, ...more.flatMap((one) => [wanted[0] ?? '', one])].join('');
        const ends = wanted.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
        const result = shown(
          wanted,
          cut(all, sizes, (from, to) => all.slice(from, to)),
        );
        expect(result.stopped).toBe(ends.length > 0);
        // Cut into pieces, a shorter stop that is already whole wins over a longer one that would have begun before it.
        const earliest = ends.length === 0 ? all : all.slice(0, Math.min(...ends));
        expect(result.text.startsWith(earliest.slice(0, result.text.length))).toBe(true);
        if (wanted.length === 1 || ends.length === 0) expect(result.text).toBe(earliest);
      }),
      { numRuns: 1000 },
    );
  });

  test('hold back no more than what could begin one', () => {
    const holder = new StopStrings(['### End']);
    expect([holder.push('Well ##'), holder.push('# E'), holder.push('rr ')]).toEqual(['Well ', '', '### Err ']);
  });
});

describe('messages of a stream', () => {
  const pieces = (...texts: readonly string[]): ReadableStream<Uint8Array> =>
    new ReadableStream({
      pull(controller) {
        const text = texts[0];
        texts = texts.slice(1);
        if (text === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(text));
      },
    });
  const silent = (): ReadableStream<Uint8Array> => new ReadableStream();
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });

  test('come together as they arrived, and what came before a failure comes first', async () => {
    const reader = readJsonLines(pieces('{"a":1}\n{"a":2}\n', '\n', '{"a":3}\nno json\n{"a":4}\n'), usualStreamLimits, counts);
    expect(await reader.read()).toEqual([counted(1), counted(2)]);
    expect(await reader.read()).toEqual([counted(3)]);
    await expect(reader.read()).rejects.toThrow(ProviderFailure);
    reader.close();
  });

  test('end at [DONE], whatever follows', async () => {
    const reader = readEventStream(pieces('data: {"a":1}\n\ndata: [DONE]\n\ndata: {"a":2}\n\n'), usualStreamLimits, counts);
    expect(await reader.read()).toEqual([counted(1)]);
    expect(await reader.read()).toBeNull();
    reader.close();
  });

  test('a silent server is late, a slow listener is not', async () => {
    const slow = readJsonLines(pieces('{"a":1}\n', '{"a":2}\n'), { ...usualStreamLimits, idleMs: 40 }, counts);
    await slow.read();
    await pause(120);
    expect(await slow.read()).toEqual([counted(2)]);
    slow.close();
    const late = readJsonLines(silent(), { ...usualStreamLimits, idleMs: 40 }, counts);
    await expect(late.read()).rejects.toMatchObject({ error: { code: 'timeout' } });
    late.close();
  });

  test('closing ends a read that waits', async () => {
    const reader = readJsonLines(silent(), usualStreamLimits, counts);
    const waiting = reader.read();
    reader.close();
    expect(await waiting).toBeNull();
  });
});

describe('the parts of an answer', () => {
  test('words that arrive together are one part, in order with what stands between them', () => {
    const reader = new AnswerReader({ stop: [], servedBy: () => ({}) });
    for (const text of ['one', ' two', ' three']) reader.message({ ...nothing, text });
    reader.message({ ...nothing, reasoning: 'hm' });
    reader.message({ ...nothing, text: ' four' });
    expect(reader.parts()).toEqual([
      { type: 'served' },
      { type: 'text-delta', text: 'one two three' },
      { type: 'reasoning-delta', text: 'hm' },
      { type: 'text-delta', text: ' four' },
    ]);
    expect(reader.parts()).toEqual([]);
  });

  test('an answer ends for a reason of the contract, whatever the server calls it', () => {
    for (const finishReason of ['constructor', '__proto__', 'valueOf', 'tool_calls', 'COMPLETE']) {
      const reader = new AnswerReader({ stop: [], servedBy: () => ({}) });
      reader.message({ ...nothing, finishReason });
      expect(reader.reason, finishReason).toBe('stop');
    }
  });

  test('an answer that the server broke off is not whole, whatever the server calls it', () => {
    const reasons = ['error', 'abort', 'cancelled', 'USER_CANCEL', 'ERROR_TOXIC', 'timeout', 'insufficient_system_resource', 'failed'];
    for (const finishReason of reasons) {
      const reader = new AnswerReader({ stop: [], servedBy: () => ({}) });
      expect(() => reader.message({ ...nothing, finishReason }), finishReason).toThrow(finishReason);
      expect(reader.reason).toBeNull();
    }
  });
});

test('a mistake of Stemma’s own in a dialect is called one, and neither the server’s nor the engine’s', async () => {
  const server = connectServer({
    backend: backendAt('http://server.example'),
    catalog,
    baseUrl: new URL('http://page.example/'),
    token: () => null,
  });
  const lines = new Response('{"text":"one"}\n{}\n').body;
  if (lines === null) throw new Error('no body');
  const read = (content: unknown): AnswerMessage => ({ ...nothing, text: (content as { text: string }).text.trim() });
  const parts = [];
  const stream = answerStream(
    server,
    question,
    {
      open: () => Promise.resolve(readJsonLines(lines, usualStreamLimits, { read, unread: ['id'] })),
      servedBy: () => ({}),
    },
    new AbortController().signal,
  );
  for await (const part of stream) parts.push(part);
  expect(parts.slice(1)).toEqual([
    { type: 'text-delta', text: 'one' },
    { type: 'error', error: { code: 'app-failed', detail: expect.stringContaining('trim') } },
  ]);
});

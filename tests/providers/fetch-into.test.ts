import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { type BytesOnDisk, fetchInto } from '#providers/backends/in-browser/downloads/fetch-into.ts';
import { FetchFailure, type FetchReport } from '#providers/backends/in-browser/downloads/fetch-report.ts';
import { PaceMeter } from '#providers/backends/in-browser/downloads/pace.ts';
import { listen } from '../listen.ts';

/** A file in memory that behaves as a file of a worker does, with room for so many bytes. */
function disk(begun: Uint8Array = new Uint8Array(), room = Infinity): BytesOnDisk & { readonly bytes: () => Uint8Array } {
  let bytes = Buffer.from(begun);
  return {
    bytes: () => bytes,
    getSize: () => bytes.length,
    read: (into, { at }) => bytes.copy(into, 0, at),
    write(piece, { at }) {
      if (at + piece.length > room) throw new DOMException('No room is left.', 'QuotaExceededError');
      bytes = Buffer.concat([bytes.subarray(0, at), piece]);
      return piece.length;
    },
    truncate(size) {
      bytes = bytes.subarray(0, size);
    },
    flush: () => undefined,
    close: () => undefined,
  };
}

const whole = Buffer.concat([Buffer.from('GGUF'), Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7) % 251))]);
const sum = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const closing: (() => Promise<void>)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) void close();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  const { origin, close } = await listen(server);
  closing.push(close);
  return { address: `${origin}/file.gguf`, ranges };
}

/** A server that answers ranges as the standard says. */
const withRanges = (request: IncomingMessage, response: ServerResponse): void => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const headers = { 'Content-Length': whole.length - start };
  if (start === 0) response.writeHead(200, headers);
  else response.writeHead(206, { ...headers, 'Content-Range': `bytes ${start}-${whole.length - 1}/${whole.length}` });
  response.end(whole.subarray(start));
};

interface Attempt {
  readonly file?: BytesOnDisk;
  readonly sha256?: string | null;
  readonly key?: string | null;
  readonly signal?: AbortSignal;
  readonly onReport?: (report: FetchReport) => void;
}
async function attempt(
  address: string,
  { file = disk(), sha256 = sum(whole), key = null, signal, onReport = () => undefined }: Attempt = {},
) {
  const order = { folder: 'folder', address, key, bytes: whole.length, sha256 };
  try {
    return { sum: await fetchInto(file, order, signal ?? new AbortController().signal, onReport), trouble: null };
  } catch (error) {
    if (error instanceof FetchFailure) return { sum: null, trouble: error.trouble.code };
    throw error;
  }
}

describe('fetching a file into its place', () => {
  test('writes all bytes, tells the progress and gives the hash', async () => {
    const { address, ranges } = await serve(withRanges);
    const file = disk();
    const reports: FetchReport[] = [];
    expect(await attempt(address, { file, onReport: (report) => reports.push(report) })).toEqual({ sum: sum(whole), trouble: null });
    expect(Buffer.compare(file.bytes(), whole)).toBe(0);
    expect(ranges).toEqual([undefined]);
    expect(reports[0]).toMatchObject({ type: 'progress', stage: 'fetching' });
  });

  test.each([1, 3, 4, 5, 150_000, whole.length - 1])('goes on behind the %i bytes that are there', async (count) => {
    const { address, ranges } = await serve(withRanges);
    const file = disk(whole.subarray(0, count));
    expect(await attempt(address, { file })).toEqual({ sum: sum(whole), trouble: null });
    expect(Buffer.compare(file.bytes(), whole)).toBe(0);
    expect(ranges).toEqual([`bytes=${count}-`]);
  });

  test('a file that is all there is checked and nobody is asked', async () => {
    const { address, ranges } = await serve(withRanges);
    expect(await attempt(address, { file: disk(whole) })).toEqual({ sum: sum(whole), trouble: null });
    expect(ranges).toEqual([]);
  });

  test('bytes on the device that rotted are found out, and the next attempt begins anew', async () => {
    const { address } = await serve(withRanges);
    const rotten = Buffer.from(whole.subarray(0, 1000));
    rotten[500] = 0xff;
    const file = disk(rotten);
    expect(await attempt(address, { file })).toEqual({ sum: null, trouble: 'damaged' });
    expect(file.getSize()).toBe(0);
    expect((await attempt(address, { file })).sum).toBe(sum(whole));
  });

  test('a server without ranges sends the whole again', async () => {
    const { address } = await serve((_, response) => response.end(whole));
    const file = disk(whole.subarray(0, 1000));
    expect((await attempt(address, { file })).sum).toBe(sum(whole));
    expect(Buffer.compare(file.bytes(), whole)).toBe(0);
  });

  test('a connection that is cut keeps what arrived, and the next attempt goes on from there', async () => {
    let isCut = true;
    const { address, ranges } = await serve((request, response) => {
      if (!isCut) return withRanges(request, response);
      response.writeHead(200, { 'Content-Length': whole.length });
      response.write(whole.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
    });
    const file = disk();
    expect((await attempt(address, { file })).trouble).toBe('cut-off');
    const kept = file.getSize();
    expect(kept).toBeGreaterThan(0);
    expect(Buffer.compare(file.bytes(), whole.subarray(0, kept))).toBe(0);
    isCut = false;
    expect((await attempt(address, { file })).sum).toBe(sum(whole));
    expect(ranges.at(-1)).toBe(`bytes=${kept}-`);
  });

  test.each([
    ['another size', { 'Content-Length': 10 }, Buffer.from('GGUF123456'), 'wrong-size'],
    ['more than was announced, without a length', {}, Buffer.concat([whole, whole]), 'wrong-size'],
    ['a page', { 'Content-Type': 'text/html' }, Buffer.from('<!doctype html>'.padEnd(1000)), 'damaged'],
    ['other bytes', {}, Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(whole.length - 4)]), 'damaged'],
  ])('%s instead of the file is refused, and nothing of it stays', async (_, headers, body, code) => {
    const { address } = await serve((__, response) => {
      response.writeHead(200, headers);
      // In two pieces, so that no length is made up.
      response.write(body.subarray(0, 7));
      setTimeout(() => response.end(body.subarray(7)), 5);
    });
    const file = disk();
    expect((await attempt(address, { file })).trouble).toBe(code);
    expect(file.getSize()).toBe(0);
  });

  test('a range of another place is not written', async () => {
    const { address } = await serve((_, response) => {
      response.writeHead(206, { 'Content-Range': `bytes 7-${whole.length - 1}/${whole.length}` }).end(whole.subarray(7));
    });
    const file = disk(whole.subarray(0, 1000));
    expect((await attempt(address, { file })).trouble).toBe('server');
    expect(Buffer.compare(file.bytes(), whole.subarray(0, 1000))).toBe(0);
  });

  test('a server that hides the range is believed, and the hash decides', async () => {
    const { address } = await serve((request, response) => {
      const start = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
      response.writeHead(206).end(whole.subarray(start));
    });
    expect((await attempt(address, { file: disk(whole.subarray(0, 1000)) })).sum).toBe(sum(whole));
  });

  test.each([
    [401, 'refused'],
    [403, 'refused'],
    [404, 'not-found'],
    [410, 'not-found'],
    [416, 'wrong-size'],
    [429, 'rate-limited'],
    [500, 'server'],
  ])('status %i is told as %s and keeps what is there', async (status, code) => {
    const { address } = await serve((_, response) => response.writeHead(status).end('no'));
    const file = disk(whole.subarray(0, 1000));
    expect((await attempt(address, { file })).trouble).toBe(code);
    expect(file.getSize()).toBe(1000);
  });

  test('a server that is not there is told, without its path', async () => {
    const { address } = await serve(withRanges);
    for (const close of closing.splice(0)) void close();
    await expect(attempt(`${address}?signature=secret`)).resolves.toEqual({ sum: null, trouble: 'unreachable' });
  });

  test('a key goes to the address that it is for, and not with a redirect to another origin', async () => {
    const seen: (readonly [string, string | undefined])[] = [];
    const { address: storage } = await serve((request, response) => {
      seen.push(['storage', request.headers.authorization]);
      withRanges(request, response);
    });
    const { address } = await serve((request, response) => {
      seen.push(['hub', request.headers.authorization]);
      response.writeHead(302, { Location: storage }).end();
    });
    expect(await attempt(address, { key: 'hf_of-the-person' })).toEqual({ sum: sum(whole), trouble: null });
    expect(await attempt(address)).toEqual({ sum: sum(whole), trouble: null });
    expect(seen).toEqual([
      ['hub', 'Bearer hf_of-the-person'],
      ['storage', undefined],
      ['hub', undefined],
      ['storage', undefined],
    ]);
  });

  test('a redirect to another host is followed', async () => {
    const { address: storage, ranges } = await serve(withRanges);
    const { address } = await serve((_, response) =>
      response.writeHead(302, { Location: storage.replace('127.0.0.1', 'localhost') }).end(),
    );
    expect((await attempt(address, { file: disk(whole.subarray(0, 10)) })).sum).toBe(sum(whole));
    expect(ranges).toEqual(['bytes=10-']);
  });

  test('a full device keeps what fits, whole pieces of it', async () => {
    const { address } = await serve(withRanges);
    const file = disk(new Uint8Array(), 100_000);
    expect((await attempt(address, { file })).trouble).toBe('no-space');
    const kept = file.getSize();
    expect(kept).toBeLessThanOrEqual(100_000);
    expect(Buffer.compare(file.bytes(), whole.subarray(0, kept))).toBe(0);
  });

  test('a word to stop ends it at once and keeps what arrived', async () => {
    const { address } = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': whole.length });
      response.write(whole.subarray(0, 50_000));
    });
    const stop = new AbortController();
    const file = disk();
    const running = attempt(address, { file, signal: stop.signal, onReport: () => setTimeout(() => stop.abort(), 10) });
    await expect(running).rejects.toThrow();
    expect(file.getSize()).toBeGreaterThan(0);
  });

  test('without an announced hash the size decides', async () => {
    const { address } = await serve(withRanges);
    expect((await attempt(address, { sha256: null })).sum).toBe(sum(whole));
  });
});

test('speed and remaining time come from the last seconds, and not from the first moment', () => {
  const meter = new PaceMeter();
  expect(meter.note(0, 1000, 0)).toEqual({ bytesPerSecond: null, secondsLeft: null });
  expect(meter.note(100, 1000, 1000)).toEqual({ bytesPerSecond: 100, secondsLeft: 9 });
  // Later it runs at a tenth of that: the fast beginning no longer counts.
  for (let second = 2; second <= 12; second++) meter.note(100 + (second - 1) * 10, 1000, second * 1000);
  expect(meter.note(220, 1000, 13_000).bytesPerSecond).toBeCloseTo(10, 0);
  expect(new PaceMeter().note(5, 10, 5).secondsLeft).toBeNull();
});

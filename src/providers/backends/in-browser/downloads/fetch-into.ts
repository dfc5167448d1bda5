import { sha256 } from '@noble/hashes/sha2.js';
import { type FetchOrder, FetchFailure, type FetchReport } from './fetch-report.ts';
import { requestBytes } from './request-bytes.ts';

/** A file that is written in place, as workers have it (`FileSystemSyncAccessHandle`; the types of this project are a page's). */
export interface BytesOnDisk {
  getSize(): number;
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

type Report = (report: FetchReport) => void;

/** Bytes that are read from the device at once when they are checked again. */
const pieceSize = 4 * 1024 ** 2;
/** Bytes after which the system is told to write: what a killed browser may lose is fetched again. */
const flushEach = 64 * 1024 ** 2;
/** A server that sends nothing for so long counts as gone. Milliseconds. */
const longestSilence = 60_000;
/** How often progress is told. Milliseconds. */
const tellEach = 200;

/**
 * Fetches what is missing of a file and checks all of it: bytes that are there are hashed from the device, new ones as they arrive. Gives the
 * hash in hexadecimal. Throws a `FetchFailure`, or the signal's reason; what was written stays, so that the next call continues, except for
 * a file that turned out to be another one: it is emptied.
 */
export async function fetchInto(disk: BytesOnDisk, order: FetchOrder, signal: AbortSignal, report: Report): Promise<string> {
  if (disk.getSize() > order.bytes) disk.truncate(0);
  let hash = sha256.create();
  let done = 0;
  const tell = throttled(report);
  const onDisk = disk.getSize();
  while (done < onDisk) {
    const piece = new Uint8Array(Math.min(pieceSize, onDisk - done));
    const count = disk.read(piece, { at: done });
    if (count === 0) break;
    hash.update(piece.subarray(0, count));
    done += count;
    tell('checking', done);
    // A pause, so that a word to stop is heard.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  if (done < order.bytes) {
    const { start, body } = await requestBytes(order, done, signal);
    if (start < done) {
      // The server sends the whole file only: begin anew.
      disk.truncate(0);
      hash = sha256.create();
      done = 0;
    }
    await receive(body, disk, done, order, signal, (piece, total) => {
      hash.update(piece);
      done = total;
      tell('fetching', done);
    });
    if (done < order.bytes) throw new FetchFailure('cut-off', `${done} of ${order.bytes} bytes arrived.`);
  }
  refuseOtherKinds(disk);
  const sum = [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (order.sha256 !== null && sum !== order.sha256) {
    disk.truncate(0);
    throw new FetchFailure('damaged', `SHA-256 ${sum}; ${order.sha256} was announced.`);
  }
  return sum;
}

/** Writes what arrives, piece by piece, from `start` on. */
async function receive(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  disk: BytesOnDisk,
  start: number,
  order: FetchOrder,
  signal: AbortSignal,
  onPiece: (piece: Uint8Array<ArrayBuffer>, total: number) => void,
): Promise<void> {
  const reader = body.getReader();
  let at = start;
  let flushed = start;
  try {
    for (;;) {
      const piece = await nextPiece(reader, at, signal);
      if (piece === null) return;
      if (at + piece.byteLength > order.bytes) {
        disk.truncate(0);
        throw new FetchFailure('wrong-size', `More than the announced ${order.bytes} bytes arrived.`);
      }
      writeAll(disk, piece, at);
      const isFirst = start === 0 && at < 4;
      at += piece.byteLength;
      if (isFirst && at >= 4) refuseOtherKinds(disk);
      onPiece(piece, at);
      if (at - flushed >= flushEach) {
        disk.flush();
        flushed = at;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function nextPiece(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  at: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing for ${longestSilence / 1000} s`)), longestSilence);
  });
  try {
    const { done, value } = await Promise.race([reader.read(), silence]);
    signal.throwIfAborted();
    return done ? null : value;
  } catch (error) {
    signal.throwIfAborted();
    throw new FetchFailure('cut-off', `After ${at} bytes: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Writes a piece or nothing of it. */
function writeAll(disk: BytesOnDisk, piece: Uint8Array<ArrayBuffer>, at: number): void {
  let written = 0;
  let reason = 'the device took only a part';
  try {
    written = disk.write(piece, { at });
  } catch (error) {
    if (!(error instanceof DOMException) || !/quota/i.test(error.name)) throw error;
    reason = error.message;
  }
  if (written === piece.byteLength) return;
  disk.truncate(at);
  throw new FetchFailure('no-space', `After ${at} bytes: ${reason}`);
}

/** Every model file begins with "GGUF": a page of a proxy or a sign-in is found out at once. */
function refuseOtherKinds(disk: BytesOnDisk): void {
  const magic = new Uint8Array(4);
  disk.read(magic, { at: 0 });
  if (String.fromCharCode(...magic) === 'GGUF') return;
  disk.truncate(0);
  throw new FetchFailure('damaged', 'What arrived does not begin with "GGUF".');
}

function throttled(report: Report): (stage: 'checking' | 'fetching', done: number) => void {
  let told = -Infinity;
  return (stage, done) => {
    const now = performance.now();
    if (now - told < tellEach) return;
    told = now;
    report({ type: 'progress', stage, done });
  };
}

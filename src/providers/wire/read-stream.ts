import { ProviderFailure } from '../failure.ts';
import { LineSplitter } from './line-splitter.ts';
import { type ServerEvent, ServerEventReader } from './server-events.ts';
import { statedError, statedFailure } from './stated-error.ts';

export interface StreamLimits {
  /** Milliseconds without a byte. llama.cpp pings every 30 s, text-generation-inference every 15 s. */
  readonly idleMs: number;
  /** Bytes of one line, and characters of one event. */
  readonly lineBytes: number;
  /** Bytes of a whole answer on the wire. */
  readonly totalBytes: number;
}

/** The longest answer measured took 250 bytes on the wire per token; this holds 250,000 tokens. */
export const usualStreamLimits: StreamLimits = { idleMs: 90_000, lineBytes: 1024 * 1024, totalBytes: 64 * 1024 * 1024 };

/** Lines of one stream become messages, which are put into `found`. */
interface LineReader {
  /** True when nothing that follows belongs to the answer. Throws a `ProviderFailure`. */
  line(line: string, found: unknown[]): boolean;
  /** What stood behind the last line end. */
  end(rest: string, found: unknown[]): void;
}

/**
 * The parsed JSON of each event of a response, as many as arrive together. Ends at `[DONE]` or at the end of the response, neither of which
 * proves that the answer is complete. Throws a `ProviderFailure`: what an error event states, `malformed`, `timeout`, or `interrupted` when
 * the connection breaks. Leaving it closes the connection.
 */
export function readEventStream(
  body: ReadableStream<Uint8Array>,
  limits: StreamLimits,
): AsyncGenerator<readonly unknown[], void, undefined> {
  const events = new ServerEventReader(limits.lineBytes);
  return readMessages(body, limits, {
    line(line, found) {
      const event = events.line(line);
      if (event === null) return false;
      if (event.data.trim() === '[DONE]') return true;
      putContent(event, found);
      return false;
    },
    end(rest, found) {
      const last = (rest === '' ? null : events.line(rest)) ?? events.end();
      // An event that was cut off is no message: the answer's missing finish reason will tell.
      if (last !== null && isJson(last.data)) putContent(last, found);
    },
  });
}

async function* readMessages(
  body: ReadableStream<Uint8Array>,
  limits: StreamLimits,
  messages: LineReader,
): AsyncGenerator<readonly unknown[], void, undefined> {
  const lines = new LineSplitter(limits.lineBytes);
  const reader = body.getReader();
  let total = 0;
  try {
    for (let ended = false; !ended; ) {
      const { done, value } = await beforeIdle(reader.read(), limits.idleMs);
      const found: unknown[] = [];
      let failure: unknown = null;
      try {
        if (done) {
          ended = true;
          messages.end(lines.rest(), found);
        } else {
          total += value.byteLength;
          if (total > limits.totalBytes) throw new ProviderFailure('malformed', `The server sent more than ${limits.totalBytes} bytes.`);
          ended = lines.push(value).some((line) => messages.line(line, found));
        }
      } catch (error) {
        failure = error;
      }
      // What came before the failure is part of the answer.
      if (found.length > 0) yield found;
      if (failure !== null) throw failure;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function beforeIdle<Value>(reading: Promise<Value>, idleMs: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const idle = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderFailure('timeout', `The server sent nothing for ${Math.round(idleMs / 1000)} s.`)), idleMs);
  });
  try {
    return await Promise.race([reading, idle]);
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new ProviderFailure('interrupted', `The connection broke while the answer was coming (${words}).`);
  } finally {
    clearTimeout(timer);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function putContent({ name, data }: ServerEvent, found: unknown[]): void {
  let content: unknown;
  try {
    content = JSON.parse(data);
  } catch {
    if (name === 'error') throw statedFailure(null, { words: data, kind: '', status: null, needed: null, limit: null, retryAfterMs: null });
    if (name !== 'message') return;
    throw new ProviderFailure('malformed', `The server sent an event that is not JSON: ${data.slice(0, 120)}`);
  }
  const error = statedError(content);
  if (error !== null) throw statedFailure(null, error);
  if (name === 'error') {
    const words = typeof content === 'object' && content !== null && 'message' in content ? String(content.message) : data;
    throw statedFailure(null, { words, kind: '', status: null, needed: null, limit: null, retryAfterMs: null });
  }
  // Events of a name that this dialect does not know carry something else.
  if (name !== 'message' && !(typeof content === 'object' && content !== null && 'choices' in content)) return;
  found.push(content);
}

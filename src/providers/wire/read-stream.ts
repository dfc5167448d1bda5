import { ProviderFailure } from '../failure.ts';
import type { AnswerMessage } from './answer-message.ts';
import { messageOf } from './event-message.ts';
import { LineSplitter } from './line-splitter.ts';
import { type MessageForm, RepeatedMessages } from './repeated-messages.ts';
import { type ServerEvent, ServerEventReader } from './server-events.ts';

export interface StreamLimits {
  /** Milliseconds without a byte. llama.cpp pings every 30 s, text-generation-inference every 15 s. */
  readonly idleMs: number;
  /** Characters of one line, and of one event. */
  readonly lineCharacters: number;
  /** Bytes of a whole answer on the wire. */
  readonly totalBytes: number;
}

/** The longest answer measured took 250 bytes on the wire per token; this holds 250,000 tokens. */
export const usualStreamLimits: StreamLimits = { idleMs: 90_000, lineCharacters: 1024 * 1024, totalBytes: 64 * 1024 * 1024 };

/** The messages of one answer, as they arrive. */
export interface MessageReader {
  /**
   * Messages that arrived together; `null` at the end, which proves nothing. Throws a `ProviderFailure`: what an error message states,
   * `malformed`, `timeout`, or `interrupted` when the connection breaks.
   */
  read(): Promise<readonly AnswerMessage[] | null>;
  /** Closes the connection; a `read` that waits ends. */
  close(): void;
}

/** Lines of one stream become messages, which are put into `found`. */
interface LineReader {
  /** True when nothing that follows belongs to the answer. Throws a `ProviderFailure`. */
  line(line: string, found: AnswerMessage[]): boolean;
  /** What stood behind the last line end. */
  end(rest: string, found: AnswerMessage[]): void;
}

/** The message of each event of a response. Ends at `[DONE]` or at the end of the response. */
export function readEventStream(body: ReadableStream<Uint8Array>, limits: StreamLimits, form: MessageForm): MessageReader {
  const events = new ServerEventReader(limits.lineCharacters);
  const messages = new RepeatedMessages(form, (data) => messageOf({ name: 'message', data }, form.read));
  const take = (event: ServerEvent, found: AnswerMessage[]): void => {
    if (event.name === 'message') return messages.read(event.data, found);
    const message = messageOf(event, form.read);
    if (message !== null) found.push(message);
  };
  return new StreamReader(body, limits, {
    line(line, found) {
      const event = events.line(line);
      if (event === null) return false;
      if (event.data.startsWith('[DONE]')) return true;
      take(event, found);
      return false;
    },
    end(rest, found) {
      const last = (rest === '' ? null : events.line(rest)) ?? events.end();
      // An event that was cut off is no message: the answer's missing finish reason will tell.
      if (last !== null && isJson(last.data)) take(last, found);
    },
  });
}

/** The same for a response of one JSON object a line. */
export function readJsonLines(body: ReadableStream<Uint8Array>, limits: StreamLimits, form: MessageForm): MessageReader {
  const messages = new RepeatedMessages(form, (data) => messageOf({ name: 'message', data }, form.read));
  return new StreamReader(body, limits, {
    line(line, found) {
      if (line.trim() !== '') messages.read(line, found);
      return false;
    },
    end(rest, found) {
      if (isJson(rest)) messages.read(rest, found);
    },
  });
}

/** How often, in the time that a server may be silent, it is looked whether it is. */
const looksPerIdle = 8;

class StreamReader implements MessageReader {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly limits: StreamLimits;
  private readonly messages: LineReader;
  private readonly lines: LineSplitter;
  private total = 0;
  private ended = false;
  /** What came before a failure is part of the answer, so it is given first. */
  private failure: unknown = null;
  private isWaiting = false;
  private silentLooks = 0;
  private isLate = false;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(body: ReadableStream<Uint8Array>, limits: StreamLimits, messages: LineReader) {
    this.reader = body.getReader();
    this.limits = limits;
    this.messages = messages;
    this.lines = new LineSplitter(limits.lineCharacters);
  }

  read(): Promise<readonly AnswerMessage[] | null> {
    if (this.failure !== null) return Promise.reject(this.failure);
    if (this.ended) return Promise.resolve(null);
    this.silentLooks = 0;
    this.isWaiting = true;
    this.timer ??= setInterval(this.look, this.limits.idleMs / looksPerIdle);
    return this.reader.read().then(this.take, this.breakOff);
  }

  close(): void {
    this.ended = true;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.reader.cancel().catch(() => undefined);
  }

  private readonly breakOff = (error: unknown): never => {
    this.close();
    const words = error instanceof Error ? error.message : String(error);
    throw new ProviderFailure('interrupted', `The connection broke while the answer was coming (${words}).`);
  };

  private readonly take = (
    piece: ReadableStreamReadResult<Uint8Array>,
  ): PromiseLike<readonly AnswerMessage[] | null> | readonly AnswerMessage[] | null => {
    this.isWaiting = false;
    if (this.isLate) throw new ProviderFailure('timeout', `The server sent nothing for ${Math.round(this.limits.idleMs / 1000)} s.`);
    const found: AnswerMessage[] = [];
    try {
      this.readPiece(piece, found);
    } catch (error) {
      if (found.length === 0) throw error;
      this.failure = error;
    }
    return found.length === 0 ? this.read() : found;
  };

  private readPiece({ done, value }: ReadableStreamReadResult<Uint8Array>, found: AnswerMessage[]): void {
    if (done) {
      this.ended = true;
      this.messages.end(this.lines.rest(), found);
      return;
    }
    this.total += value.byteLength;
    if (this.total > this.limits.totalBytes) {
      throw new ProviderFailure('malformed', `The server sent more than ${this.limits.totalBytes} bytes.`);
    }
    for (const line of this.lines.push(value)) {
      this.ended = this.messages.line(line, found);
      if (this.ended) return;
    }
  }

  /**
   * One timer for the whole answer, and no clock: to start one or to read the other for each piece would cost more than to read the piece.
   * The first look may come right behind the beginning of a wait, so one more is waited for.
   */
  private readonly look = (): void => {
    if (this.isWaiting) this.silentLooks += 1;
    this.isLate = this.silentLooks > looksPerIdle;
    if (this.isLate) this.reader.cancel().catch(() => undefined);
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

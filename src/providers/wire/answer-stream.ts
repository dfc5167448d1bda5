import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { ProviderFailure } from '../failure.ts';
import type { GenerationRequest, Served, StreamPart } from '../provider.ts';
import { soon, untilAborted } from '../waiting.ts';
import { AnswerReader, type StatedServer } from './answer-reader.ts';
import type { MessageReader } from './read-stream.ts';
import { rawPrompt } from './raw-prompt.ts';
import type { ServerConnection } from './server-connection.ts';

/** What a dialect adds to an answer: how it is asked for and read, and who answers. */
export interface AnswerDialect {
  /** Asks, and opens the answer. Throws a `ProviderFailure`. */
  readonly open: (prompt: RenderedPrompt | null, signal: AbortSignal) => Promise<MessageReader>;
  readonly servedBy: (model: string | null, provider: string | null) => Served;
  /** What is known of the one who answers only now, behind the last word. Never rejects. */
  readonly servedAtEnd?: (stated: StatedServer) => Promise<Served | null>;
}

/**
 * One answer of a server as the contract's parts, whatever its dialect: it never throws, it ends with one terminal part, a failure keeps
 * what was written before it, an answer is whole only behind a finish reason, and leaving or aborting closes the connection.
 */
export async function* answerStream(
  server: ServerConnection,
  request: GenerationRequest,
  dialect: AnswerDialect,
  signal: AbortSignal,
): AsyncIterable<StreamPart> {
  const { queuedAfterMs, afterFinishMs } = server.limits;
  const stop = new AbortController();
  // Kept here, because to ask the signal for each word would cost as much as to read it.
  const opened: { reader: MessageReader | null; isAborted: boolean } = { reader: null, isAborted: signal.aborted };
  const forward = (): void => {
    opened.isAborted = true;
    stop.abort(signal.reason);
    opened.reader?.close();
  };
  signal.addEventListener('abort', forward, { once: true });
  let reader: AnswerReader | null = null;
  try {
    signal.throwIfAborted();
    const prompt = rawPrompt(request);
    const answer = new AnswerReader({
      stop: prompt?.stop ?? [],
      goesOn: request.begun !== undefined,
      servedBy: (model, provider) => ({
        ...dialect.servedBy(model, provider),
        ...(prompt === null || request.promptFormat === null
          ? {}
          : { prompt: { formatId: request.promptFormat.id, text: prompt.text, stop: prompt.stop } }),
      }),
    });
    reader = answer;
    const first = dialect.open(prompt, stop.signal).then((reader) => {
      opened.reader = reader;
      return reader.read();
    });
    const isThere = first.then(() => true);
    if ((await soon(untilAborted(isThere, signal), queuedAfterMs)) === null) yield { type: 'queued' };
    let found = await untilAborted(first, signal);
    while (found !== null) {
      for (const message of found) {
        answer.message(message);
        if (answer.isStopped) break;
      }
      for (const part of answer.parts()) {
        if (opened.isAborted) throw signal.reason;
        yield part;
      }
      if (answer.isStopped) break;
      // After a finish reason only the usage is missing, and it is not worth a long wait.
      const next = opened.reader?.read() ?? Promise.resolve(null);
      found = answer.reason === null ? await next : await soon(next, afterFinishMs);
    }
    signal.throwIfAborted();
    if (answer.reason === null) throw new ProviderFailure('interrupted', 'The server ended the answer without a finish reason.');
    yield* answer.rest();
    if (dialect.servedAtEnd !== undefined && answer.statedServer !== null) {
      const served = await soon(untilAborted(dialect.servedAtEnd(answer.statedServer), signal), afterFinishMs);
      if (served !== null) yield { type: 'served', ...served };
    }
    yield { type: 'finish', reason: answer.reason };
  } catch (error) {
    if (reader !== null) yield* reader.rest();
    const failure = server.failureOf(error);
    if (signal.aborted) yield { type: 'finish', reason: 'aborted' };
    // The finish reason was seen before the connection broke: the answer is whole.
    else if (reader !== null && reader.reason !== null && (failure.code === 'interrupted' || failure.code === 'timeout')) {
      yield { type: 'finish', reason: reader.reason };
    } else yield { type: 'error', error: failure };
  } finally {
    signal.removeEventListener('abort', forward);
    stop.abort();
    opened.reader?.close();
  }
}

import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { ProviderFailure } from '../failure.ts';
import type { GenerationRequest, Served, StreamPart } from '../provider.ts';
import { soon, untilAborted } from '../waiting.ts';
import type { AnswerMessage } from './answer-message.ts';
import { AnswerReader } from './answer-reader.ts';
import { rawPrompt } from './raw-prompt.ts';
import type { ServerConnection } from './server-connection.ts';

/** What a dialect adds to an answer: how it is asked for, how a message is read, and who answers. */
export interface AnswerDialect {
  /** Asks, and gives the parsed messages as they arrive together. Throws a `ProviderFailure`; leaving it closes the connection. */
  readonly messages: (prompt: RenderedPrompt | null, signal: AbortSignal) => AsyncGenerator<readonly unknown[], void, undefined>;
  /** Throws a `ProviderFailure` for an error, and for what is no message of this dialect. */
  readonly read: (message: unknown) => AnswerMessage;
  readonly servedBy: (model: string | null, provider: string | null) => Served;
  /** What is known of the one who answers only now, behind the last word. */
  readonly servedAtEnd?: () => Promise<Served | null>;
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
  const forward = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', forward, { once: true });
  let reader: AnswerReader | null = null;
  try {
    signal.throwIfAborted();
    const prompt = rawPrompt(request);
    const answer = new AnswerReader({
      stop: prompt?.stop ?? [],
      servedBy: (model, provider) => ({
        ...dialect.servedBy(model, provider),
        ...(prompt === null || request.promptFormat === null
          ? {}
          : { prompt: { formatId: request.promptFormat.id, text: prompt.text, stop: prompt.stop } }),
      }),
    });
    reader = answer;
    const incoming = dialect.messages(prompt, stop.signal);
    let next = incoming.next();
    if ((await soon(untilAborted(next, signal), queuedAfterMs)) === null) yield { type: 'queued' };
    for (;;) {
      // After a finish reason only the usage is missing, and it is not worth a long wait.
      const result = await (answer.reason === null ? untilAborted(next, signal) : soon(untilAborted(next, signal), afterFinishMs));
      if (result === null || result.done === true) break;
      for (const message of result.value) {
        signal.throwIfAborted();
        yield* answer.message(dialect.read(message));
        if (answer.isStopped) break;
      }
      if (answer.isStopped) break;
      next = incoming.next();
    }
    if (answer.reason === null) throw new ProviderFailure('interrupted', 'The server ended the answer without a finish reason.');
    yield* answer.rest();
    const served = (await soon(untilAborted(dialect.servedAtEnd?.() ?? Promise.resolve(null), signal), afterFinishMs)) ?? null;
    if (served !== null) yield { type: 'served', ...served };
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
  }
}

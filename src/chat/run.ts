import { asProviderError, ProviderFailure } from '#providers/failure.ts';
import type { ErrorCode, GenerationRequest, Provider, StreamPart } from '#providers/provider.ts';
import { isTerminal } from './answer.ts';

export interface Generation {
  /**
   * Commits what must be kept, and finds the provider and what to ask it. If it rejects, nothing was sent and the answer fails: as the
   * `ProviderFailure` says, else as `not-found`.
   */
  readonly open: () => Promise<{ readonly provider: Provider; readonly request: GenerationRequest }>;
  /** Aborting it stops the generation; it is always aborted at the end. */
  readonly controller: AbortController;
  /** Called for each part up to the terminal one, with the milliseconds since the start. Exactly one terminal part comes, whatever happens. */
  readonly deliver: (part: StreamPart, elapsedMs: number) => void;
  readonly now: () => number;
  readonly startedAt: number;
}

/** One generation, from the request to its terminal part. Rejects only if `deliver` throws. */
export async function runGeneration({ open, controller, deliver, now, startedAt }: Generation): Promise<void> {
  const { signal } = controller;
  let ended = false;
  let broken: ErrorCode = 'not-found';
  const pass = (part: StreamPart): void => {
    ended = isTerminal(part);
    deliver(part, Math.max(0, now() - startedAt));
  };
  try {
    const { provider, request } = await untilAborted(open(), signal);
    broken = 'app-failed';
    for await (const part of provider.stream(request, signal)) {
      pass(part);
      if (ended) break;
    }
    if (!ended) pass(failure('interrupted', 'The stream ended without a finish reason.'));
  } catch (error) {
    if (ended) throw error;
    pass(signal.aborted ? { type: 'finish', reason: 'aborted' } : failed(broken, error));
  } finally {
    controller.abort();
  }
}

function failure(code: ErrorCode, detail: string): StreamPart {
  return { type: 'error', error: { code, detail: detail.slice(0, 500) } };
}

function failed(code: ErrorCode, error: unknown): StreamPart {
  if (error instanceof ProviderFailure) return { type: 'error', error: asProviderError(error) };
  return failure(code, error instanceof Error ? error.message : String(error));
}

/** The result of `work`; rejects as soon as the signal is aborted, so that stopping never waits for a slow start. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('Stopped before it began.'));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

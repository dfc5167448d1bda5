import type { ProviderError, StreamPart } from './provider.ts';
import { untilAborted } from './waiting.ts';

/** Milliseconds before a server that loads its model is asked again: twice as long each time. */
const firstWait = 1000;
const longestWait = 15_000;
/** Weights of a hundred gigabytes come from a slow disk in about this time. Milliseconds. */
const patience = 10 * 60_000;

/**
 * A server that refuses because it is loading the model (llama.cpp answers 503 until its weights are in memory) has read nothing of the
 * question and written nothing, so it is asked again until it answers, and meanwhile the parts say that a model is being loaded. Waits
 * that the server states are kept. After ten minutes its refusal is given as what it is. `refused` is told of each that is not given.
 */
export async function* askWhileLoading(
  open: () => AsyncIterable<StreamPart>,
  signal: AbortSignal,
  now: () => number,
  refused: (error: ProviderError) => void,
): AsyncIterable<StreamPart> {
  const began = now();
  for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
    let statedWait: number | null = null;
    for await (const part of open()) {
      if (part.type === 'error' && part.error.code === 'loading' && now() - began < patience) {
        statedWait = part.error.retryAfterMs ?? 0;
        refused(part.error);
      } else yield part;
    }
    if (statedWait === null) return;
    yield { type: 'progress', stage: 'load', done: 0, total: null };
    try {
      await pause(Math.max(wait, statedWait), signal);
    } catch {
      yield { type: 'finish', reason: 'aborted' };
      return;
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await untilAborted(over, signal).finally(() => clearTimeout(timer));
}

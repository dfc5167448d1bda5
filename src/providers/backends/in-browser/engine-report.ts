import type { ResultTimings } from '@wllama/wllama';
import { ProviderFailure } from '../../failure.ts';
import type { FinishReason, StreamPart } from '../../provider.ts';
import type { EngineChunk } from './engine.ts';

/** The engine's own terms, in those of the contract. */
export const usageOf = (timings: ResultTimings): StreamPart => ({
  type: 'usage',
  promptTokens: timings.prompt_n + timings.cache_n,
  outputTokens: timings.predicted_n,
  // Where a single token took no time that the clock could see, there is no speed.
  ...(Number.isFinite(timings.predicted_per_second) ? { tokensPerSecond: timings.predicted_per_second } : {}),
});

export function finishReasonOf(reason: string): FinishReason {
  if (reason === 'length') return 'length';
  return reason === 'content_filter' ? 'content-filter' : 'stop';
}

/** Why the engine failed, by its own words. */
export function engineFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const tokens = /\((\d+) tokens\).*\((\d+) tokens\)/.exec(message);
  if (tokens !== null) return new ProviderFailure('context-exceeded', message, { needed: Number(tokens[1]), limit: Number(tokens[2]) });
  if (/context size/i.test(message)) return new ProviderFailure('context-exceeded', message);
  return new ProviderFailure(/memory|allocat/i.test(message) ? 'out-of-memory' : 'engine-failed', message);
}

/** Settles when the iteration has ended, however it ends. */
export async function settled(chunks: AsyncIterator<EngineChunk>): Promise<true> {
  try {
    for (;;) if ((await chunks.next()).done === true) return true;
  } catch {
    return true;
  }
}

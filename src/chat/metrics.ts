import type { FinishReason } from '#providers/provider.ts';
import type { AnswerRecord, AnswerStatus } from './records.ts';

/** What can be measured of an answer; `null` = not known. */
export interface AnswerMetrics {
  /** From the question to the first word, in milliseconds; reading the prompt and waiting in a queue are in it. */
  readonly firstTokenMs: number | null;
  readonly totalMs: number | null;
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** As the backend tells it or, where it does not, its tokens over the time from the first word to the end. */
  readonly tokensPerSecond: number | null;
  readonly isSpeedTold: boolean;
  /** Characters as people count them, of the answer without its reasoning. */
  readonly characters: number;
  readonly finishReason: FinishReason | null;
  readonly status: AnswerStatus;
}

export function metricsOf({ text, status, finishReason, provenance: { timing, usage } }: AnswerRecord): AnswerMetrics {
  const { firstTokenMs, totalMs } = timing;
  const { promptTokens = null, outputTokens = null, tokensPerSecond } = usage;
  const writing = firstTokenMs === null || totalMs === null ? 0 : totalMs - firstTokenMs;
  const computed = outputTokens === null || writing <= 0 ? null : (outputTokens * 1000) / writing;
  return {
    firstTokenMs,
    totalMs,
    promptTokens,
    outputTokens,
    tokensPerSecond: tokensPerSecond ?? computed,
    isSpeedTold: tokensPerSecond !== undefined,
    characters: charactersIn(text),
    finishReason,
    status,
  };
}

/** Above this many UTF-16 units characters are counted as code points: cutting a long text into what people see takes longer than it is worth. */
const longText = 20_000;

function charactersIn(text: string): number {
  if (text.length > longText) return Array.from(text).length;
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length;
}

/** US dollars for an answer at a price per million tokens; `null` where the tokens are not known. */
export function costOf(
  { promptTokens, outputTokens }: Pick<AnswerMetrics, 'promptTokens' | 'outputTokens'>,
  price: { readonly input: number; readonly output: number },
): number | null {
  return promptTokens === null || outputTokens === null ? null : (promptTokens * price.input + outputTokens * price.output) / 1e6;
}

import type { ErrorCode, ProviderError } from './provider.ts';

/** Longest detail that is shown or kept: error bodies can be whole pages. */
const longestDetail = 500;

/** Keys and tokens as services write them: they never reach a screen, a record or a log. */
const secret = /\b(?:sk|hf|hf_oauth|gsk|xai|key|token)[-_][A-Za-z0-9_-]{8,}|\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g;

/** Takes secrets out of a backend's own words and bounds their length. */
export function maskedDetail(text: string): string {
  const masked = text.replace(secret, '[secret]').trim();
  return masked.length > longestDetail ? `${masked.slice(0, longestDetail - 1)}…` : masked;
}

/** A failure on its way from where it happened to the one place that turns it into the last part of the stream. */
export class ProviderFailure extends Error {
  readonly error: ProviderError;

  constructor(code: ErrorCode, detail: string, extras: Omit<ProviderError, 'code' | 'detail'> = {}) {
    super(detail);
    this.error = { code, detail: maskedDetail(detail), ...extras };
  }
}

/** A chunk of Stemma itself that did not come: the next use asks for it again. */
export function partMissing(thrown: unknown): ProviderFailure {
  return new ProviderFailure('part-missing', thrown instanceof Error ? thrown.message : String(thrown));
}

/** The failure as the contract's data, whatever was thrown. `otherwise`: what it is if nothing in Stemma expected it. */
export function asProviderError(thrown: unknown, otherwise: ErrorCode = 'app-failed'): ProviderError {
  if (thrown instanceof ProviderFailure) return thrown.error;
  return { code: otherwise, detail: thrown instanceof Error ? maskedDetail(thrown.message) : 'It failed without a word.' };
}

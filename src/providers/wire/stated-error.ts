import * as v from 'valibot';
import { ProviderFailure } from '../failure.ts';
import type { ErrorCode } from '../provider.ts';
import { measure } from './lenient.ts';

/** A failure in the server's own words, whatever shape it chose. */
export interface StatedError {
  readonly words: string;
  /** Type and code as the server names them, lower case, joined by a blank. */
  readonly kind: string;
  readonly status: number | null;
  readonly needed: number | null;
  readonly limit: number | null;
  readonly retryAfterMs: number | null;
}

const name = v.fallback(v.union([v.string(), v.number()]), '');
const number = v.fallback(v.nullable(measure), null);
const entries = {
  message: v.fallback(v.string(), ''),
  type: v.optional(name, ''),
  code: v.optional(name, ''),
  // text-generation-inference puts the status of its error here, in the middle of a stream.
  http_status_code: v.optional(number, null),
  n_prompt_tokens: v.optional(number, null),
  n_ctx: v.optional(number, null),
};
const detailed = v.object({ ...entries, message: v.string() });
/** FastAPI: what is wrong with the fields of a request. */
const fieldProblems = v.array(v.object({ msg: v.string() }));
const shapes = v.object({
  error: v.optional(v.union([v.string(), detailed, v.unknown()])),
  error_type: v.optional(name, ''),
  error_code: v.optional(name, ''),
  text: v.optional(v.unknown()),
  object: v.optional(v.unknown()),
  message: v.optional(v.unknown()),
  code: v.optional(name, ''),
  detail: v.optional(v.unknown()),
  estimated_time: v.optional(number, null),
});

function stated(words: string, kinds: readonly (string | number)[], more: Partial<StatedError> = {}): StatedError {
  const kind = kinds
    .filter((one) => one !== '')
    .join(' ')
    .toLowerCase();
  const status = kinds.map(Number).find((code) => code >= 400 && code < 600) ?? null;
  return { words, kind, status, needed: null, limit: null, retryAfterMs: null, ...more };
}

/** A look at the keys, because almost every message of an answer has none of these and is only asked whether it is an error. */
function canStateError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'error' in value || 'error_code' in value || 'detail' in value || ('object' in value && value.object === 'error');
}

/**
 * Reads the shapes in which servers state failures, in a body or in the middle of a stream: `{error:{message}}` (OpenAI, llama.cpp, vLLM),
 * `{error:"..."}` (Ollama, vLLM's 401), `{error, error_type}` (text-generation-inference), `{text, error_code}` and
 * `{object:"error", message}` (FastChat), `{detail}` (FastAPI). `null`: this states no failure.
 */
export function statedError(value: unknown): StatedError | null {
  if (!canStateError(value)) return null;
  const read = v.safeParse(shapes, value);
  if (!read.success) return null;
  const { error, error_type, error_code, text, object, message, code, detail, estimated_time } = read.output;
  const retryAfterMs = estimated_time === null ? null : Math.ceil(estimated_time * 1000);
  if (typeof error === 'string') return stated(error, [error_type, code], { retryAfterMs });
  if (error !== undefined && error !== null) {
    const inner = v.safeParse(detailed, error);
    if (!inner.success) return stated(JSON.stringify(error), []);
    const { message: words, type, code: innerCode, http_status_code, n_prompt_tokens, n_ctx } = inner.output;
    const more = { needed: n_prompt_tokens, limit: n_ctx, retryAfterMs };
    return stated(words, [type, innerCode, http_status_code ?? ''], more);
  }
  if (error_code !== '' && error_code !== 0) return stated(typeof text === 'string' ? text : '', [error_code]);
  if (object === 'error' && typeof message === 'string') return stated(message, [code]);
  if (typeof detail === 'string') return stated(detail, []);
  const problems = v.safeParse(fieldProblems, detail);
  if (problems.success) return stated(problems.output.map(({ msg }) => msg).join('; '), []);
  return null;
}

const contextWords =
  /exceed_context_size|context_length_exceeded|maximum context|context (?:size|length|window)|too many tokens|prompt is too long|must have less than \d+ tokens|must be <= \d+\. given/i;
/** FastChat's code for a prompt that does not fit. */
const fastChatContext = /\b40303\b/;
const missingWords = /not found|does not exist|no such model|unknown model|not_found|model_not_supported/i;
const loadingWords = /loading|unavailable_error|warming|starting up|initiali[sz]ing/i;

/** text-generation-inference's kinds of errors in a request, told in the middle of a stream. */
const requestWords = /^(?:validation|template_error|missing_template_variable|tool_error)$/;

/** What a status and a server's words mean for the person. */
export function errorCodeOf(httpStatus: number | null, error: StatedError | null): ErrorCode {
  const text = `${error?.kind ?? ''} ${error?.words ?? ''}`;
  const status = httpStatus ?? error?.status ?? null;
  if (contextWords.test(text) || fastChatContext.test(error?.kind ?? '')) return 'context-exceeded';
  if (status === 401 || status === 403 || (status === null && /unauthori[sz]ed|authentication|invalid api key/i.test(text))) return 'auth';
  if (status === 404 || ((status === 400 || status === null) && missingWords.test(text))) return 'not-found';
  if (status === 402) return 'no-credit';
  if (status === 429 || (status === null && /rate.?limit/i.test(text))) return 'rate-limited';
  if (status === 503) return loadingWords.test(text) ? 'loading' : 'busy';
  if (status === null && /busy|overloaded/i.test(text)) return 'busy';
  if (status === 408 || status === 504) return 'timeout';
  // text-generation-inference: the request was well, the model failed on it.
  if (status === 424) return 'server';
  if (status !== null && status >= 400 && status < 500) return 'bad-request';
  if (status === null && requestWords.test(error?.kind ?? '')) return 'bad-request';
  return 'server';
}

/** Tokens that a prompt had and that would fit, as vLLM, OpenAI and text-generation-inference write them into a sentence. */
function tokensInWords(words: string): { readonly needed: number | null; readonly limit: number | null } {
  const limit = /maximum context length (?:is|of) (\d+)|must be <= `?(\d+)|must have less than (\d+)/i.exec(words);
  const needed = /requested (?:about )?(\d+) (?:input )?tokens|resulted in (\d+) tokens|given: (\d+)/i.exec(words);
  const first = (match: RegExpExecArray | null): number | null => {
    const digits = match?.slice(1).find((group) => group !== undefined);
    return digits === undefined ? null : Number(digits);
  };
  return { needed: first(needed), limit: first(limit) };
}

/** The words for an answer that has none. */
export const withoutWords = (status: number | null): string => `The server answered ${status ?? 'with an error and no words'}.`;

/** The failure that a server stated, or that its status alone states. `status` is `null` in the middle of a stream. */
export function statedFailure(status: number | null, error: StatedError | null, retryAfterMs: number | null = null): ProviderFailure {
  const code = errorCodeOf(status, error);
  const words = error === null || error.words.trim() === '' ? withoutWords(status) : error.words;
  const inWords = code === 'context-exceeded' ? tokensInWords(words) : { needed: null, limit: null };
  const needed = error?.needed ?? inWords.needed;
  const limit = error?.limit ?? inWords.limit;
  const wait = retryAfterMs ?? error?.retryAfterMs ?? null;
  const statusShown = status ?? error?.status ?? null;
  return new ProviderFailure(code, words, {
    ...(statusShown === null ? {} : { status: statusShown }),
    ...(wait === null ? {} : { retryAfterMs: wait }),
    ...(needed === null ? {} : { needed }),
    ...(limit === null ? {} : { limit }),
  });
}

import type { BackendKind, SamplingParameters } from './provider.ts';

export type Parameter = keyof SamplingParameters;

export const allParameters: readonly Parameter[] = ['temperature', 'topP', 'topK', 'repetitionPenalty', 'maxTokens', 'seed'];

/** Dialects whose every server knows a seed. Services behind the OpenAI dialect may refuse a request for one, so there only a person sets it. */
const alwaysSeeded: ReadonlySet<string> = new Set(['in-browser', 'ollama', 'text-generation-inference']);

/** Whether a seed is chosen when nobody sets one, so that the answer can be drawn again. */
export function choosesSeed(kind: BackendKind): boolean {
  return alwaysSeeded.has(kind);
}

/** Room for an answer where nobody said how much and the engine must be told, or would give next to none. Tokens. */
export const usualMaxTokens = 512;

/** The limit that is sent when nobody sets one; absent where the server decides. `isRaw`: the prompt is written here. */
export function limitUnasked(kind: BackendKind, isRaw: boolean): Pick<SamplingParameters, 'maxTokens'> {
  return kind === 'in-browser' || (kind === 'openai-compatible' && isRaw) ? { maxTokens: usualMaxTokens } : {};
}

/**
 * The sampling parameters that a dialect sends on: not every route has a place for all of them, and services of many providers refuse a
 * request for one that they don't know. A server may still pass over what it is sent. `isRaw`: the prompt is written here.
 */
export function knownParameters(kind: BackendKind, isRaw: boolean): readonly Parameter[] {
  const lacks = isRaw ? lackedByRaw[kind] : (lackedByChat[kind] ?? lackedByRaw[kind]);
  return allParameters.filter((parameter) => lacks?.includes(parameter) !== true);
}

const lackedByRaw: Readonly<Record<string, readonly Parameter[]>> = { 'hugging-face': ['topK', 'repetitionPenalty'] };
const lackedByChat: Readonly<Record<string, readonly Parameter[]>> = { 'text-generation-inference': ['topK', 'repetitionPenalty'] };

import type { BackendKind, SamplingParameters } from './provider.ts';

export type Parameter = keyof SamplingParameters;

export const allParameters: readonly Parameter[] = ['temperature', 'topP', 'topK', 'repetitionPenalty', 'maxTokens', 'seed'];

/** Not in the protocol that a service of many providers speaks; some of them refuse a request that carries them. */
const unknownTo: Readonly<Record<string, readonly Parameter[]>> = { 'hugging-face': ['topK', 'repetitionPenalty'] };

/** Dialects whose every server knows a seed. Services behind the OpenAI dialect may refuse a request for one, so there only a person sets it. */
const alwaysSeeded: ReadonlySet<string> = new Set(['in-browser', 'ollama', 'text-generation-inference']);

/** Whether a seed is chosen when nobody sets one, so that the answer can be drawn again. */
export function choosesSeed(kind: BackendKind): boolean {
  return alwaysSeeded.has(kind);
}

/** The sampling parameters that a dialect sends on. A server may still pass over what it does not know. */
export function knownParameters(kind: BackendKind): readonly Parameter[] {
  const unknown = unknownTo[kind] ?? [];
  return allParameters.filter((parameter) => !unknown.includes(parameter));
}

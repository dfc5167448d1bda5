import type { BackendKind, SamplingParameters } from './provider.ts';

export type Parameter = keyof SamplingParameters;

export const allParameters: readonly Parameter[] = ['temperature', 'topP', 'topK', 'repetitionPenalty', 'maxTokens', 'seed'];

/** Not in the protocol that a service of many providers speaks; some of them refuse a request that carries them. */
const unknownTo: Readonly<Record<string, readonly Parameter[]>> = { 'hugging-face': ['topK', 'repetitionPenalty'] };

/** The sampling parameters that a dialect sends on. A server may still pass over what it does not know. */
export function knownParameters(kind: BackendKind): readonly Parameter[] {
  const unknown = unknownTo[kind] ?? [];
  return allParameters.filter((parameter) => !unknown.includes(parameter));
}

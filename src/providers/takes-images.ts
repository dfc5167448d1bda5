import type { BackendKind } from './provider.ts';

/** The dialects that have a form for pictures; text-generation-inference's is not used, and the engine in the page has none. */
export const takesImages: ReadonlySet<BackendKind> = new Set(['openai-compatible', 'hugging-face', 'ollama']);

import type { ServerKind } from '#providers/own-address.ts';

export interface Preset {
  readonly label: string;
  readonly kind: ServerKind;
  readonly url: string;
}

/** Where these programs listen when nobody says otherwise. */
export const presets: readonly Preset[] = [
  { label: 'llama.cpp', kind: 'openai-compatible', url: 'http://localhost:8080/v1' },
  { label: 'Ollama', kind: 'ollama', url: 'http://localhost:11434/' },
  { label: 'vLLM', kind: 'openai-compatible', url: 'http://localhost:8000/v1' },
  { label: 'LM Studio', kind: 'openai-compatible', url: 'http://localhost:1234/v1' },
];

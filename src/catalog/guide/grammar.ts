import type { Sentence } from './sentences.ts';

/** A text as a literal of llama.cpp's grammar notation (GBNF). */
function literal(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** A grammar that admits exactly these sentences. */
export function grammarOf(sentences: readonly Sentence[]): string {
  return `root ::= ${sentences.map(({ text }) => literal(text)).join(' | ')}`;
}

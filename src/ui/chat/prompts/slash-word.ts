/** A word that begins with a slash and ends at the caret: where it begins, and what stands behind the slash. */
export interface SlashWord {
  readonly start: number;
  readonly sought: string;
}

/** Longer words are paths, not names of prompts. */
const longestWord = 40;

/** `null` if there is none. A slash within a word, as in an address or "and/or", begins none. */
export function slashWordAt(text: string, caret: number): SlashWord | null {
  const match = /(?:^|\s)\/([^\s/]*)$/u.exec(text.slice(Math.max(0, caret - longestWord - 2), caret));
  if (match === null) return null;
  const sought = match[1] ?? '';
  return { start: caret - sought.length - 1, sought };
}

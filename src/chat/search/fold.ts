/**
 * Text as search compares it: upper and lower case, full and half width, ligatures and composed letters are the same. Chinese and Japanese
 * have no spaces between words, so what is sought is always a part of the text, never a whole word.
 */
export function fold(text: string): string {
  return isPlain(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ');
}

/** ASCII has one form only. */
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant.
const isPlain = (text: string): boolean => !/[^\u0000-\u007f]/.test(text);

/**
 * What folds together: a character with the marks that follow it, the marks of half-width kana and the parts of a Hangul syllable among
 * them, so that folding piece by piece gives what folding the whole gives.
 */
const cluster = /[^\p{M}][\p{M}\u{FF9E}\u{FF9F}\u{1160}-\u{11FF}\u{D7B0}-\u{D7FB}\u{FFA0}-\u{FFDC}]*|\p{M}+/gsu;

export interface FoldedText {
  readonly text: string;
  /** For each UTF-16 unit of `text` where its piece begins in the original; one more for the end. */
  readonly starts: readonly number[];
}

/** The folded text with the way back: for the little that is shown, not for what is sought in. */
export function foldWithPlaces(original: string): FoldedText {
  const starts: number[] = [];
  let text = '';
  for (const match of original.matchAll(cluster)) {
    const folded = fold(match[0]);
    for (let unit = 0; unit < folded.length; unit += 1) starts.push(match.index);
    text += folded;
  }
  starts.push(original.length);
  return { text, starts };
}

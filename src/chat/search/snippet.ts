import { fold, foldWithPlaces } from './fold.ts';

/** A stretch of a text that is marked: UTF-16 places. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Characters of the text before and after the place that is shown. */
const before = 40;
const after = 140;
/** A long text is folded anew in such pieces to find the way back, so that nothing as long as it is made. UTF-16 units. */
const piece = 8192;

/**
 * A piece of the text in which the words stand, on one line. `folded` begins with the folded text. What is marked in it is found where it
 * is shown: of thousands of results few are.
 */
export function snippetOf(original: string, folded: string, words: readonly string[]): string {
  const rough = roughPlace(original, folded, words);
  const from = Math.max(0, rough - before);
  const whole = original.slice(cleanCut(original, from), cleanCut(original, rough + after));
  // A word that is cut in two says nothing.
  const cut = from > 0 ? whole.replace(/^\S{1,16}\s/, '') : whole;
  // Marks of Markdown, line breaks and runs of spaces would waste the line.
  const line = cut
    .replaceAll(/\*\*|`+|^#{1,6}\s/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${from > 0 ? '…' : ''}${line}${rough + after < original.length ? '…' : ''}`;
}

/** About where all of the words have been met: folding moves it by a few characters in texts that are not plain. */
function roughPlace(original: string, folded: string, words: readonly string[]): number {
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  // The word that comes last is the rarest, as a rule, and the others are often near it.
  const place = Math.max(0, ...places);
  if (place === 0 || folded.length === original.length) return place;
  let before = 0;
  for (let at = 0; at < original.length; ) {
    const end = cleanCut(original, at + piece);
    const text = original.slice(at, end);
    const { length } = fold(text);
    if (place < before + length) return at + (foldWithPlaces(text).starts[place - before] ?? 0);
    before += length;
    at = end;
  }
  return original.length;
}

/** Not between the halves of a surrogate pair. */
function cleanCut(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place + 1 : place;
}

/** Where the words stand in a text that is shown. */
export function marksIn(text: string, words: readonly string[]): readonly Mark[] {
  const { text: folded, starts } = foldWithPlaces(text);
  const marks: { start: number; end: number }[] = [];
  for (const word of words.filter(Boolean)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      // A piece that is found in part is marked whole.
      let last = at + word.length;
      while (last < folded.length && starts[last] === starts[last - 1]) last += 1;
      marks.push({ start: starts[at] ?? 0, end: starts[last] ?? text.length });
    }
  }
  marks.sort((left, right) => left.start - right.start);
  const apart: { start: number; end: number }[] = [];
  for (const mark of marks) {
    const previous = apart.at(-1);
    if (previous !== undefined && mark.start <= previous.end)
      apart[apart.length - 1] = { start: previous.start, end: Math.max(previous.end, mark.end) };
    else apart.push(mark);
  }
  return apart;
}

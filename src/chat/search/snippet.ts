import { fold, foldWithPlaces } from './fold.ts';

export interface Snippet {
  readonly text: string;
  /** UTF-16 places in `text`, in order and apart from each other. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** Characters of the text before and after the first mark. */
const before = 40;
const after = 140;
/** Only this much of a long text is looked at for what is shown. UTF-16 units. */
const read = 200_000;

/** A piece of the text around the first of the words, with every word in it marked. */
export function snippetOf(original: string, words: readonly string[]): Snippet {
  const rough = roughPlace(original, words);
  const from = Math.max(0, rough - before);
  const cut = original.slice(cleanCut(original, from), cleanCut(original, rough + after));
  // Line breaks and runs of spaces would waste the line; the marks are found in what is shown.
  const line = cut.replaceAll(/\s+/g, ' ').trim();
  const text = `${from > 0 ? '…' : ''}${line}${rough + after < original.length ? '…' : ''}`;
  return { text, marks: marksIn(text, words) };
}

/** About where the first word is: folding may move it by a few characters in texts that are not plain. */
function roughPlace(original: string, words: readonly string[]): number {
  const folded = fold(original.slice(0, read));
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  if (places.length === 0) return 0;
  const place = Math.min(...places);
  if (folded.length === original.length) return place;
  const { starts } = foldWithPlaces(original.slice(0, read));
  return starts[Math.min(place, starts.length - 1)] ?? 0;
}

/** Not between the halves of a surrogate pair. */
function cleanCut(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place + 1 : place;
}

/** Where the words stand in a text that is shown. */
export function marksIn(text: string, words: readonly string[]): Snippet['marks'] {
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

import { diffArrays } from 'diff';

/** A stretch of two texts: in both, only in the first (`removed`) or only in the second (`added`). */
export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface TextDiff {
  readonly pieces: readonly DiffPiece[];
  /** What was compared with what: long texts that have little in common are compared by sentence. */
  readonly by: 'word' | 'sentence' | 'whole';
}

/**
 * Most insertions and deletions that are looked for. The work grows with their square: this many take some tens of milliseconds, so that
 * the page goes on answering whatever two texts are compared.
 */
const mostEdits = { word: 1000, sentence: 600 };
/** Longer texts are not cut into words at all. UTF-16 units of both together. */
const longest = { word: 60_000, sentence: 600_000 };

/** What two texts have in common, word by word; words are found as their language writes them, Chinese too. Spaces alone are no difference. */
export function diffTexts(first: string, second: string): TextDiff {
  if (first === second) return { pieces: first === '' ? [] : [{ kind: 'same', text: first }], by: 'word' };
  for (const by of ['word', 'sentence'] as const) {
    if (first.length + second.length > longest[by]) continue;
    const changes = diffArrays(cut(first, by), cut(second, by), {
      comparator: (left, right) => left.trim() === right.trim(),
      maxEditLength: mostEdits[by],
    });
    if (changes !== undefined) {
      const pieces = changes.map(
        ({ value, added, removed }): DiffPiece => ({
          kind: added ? 'added' : removed ? 'removed' : 'same',
          text: value.join(''),
        }),
      );
      return { pieces, by };
    }
  }
  return {
    pieces: [
      { kind: 'removed', text: first },
      { kind: 'added', text: second },
    ],
    by: 'whole',
  };
}

/** Cuts a text into words or sentences, each with the spaces behind it. Together they are the text. */
function cut(text: string, granularity: 'word' | 'sentence'): string[] {
  const pieces: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity }).segment(text)) {
    if (segment.trim() === '' && pieces.length > 0) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
  }
  return pieces;
}

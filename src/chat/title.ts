const longestTitle = 60;

/**
 * The title that a question gives its conversation: its first line with words in it, at most 60 characters, cut between words
 * (Chinese too, where no space tells them apart). `null` if there is no such line.
 */
export function titleOf(question: string): string | null {
  const line = question
    .split('\n')
    .map((text) => text.trim())
    .find((text) => text !== '');
  if (line === undefined) return null;
  // Cut early: word breaking is slow on a pasted megabyte, and nothing beyond this length is shown.
  const words = line.slice(0, 8 * longestTitle).replaceAll(/\s+/g, ' ');
  if (words.length <= longestTitle) return words;
  const short = leading(words, 'word').trimEnd() || leading(words, 'grapheme');
  return `${short}…`;
}

/** As many whole segments as fit beside an ellipsis. */
function leading(text: string, granularity: 'word' | 'grapheme'): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity }).segment(text)) {
    if (index + segment.length >= longestTitle) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

import { memo, type ReactNode } from 'react';
import { marksIn } from '#chat/search/snippet.ts';

/** A text with the words that were looked for marked in it. `words` are folded. */
export const MarkedText = memo(function MarkedText({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly string[];
}): ReactNode {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const mark of marksIn(text, words)) {
    pieces.push(text.slice(end, mark.start), <mark key={mark.start}>{text.slice(mark.start, mark.end)}</mark>);
    end = mark.end;
  }
  return (
    <>
      {pieces}
      {text.slice(end)}
    </>
  );
});

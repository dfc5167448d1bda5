import type { ReactNode } from 'react';
import type { Snippet } from '#chat/search/snippet.ts';

/** A text with the words that were looked for marked in it. */
export function MarkedText({ text, marks }: Snippet): ReactNode {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const mark of marks) {
    pieces.push(text.slice(end, mark.start), <mark key={mark.start}>{text.slice(mark.start, mark.end)}</mark>);
    end = mark.end;
  }
  return (
    <>
      {pieces}
      {text.slice(end)}
    </>
  );
}

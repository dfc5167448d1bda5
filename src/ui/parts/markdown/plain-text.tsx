import { memo, type ReactNode } from 'react';
import { useRendering } from './rendering.ts';

/** Chromium's shaping takes the square of a run of combining marks: longer runs are broken by a joiner that shows nothing. */
const markRun = /(\p{M}{40})(?=\p{M})/gu;

export function breakMarkRuns(text: string): string {
  return text.replace(markRun, '$1\u200b');
}

/**
 * Text of an answer outside of code and links, with the names that the app knows linked. While a block is being written, only the text
 * that grows is searched for names again.
 */
export const PlainText = memo(function PlainText({ text }: { readonly text: string }): ReactNode {
  const { decorate } = useRendering();
  const decorations = decorate === null ? [] : decorate(text);
  if (decorations.length === 0) return breakMarkRuns(text);
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, end, href, title } of decorations) {
    if (start < at) continue;
    pieces.push(
      breakMarkRuns(text.slice(at, start)),
      <a key={start} className="mention" href={href} title={title}>
        {text.slice(start, end)}
      </a>,
    );
    at = end;
  }
  pieces.push(breakMarkRuns(text.slice(at)));
  return pieces;
});

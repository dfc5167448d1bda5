import type { ReactNode } from 'react';
import { breakMarkRuns } from './plain-text.tsx';

/** Characters that turn code around or hide in it, so that it reads other than it runs. */
const hidden = /([\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])/u;

/** A line of code as text, hidden characters by their number. */
export function visibleLine(line: string): ReactNode {
  if (!hidden.test(line)) return breakMarkRuns(line);
  return line.split(hidden).map((piece, place) =>
    place % 2 === 0 ? (
      breakMarkRuns(piece)
    ) : (
      <mark key={place} className="hidden-character">
        {`U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`}
      </mark>
    ),
  );
}

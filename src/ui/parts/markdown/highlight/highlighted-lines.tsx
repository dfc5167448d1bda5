import { type ReactNode, useEffect, useState } from 'react';
import { visibleLine } from '../visible-line.tsx';
import { type CodeWord, highlight } from './highlighter.ts';

interface Properties {
  readonly language: string;
  readonly lines: readonly string[];
  /** Shown until the colours are there, and where there are none. */
  readonly fallback: ReactNode;
}

/** The lines of finished code with its words coloured. */
export function HighlightedLines({ language, lines, fallback }: Properties): ReactNode {
  const [coloured, setColoured] = useState<readonly (readonly CodeWord[])[] | null>(null);
  const source = lines.join('');
  useEffect(() => {
    let current = true;
    highlight(source.split(/(?<=\n)/), language).then(
      (result) => {
        if (current) setColoured(result);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [source, language]);
  if (coloured === null) return fallback;
  return coloured.map((line, place) => (
    <span key={place} className="line">
      {line.map(({ text, className }, at) =>
        className === null ? (
          <span key={at}>{visibleLine(text)}</span>
        ) : (
          <span key={at} className={className}>
            {visibleLine(text)}
          </span>
        ),
      )}
      {'\n'}
    </span>
  ));
}

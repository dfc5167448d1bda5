import { type ReactNode, useMemo } from 'react';
import type { FilledSpan } from '#chat/records.ts';
import { createFootnotes } from '../../parts/markdown/footnotes.ts';
import { InlineText } from '../../parts/markdown/inline-text.tsx';
import { lexInline } from '../../parts/markdown/lex.ts';
import '../../parts/markdown/markdown.css';
import { type Decoration, type MarkdownLabels, RenderingContext } from '../../parts/markdown/rendering.ts';
import './filled-text.css';

interface Properties {
  readonly text: string;
  readonly filled: readonly FilledSpan[];
  readonly labels: MarkdownLabels;
  readonly decorate: (text: string) => readonly Decoration[];
}

/** An answer of the guide, paragraph by paragraph: what the catalog filled in is underlined and tells its source. */
export function FilledText({ text, filled, labels, decorate }: Properties): ReactNode {
  const rendering = useMemo(() => ({ labels, decorate, footnotes: createFootnotes() }), [labels, decorate]);
  const lines = useMemo(() => linesOf(text), [text]);
  return (
    <RenderingContext value={rendering}>
      <div className="markdown">
        {lines.map(({ line, start }) => {
          const isItem = line.startsWith('- ');
          const skipped = isItem ? 2 : 0;
          return (
            <p key={start} className={isItem ? 'filled-item' : undefined}>
              <Pieces text={line.slice(skipped)} start={start + skipped} filled={filled} />
            </p>
          );
        })}
      </div>
    </RenderingContext>
  );
}

/** Lines with their UTF-16 offsets. */
function linesOf(text: string): readonly { readonly line: string; readonly start: number }[] {
  return [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({ line, start: index }));
}

function Pieces({
  text,
  start,
  filled,
}: {
  readonly text: string;
  readonly start: number;
  readonly filled: readonly FilledSpan[];
}): ReactNode {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const span of filled) {
    const from = span.start - start;
    const to = span.end - start;
    if (from < at || to > text.length) continue;
    if (from > at) pieces.push(<InlineText key={at} tokens={lexInline(text.slice(at, from), {})} />);
    pieces.push(
      <span key={`filled ${from}`} className="filled" data-slot={span.slot} title={span.source ?? undefined}>
        <InlineText tokens={[{ type: 'text', raw: text.slice(from, to), text: text.slice(from, to), escaped: false }]} />
      </span>,
    );
    at = to;
  }
  if (at < text.length) pieces.push(<InlineText key={at} tokens={lexInline(text.slice(at), {})} />);
  return pieces;
}

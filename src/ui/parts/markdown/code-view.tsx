import { memo, type ReactNode, useEffect, useState } from 'react';
import type { CodeBlock } from './blocks.ts';
import { elements } from './chunked-list.ts';
import { useRendering } from './rendering.ts';
import { visibleLine } from './visible-line.tsx';

/** A code block, one element a line: layout of a growing text then costs the last line only. */
export function CodeView({ block, isLive }: { readonly block: CodeBlock; readonly isLive: boolean }): ReactNode {
  const lines = elements(block.lines);
  return (
    <figure className="code">
      <figcaption>
        <span>{block.language}</span>
        <CopyCode source={() => lines.join('') + (block.openLine ?? '')} />
      </figcaption>
      <pre dir="ltr" tabIndex={0}>
        <code>
          <Highlighted language={block.language} chunks={block.lines.chunks} isLive={isLive} />
          {block.openLine === null ? null : <span className="line">{visibleLine(block.openLine)}</span>}
        </code>
      </pre>
    </figure>
  );
}

const PlainLines = memo(function PlainLines({ lines }: { readonly lines: readonly string[] }): ReactNode {
  return lines.map((line, place) => (
    <span key={place} className="line">
      {visibleLine(line)}
    </span>
  ));
});

type Highlight = typeof import('./highlight/highlighted-lines.tsx').HighlightedLines;

interface Highlighting {
  readonly language: string;
  readonly chunks: readonly (readonly string[])[];
  readonly isLive: boolean;
}

/** Plain lines at once; coloured ones when the block is whole and the highlighter has come. */
function Highlighted({ language, chunks, isLive }: Highlighting): ReactNode {
  const [Lines, setLines] = useState<Highlight | null>(null);
  const wanted = !isLive && language !== '';
  useEffect(() => {
    if (!wanted) return;
    import('./highlight/highlighted-lines.tsx').then(
      ({ HighlightedLines }) => setLines(() => HighlightedLines),
      // Plain code is all there is to read.
      () => undefined,
    );
  }, [wanted]);
  const plain = chunks.map((lines, place) => <PlainLines key={place} lines={lines} />);
  return Lines === null ? plain : <Lines language={language} lines={chunks.flat()} fallback={plain} />;
}

function CopyCode({ source }: { readonly source: () => string }): ReactNode {
  const { labels } = useRendering();
  const [done, setDone] = useState(false);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(source());
      setDone(true);
    } catch {
      // On plain http there is no clipboard; the code can still be selected.
      setDone(false);
    }
  }
  return (
    <button type="button" onClick={() => void copy()} onBlur={() => setDone(false)}>
      {done ? labels.copied : labels.copyCode}
    </button>
  );
}

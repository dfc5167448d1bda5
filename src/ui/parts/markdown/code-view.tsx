import { lazy, memo, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import { saveFile } from '../save-file.ts';
import type { CodeBlock } from './blocks.ts';
import { elements } from './chunked-list.ts';
import { codeFileName } from './code-file.ts';
import { CopySource } from './copy-source.tsx';
import { useRendering } from './rendering.ts';
import { visibleLine } from './visible-line.tsx';

/** Longer code is folded when it is shown whole. What a person saw growing is never folded under their eyes. Lines. */
const longestUnfolded = 60;

const Diagram = lazy(async () => ({ default: (await import('./diagram/diagram.tsx')).Diagram }));

/** A code block, one element a line: layout of a growing text then costs the last line only. */
export function CodeView({ block, isLive }: { readonly block: CodeBlock; readonly isLive: boolean }): ReactNode {
  const { labels } = useRendering();
  const { language, lines } = block;
  const [isFolded, setFolded] = useState(!isLive && lines.length > longestUnfolded);
  const [canUnfold] = useState(isFolded);
  const [wraps, setWraps] = useState(false);
  const [view, setView] = useState<'source' | 'diagram'>('source');
  const isDiagram = language === 'mermaid' && !isLive;
  const source = (): string => elements(lines).join('') + (block.openLine ?? '');
  const fileName = codeFileName(block.info, language, lines.chunks[0]?.[0] ?? '');
  const figure = useRef<HTMLElement>(null);
  // A search has found something in here: what folds it away makes room.
  useEffect(() => {
    const element = figure.current;
    const unfold = (): void => {
      setFolded(false);
      setView('source');
    };
    element?.addEventListener('beforematch', unfold);
    return () => element?.removeEventListener('beforematch', unfold);
  }, []);
  return (
    <figure ref={figure} className="code" data-folded={isFolded} data-wraps={wraps}>
      <figcaption>
        <span>{language}</span>
        <span className="code-actions">
          <button
            type="button"
            className="icon-button small"
            aria-label={labels.wrapLines}
            title={labels.wrapLines}
            aria-pressed={wraps}
            onClick={() => setWraps(!wraps)}
          >
            <Icon name="wrap" size={16} />
          </button>
          <button
            type="button"
            className="icon-button small"
            aria-label={labels.downloadCode(fileName)}
            title={labels.downloadCode(fileName)}
            // Never a type that a browser would open by itself.
            onClick={() => saveFile(new Blob([source()], { type: 'text/plain' }), fileName)}
          >
            <Icon name="download" size={16} />
          </button>
          <CopySource label={labels.copyCode(language)} source={() => source().replace(/\n$/, '')} />
        </span>
      </figcaption>
      {isDiagram ? (
        <Suspense fallback={null}>
          <Diagram source={elements(lines).join('')} view={view} onView={setView} />
        </Suspense>
      ) : null}
      <pre dir="ltr" tabIndex={0} role="region" aria-label={labels.code(language)} hidden={isDiagram && view === 'diagram'}>
        <code>
          <Highlighted language={language} chunks={lines.chunks} isLive={isLive} />
          {block.openLine === null ? null : <span className="line">{visibleLine(block.openLine)}</span>}
        </code>
      </pre>
      {canUnfold ? (
        <button type="button" className="code-unfold" aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
          {isFolded ? labels.showAllLines(lines.length) : labels.showFewerLines}
        </button>
      ) : null}
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

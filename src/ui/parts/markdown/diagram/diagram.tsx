import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useRendering } from '../rendering.ts';
import './diagram.css';
import { DrawingFrame, type Drawing } from './drawing.tsx';

/** A longer source is drawn only when asked for: the library's time grows faster than its input. Characters. */
const longestByItself = 10_000;
/** So near to the screen a diagram is made ready. */
const nearScreen = '300px';

type View = 'source' | 'diagram';

interface Properties {
  readonly source: string;
  readonly view: View;
  readonly onView: (view: View) => void;
}

/**
 * A finished fence of mermaid, drawn. The library is fetched with the first diagram that comes near the screen; the source is there all the
 * time, and stays where it cannot be drawn.
 */
export function Diagram({ source, view, onView }: Properties): ReactNode {
  const { labels } = useRendering();
  const bar = useRef<HTMLDivElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [drawing, setDrawing] = useState<Drawing>({ state: 'coming' });
  const isLong = source.length > longestByItself;
  useEffect(() => {
    // All of the block counts, so that one whose head is out of sight is drawn as well.
    const block = bar.current?.parentElement ?? null;
    if (block === null || isWanted || isLong) return undefined;
    // The thread scrolls inside the page: a margin of the page alone would be clipped. TypeScript's own types leave this one out.
    const near: IntersectionObserverInit & { readonly scrollMargin: string } = { scrollMargin: nearScreen };
    const observer = new IntersectionObserver((entries) => setWanted(entries.some(({ isIntersecting }) => isIntersecting)), near);
    observer.observe(block);
    return () => observer.disconnect();
  }, [isWanted, isLong]);
  const isDrawn = drawing.state === 'drawn';
  return (
    <>
      <div className="diagram-bar" ref={bar}>
        <p role="status">
          {drawing.state === 'failed' ? (
            <>
              {labels.diagramFailed}
              {drawing.detail === '' ? null : <bdi className="diagram-detail"> {drawing.detail}</bdi>}
            </>
          ) : drawing.state === 'missing' ? (
            labels.diagramMissing
          ) : isWanted && !isDrawn ? (
            labels.drawing
          ) : isLong && !isWanted ? (
            labels.diagramTooLong
          ) : null}
        </p>
        {isLong && !isWanted ? (
          <button type="button" className="button" onClick={() => setWanted(true)}>
            {labels.draw}
          </button>
        ) : null}
        {isDrawn ? (
          <div className="diagram-views" role="group" aria-label={labels.diagramView}>
            <button type="button" aria-pressed={view === 'diagram'} onClick={() => onView('diagram')}>
              {labels.diagram}
            </button>
            <button type="button" aria-pressed={view === 'source'} onClick={() => onView('source')}>
              {labels.diagramSource}
            </button>
          </div>
        ) : null}
      </div>
      {isWanted && drawing.state !== 'failed' && drawing.state !== 'missing' ? (
        <DrawingFrame
          source={source}
          isShown={isDrawn && view === 'diagram'}
          drawing={drawing}
          onDrawing={(next) => {
            setDrawing(next);
            if (next.state === 'drawn' && drawing.state === 'coming') onView('diagram');
            if (next.state === 'failed' || next.state === 'missing') onView('source');
          }}
        />
      ) : null}
    </>
  );
}

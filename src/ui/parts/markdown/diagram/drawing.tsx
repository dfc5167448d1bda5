import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useRendering } from '../rendering.ts';
import { type DrawRequest, readFrameMessage } from './messages.ts';

export type Drawing =
  | { readonly state: 'coming' }
  | { readonly state: 'drawn'; readonly width: number; readonly height: number }
  | { readonly state: 'failed'; readonly detail: string }
  /** The frame did not start or did not end: not served, refused by a policy, or a diagram without an end. */
  | { readonly state: 'missing' };

/** Patience with the frame, for its start and for a drawing. Milliseconds. */
const patience = 20_000;
/** What was said before the frame was loaded may arrive a little later. Milliseconds. */
const afterLoad = 1000;
/** A drawing that is too wide is made smaller, but not so that it can't be read: then it scrolls. */
const smallest = 0.6;

interface Properties {
  readonly source: string;
  readonly isShown: boolean;
  readonly drawing: Drawing;
  readonly onDrawing: (drawing: Drawing) => void;
}

/** The sandboxed frame in which a diagram is drawn: it has no origin, no network and no way out but these messages. */
export function DrawingFrame({ source, isShown, drawing, onDrawing }: Properties): ReactNode {
  const { labels } = useRendering();
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [room, setRoom] = useState(0);
  const tell = useEffectEvent(onDrawing);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let isReady = false;
    let timer = setTimeout(() => tell({ state: 'missing' }), patience);
    const draw = (): void => {
      if (!isReady) return;
      clearTimeout(timer);
      timer = setTimeout(() => tell({ state: 'missing' }), patience);
      const request: DrawRequest = { kind: 'draw', source, ...lookOf(element) };
      // An opaque origin has no name that could be written here.
      frame.current?.contentWindow?.postMessage(request, '*');
    };
    const onMessage = (event: MessageEvent<unknown>): void => {
      if (event.source !== frame.current?.contentWindow) return;
      const message = readFrameMessage(event.data);
      if (message === null) return;
      if (message.kind === 'ready') {
        isReady = true;
        draw();
        return;
      }
      clearTimeout(timer);
      if (message.kind === 'drawn') tell({ state: 'drawn', width: message.width, height: message.height });
      else tell({ state: 'failed', detail: message.detail });
    };
    // Its script speaks before it is loaded: a frame that says nothing is an error page, such as there is without a network.
    const onLoad = (): void => {
      if (!isReady) timer = setTimeout(() => tell({ state: 'missing' }), afterLoad);
    };
    const loaded = frame.current;
    loaded?.addEventListener('load', onLoad);
    window.addEventListener('message', onMessage);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', draw);
    const size = new ResizeObserver(() => setRoom(element.parentElement?.clientWidth ?? 0));
    if (element.parentElement !== null) size.observe(element.parentElement);
    return () => {
      clearTimeout(timer);
      loaded?.removeEventListener('load', onLoad);
      window.removeEventListener('message', onMessage);
      theme.disconnect();
      system.removeEventListener('change', draw);
      size.disconnect();
    };
  }, [source]);
  const { width, height } = drawing.state === 'drawn' ? drawing : { width: 600, height: 400 };
  const scale = Math.min(1, Math.max(smallest, (room - padding) / width));
  return (
    <div
      ref={box}
      className="diagram-box"
      data-shown={isShown}
      tabIndex={isShown ? 0 : -1}
      role="region"
      aria-label={labels.diagram}
      aria-hidden={!isShown}
    >
      <iframe
        ref={frame}
        src={new URL('diagram.html', document.baseURI).href}
        sandbox="allow-scripts"
        title={labels.diagramOf(source.trim().split('\n', 2).join(' ').slice(0, 80))}
        tabIndex={-1}
        style={{ width: width * scale, height: height * scale }}
      />
    </div>
  );
}

/** Left and right of the drawing, together. CSS pixels. */
const padding = 34;

/** The page's colours as they are now, for a frame that can't see them. */
function lookOf(element: HTMLElement): Pick<DrawRequest, 'isDark' | 'colors'> {
  const read = (name: string): string => {
    // A fresh one for each colour: one that changes could be caught in its transition.
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    element.append(probe);
    const { color } = window.getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const colors = {
    ink: read('--ink'),
    paper: read('--paper'),
    sunken: read('--paper-sunken'),
    line: read('--line-strong'),
    soft: read('--ink-soft'),
    wash: read('--accent-wash'),
    accent: read('--accent'),
  };
  const [red = 0] = /\d+/.exec(colors.ink)?.map(Number) ?? [];
  return { isDark: red > 127, colors };
}

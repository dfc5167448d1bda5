import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useCounts } from '../../language/counts.ts';
import { useReadingText } from '../../language/reading-text.ts';
import { announce } from '../../notices.ts';
import { Icon } from '../../parts/icon.tsx';
import './find.css';
import { closeFind, findState } from './find-state.ts';
import { highlight, removeHighlight } from './highlight.ts';
import { rangesIn, reveal } from './shown-text.ts';
import { firstFrom, matchAt, type Matches, useMatches } from './use-matches.ts';

interface Properties {
  readonly ids: readonly string[];
  readonly scroller: RefObject<HTMLElement | null>;
  /** Puts a message into the page, if it is not there. */
  readonly onShow: (place: number) => void;
  /** Called before the thread is scrolled to a match. */
  readonly onGo: () => void;
  /** What is in the page: its matches are marked again when this changes. */
  readonly shown: string;
}

/** Finds words in the whole conversation as it is shown: also in messages that are not in the page, and in what is folded. */
export function FindBar({ ids, scroller, onShow, onGo, shown }: Properties): ReactNode {
  const text = useReadingText();
  const counts = useCounts();
  const asked = useStore(findState, (state) => state.asked);
  const field = useRef<HTMLInputElement>(null);
  const isGoing = useRef(false);
  const [cameFrom] = useState(() => document.activeElement);
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  // A new query begins at what is being read.
  const matches = useMatches(ids, query, (found) => {
    const first = firstFrom(found, firstSeen());
    setPlace(first);
    if (found.pattern === null) return;
    say(found, first);
    if (found.total > 0) goTo(found, first);
  });
  const { total, pattern } = matches;
  const current = Math.max(0, Math.min(place, total - 1));
  useEffect(() => field.current?.select(), [asked]);
  useEffect(() => removeHighlight, []);

  const elementOf = (message: number): Element | null =>
    scroller.current?.querySelector(`[data-message-id="${CSS.escape(ids[message] ?? '')}"]`) ?? null;
  function firstSeen(): number {
    const top = scroller.current?.getBoundingClientRect().top ?? 0;
    return ids.findIndex((_, message) => (elementOf(message)?.getBoundingClientRect().bottom ?? -Infinity) > top);
  }
  function say({ total: count }: Matches, at: number): void {
    announce(count === 0 ? text.foundNothing : text.found(at + 1, counts(count)));
  }
  /** Marks what is in the page; gives the match at a place, if it is. */
  function mark(found: Matches, at: number): Range | null {
    const match = matchAt(found, at);
    let now: Range | null = null;
    const ranges = found.counts.flatMap(({ message }) => {
      const element = elementOf(message);
      const here = element === null || found.pattern === null ? [] : rangesIn(element, found.pattern);
      if (message === match?.message) now = here[Math.min(match.nth, here.length - 1)] ?? null;
      return here;
    });
    highlight(ranges, now);
    return now;
  }
  /** The message may come into the page only with a later rendering: whoever marks it then arrives. */
  function arrive(range: Range | null): void {
    if (!isGoing.current || range === null || scroller.current === null) return;
    isGoing.current = false;
    reveal(range, scroller.current);
  }
  function goTo(found: Matches, at: number): void {
    onGo();
    const match = matchAt(found, at);
    if (match !== null && elementOf(match.message) === null) onShow(match.message);
    isGoing.current = true;
    requestAnimationFrame(() => arrive(mark(found, at)));
  }
  const markAgain = useEffectEvent(() => arrive(mark(matches, current)));
  useEffect(() => markAgain(), [shown, matches]);

  function step(by: 1 | -1): void {
    if (total === 0) return;
    const next = (current + by + total) % total;
    setPlace(next);
    say(matches, next);
    goTo(matches, next);
  }
  function close(): void {
    closeFind();
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
  }

  return (
    <div
      className="find-bar"
      role="search"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        close();
      }}
    >
      <input
        ref={field}
        type="text"
        value={query}
        dir="auto"
        aria-label={text.find}
        placeholder={text.find}
        autoFocus
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          step(event.shiftKey ? -1 : 1);
        }}
      />
      <span className="find-count">{pattern === null ? '' : total === 0 ? text.foundNothing : text.found(current + 1, counts(total))}</span>
      <button type="button" className="icon-button small" aria-label={text.findPrevious} disabled={total === 0} onClick={() => step(-1)}>
        <Icon name="arrow-up" size={16} />
      </button>
      <button type="button" className="icon-button small" aria-label={text.findNext} disabled={total === 0} onClick={() => step(1)}>
        <Icon name="arrow-down" size={16} />
      </button>
      <button type="button" className="icon-button small" aria-label={text.closeFind} onClick={close}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}

import { useEffect, useEffectEvent, useState } from 'react';
import { useServices } from '../../services-context.ts';
import { textOf } from './message-text.ts';
import { countMatches, patternOf } from './query.ts';

/** One match: a message's place in the thread, and which of its matches it is. */
interface Match {
  readonly message: number;
  readonly nth: number;
}

export interface Matches {
  /** What was looked for; `null` = nothing. */
  readonly pattern: RegExp | null;
  /** Matches of each message that has any, in the order of the thread. */
  readonly counts: readonly { readonly message: number; readonly count: number }[];
  readonly total: number;
}

const noMatches: Matches = { pattern: null, counts: [], total: 0 };

/** Reading may hold the page up for so long at a time. Milliseconds. */
const slice = 12;
/** A text that grows is searched again so often. Milliseconds. */
const pause = 400;

/**
 * Where a query occurs in the messages of a thread: in all of them, also in those that are not in the page. `onFound` hears the outcome of each
 * query once; what changes later only changes the result.
 */
export function useMatches(ids: readonly string[], query: string, onFound: (matches: Matches) => void): Matches {
  const { store } = useServices();
  const [matches, setMatches] = useState(noMatches);
  const tell = useEffectEvent(onFound);
  useEffect(() => {
    let isFirst = true;
    let timer: ReturnType<typeof setTimeout>;
    const pattern = patternOf(query);
    const end = (found: Matches): void => {
      setMatches(found);
      if (isFirst) tell(found);
      isFirst = false;
    };
    const search = (found: Matches['counts'], from: number): void => {
      if (pattern === null) return end(noMatches);
      const { messages } = store.getState();
      const counts = [...found];
      const until = performance.now() + slice;
      let place = from;
      for (; place < ids.length && performance.now() < until; place += 1) {
        const message = messages.get(ids[place] ?? '');
        const count = message === undefined ? 0 : countMatches(pattern, textOf(message));
        if (count > 0) counts.push({ message: place, count });
      }
      if (place < ids.length) timer = setTimeout(() => search(counts, place));
      else end({ pattern, counts, total: counts.reduce((sum, { count }) => sum + count, 0) });
      return undefined;
    };
    timer = setTimeout(() => search([], 0));
    let isWaiting = false;
    const forget = store.subscribe((state, before) => {
      if (state.messages === before.messages || isWaiting) return;
      isWaiting = true;
      timer = setTimeout(() => {
        isWaiting = false;
        search([], 0);
      }, pause);
    });
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [store, ids, query]);
  return matches;
}

/** The match at a place counted from 0, over all messages. */
export function matchAt({ counts }: Matches, place: number): Match | null {
  let before = 0;
  for (const { message, count } of counts) {
    if (place < before + count) return { message, nth: place - before };
    before += count;
  }
  return null;
}

/** Place of the first match in a message or after it; the first of all if there is none. */
export function firstFrom({ counts }: Matches, message: number): number {
  let before = 0;
  for (const one of counts) {
    if (one.message >= message) return before;
    before += one.count;
  }
  return 0;
}

import { useState } from 'react';

/** A question and its answer are at least twice as high, with their margins and actions. CSS pixels. */
const lowest = 90;
/** So many more come when a person gets near them: a few, since what comes while one scrolls must fit between two frames. */
const step = 12;

/** The newest messages are in the page from the start: as many as fill the screen, however short they are. */
const atFirst = (): number => Math.ceil(window.innerHeight / lowest);

export interface MountedRange {
  /** Places of the first message in the page and of the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Puts more before or after what is in the page. */
  readonly more: (where: 'earlier' | 'later') => void;
  /** Puts a message with its neighbours in the page; what is far from it goes. */
  readonly show: (place: number) => void;
  readonly showEnd: () => void;
}

/** Which of so many messages are in the page. Counted from the first: what is added at the end moves nothing. */
export function useMountedRange(length: number): MountedRange {
  // `to` null = to the end, wherever that is.
  const [range, setRange] = useState<{ readonly from: number; readonly to: number | null }>(() => ({
    from: Math.max(0, length - atFirst()),
    to: null,
  }));
  const to = Math.min(length, range.to ?? length);
  // A shorter branch may be shown.
  const from = range.to === null ? Math.min(range.from, Math.max(0, length - atFirst())) : Math.min(range.from, to);
  const upTo = (end: number): number | null => (end >= length ? null : end);
  return {
    from,
    to,
    more: (where) => setRange(where === 'earlier' ? { from: Math.max(0, from - step), to: range.to } : { from, to: upTo(to + step) }),
    show(place) {
      if (place >= from && place < to) return;
      setRange({ from: Math.max(0, place - step / 2), to: upTo(place + step) });
    },
    showEnd: () => setRange({ from: range.to === null ? from : Math.max(0, length - atFirst()), to: null }),
  };
}

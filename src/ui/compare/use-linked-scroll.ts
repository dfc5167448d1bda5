import { type RefObject, useEffect } from 'react';

/** A scroll this long after a hand moved something is the hand's; later ones come from words that arrive. Milliseconds. */
const handHolds = 400;
/** Nearer than this to the end is the end. CSS pixels. */
const nearEnd = 8;

/**
 * Moves the threads inside together: whichever a person scrolls, the others show the same place of the same message, as answers are not
 * equally long. A thread that follows its own growing end moves nobody.
 */
export function useLinkedScroll(track: RefObject<HTMLElement | null>, isLinked: boolean): void {
  useEffect(() => {
    const element = track.current;
    if (element === null || !isLinked) return undefined;
    let leader: Element | null = null;
    let movedAt = Number.NEGATIVE_INFINITY;
    let frame = 0;
    const hand = (event: Event): void => {
      leader = event.target instanceof Element ? event.target.closest('.thread') : null;
      movedAt = performance.now();
    };
    const onScroll = (event: Event): void => {
      const moved = event.target;
      if (!(moved instanceof HTMLElement) || moved !== leader || performance.now() - movedAt > handHolds) return;
      // A long swipe goes on by itself: as long as it scrolls, it is the same move.
      movedAt = performance.now();
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const place = placeOf(moved);
        for (const other of element.querySelectorAll<HTMLElement>('.thread')) if (other !== moved) show(other, place);
      });
    };
    const hands = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
    for (const kind of hands) element.addEventListener(kind, hand, { passive: true, capture: true });
    // Scrolling does not bubble: it is heard on its way down.
    element.addEventListener('scroll', onScroll, { passive: true, capture: true });
    return () => {
      cancelAnimationFrame(frame);
      for (const kind of hands) element.removeEventListener(kind, hand, { capture: true });
      element.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [track, isLinked]);
}

type Place = 'end' | { readonly message: number; readonly share: number };

function messagesIn(thread: HTMLElement): readonly HTMLElement[] {
  return [...thread.querySelectorAll<HTMLElement>('.message')];
}

/** Where a message begins, from the top of what is scrolled. CSS pixels. */
function topOf(thread: HTMLElement, message: HTMLElement): number {
  return message.getBoundingClientRect().top - thread.getBoundingClientRect().top + thread.scrollTop;
}

function placeOf(thread: HTMLElement): Place {
  if (thread.scrollHeight - thread.clientHeight - thread.scrollTop < nearEnd) return 'end';
  const messages = messagesIn(thread);
  const next = messages.findIndex((message) => topOf(thread, message) > thread.scrollTop);
  const at = Math.max(0, (next === -1 ? messages.length : next) - 1);
  const message = messages[at];
  if (message === undefined) return 'end';
  return { message: at, share: (thread.scrollTop - topOf(thread, message)) / Math.max(1, message.offsetHeight) };
}

function show(thread: HTMLElement, place: Place): void {
  const message = place === 'end' ? undefined : messagesIn(thread)[place.message];
  thread.scrollTop =
    place === 'end' || message === undefined ? thread.scrollHeight : topOf(thread, message) + place.share * message.offsetHeight;
}

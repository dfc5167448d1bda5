import { type RefObject, useEffect, useRef } from 'react';
import { useServices } from '../../services-context.ts';

/** How long a message that was looked for stays marked. Milliseconds. */
const markTime = 2500;
/** So many frames in a row it must stay where it was put, and after so many it is left where it is. */
const settledFrames = 5;
const mostFrames = 60;

/**
 * Shows a message that an address names: the branch that it is on, then its place, marked for a moment and with the focus on it, so that
 * whoever listens goes on from there. `isHere`: it is on the branch that is shown.
 */
export function useShownMessage(messageId: string | null, isHere: boolean, content: RefObject<HTMLElement | null>): void {
  const { store } = useServices();
  // Once for each address: whoever pages on to another branch is not brought back.
  const asked = useRef<string | null>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (messageId === null || shown.current === messageId) return undefined;
    if (!isHere) {
      if (asked.current === messageId) return undefined;
      asked.current = messageId;
      store.getState().actions.showBranch(messageId);
      return undefined;
    }
    let element: HTMLElement | null = null;
    let frame = 0;
    let tries = 0;
    let settled = 0;
    let isMarked = false;
    // A thread that opens goes to its end, and again while it grows: until that is over the place is taken anew.
    const show = (): void => {
      element ??= content.current?.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(messageId)}"]`) ?? null;
      tries += 1;
      if (element !== null) {
        if (isInView(element)) settled += 1;
        else {
          settled = 0;
          element.scrollIntoView({ block: 'center' });
        }
        if (!isMarked) mark(element);
      }
      if (settled >= settledFrames) shown.current = messageId;
      else if (tries < mostFrames) frame = requestAnimationFrame(show);
    };
    const mark = (found: HTMLElement): void => {
      isMarked = true;
      found.dataset['sought'] = '';
      found.tabIndex = -1;
      found.focus({ preventScroll: true });
    };
    frame = requestAnimationFrame(show);
    const unmark = (): void => {
      if (element !== null) delete element.dataset['sought'];
    };
    const timer = setTimeout(unmark, markTime);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      unmark();
    };
  }, [messageId, isHere, content, store]);
}

function isInView(element: HTMLElement): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  // A column may be beside what is seen.
  const isBeside = left < -1 || right > window.innerWidth + 1;
  return !isBeside && bottom > 0 && top >= 0 && top < window.innerHeight * 0.8;
}

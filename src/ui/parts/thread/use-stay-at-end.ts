import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Who scrolls down to so near the end wants to follow again. CSS pixels. */
const nearEnd = 64;
/** Places are fractions of a pixel, and rounded here and there. */
const rounding = 1.5;

/**
 * Keeps a growing thread scrolled to its end as long as the person is there. Any move upwards lets go, by whatever means it was made, however
 * small; moving down to the end takes hold again. What a person reads stays where it is: the browser's scroll anchoring sees to that.
 * `isWhole`: whether the end of what is in the page is the end of the thread.
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  isWhole: boolean,
): { readonly isAtEnd: boolean; readonly toEnd: () => void; readonly letGo: () => void } {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const follows = useRef(true);
  const lastTop = useRef(0);
  const lastHeight = useRef(0);
  const follow = useCallback((does: boolean) => {
    follows.current = does;
    setIsAtEnd(does);
  }, []);
  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    follow(true);
    goToEnd(element, lastTop, lastHeight);
  }, [scroller, follow]);
  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (element === null || inner === null) return undefined;
    if (!isWhole) follows.current = false;
    const onScroll = (): void => {
      const moved = element.scrollTop - lastTop.current;
      const grown = element.scrollHeight - lastHeight.current;
      lastTop.current = element.scrollTop;
      lastHeight.current = element.scrollHeight;
      // Something above grew or shrank and the browser kept the place: nobody moved.
      if (grown !== 0 && Math.abs(moved - grown) < 1) return;
      const distance = element.scrollHeight - element.clientHeight - element.scrollTop;
      // Content that shrinks moves upwards as well, but to the end and no further.
      if (moved < -0.5 && distance > rounding) follow(false);
      else if (isWhole && (distance <= rounding || (moved > 0.5 && distance < nearEnd))) follow(true);
    };
    const observer = new ResizeObserver(() => {
      if (!follows.current) return;
      goToEnd(element, lastTop, lastHeight);
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, content, isWhole, follow]);
  // Whoever scrolls for the person: what is laid out on the way would pull to the end before the scrolling is told.
  const letGo = useCallback(() => follow(false), [follow]);
  return { isAtEnd, toEnd, letGo };
}

function goToEnd(element: HTMLElement, lastTop: RefObject<number>, lastHeight: RefObject<number>): void {
  element.scrollTop = element.scrollHeight;
  lastTop.current = element.scrollTop;
  lastHeight.current = element.scrollHeight;
}

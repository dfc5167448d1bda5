import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Nearer than this to the end counts as being there. CSS pixels. */
const nearEnd = 64;

/**
 * Keeps a growing thread scrolled to its end as long as the person is there. Scrolling up lets go; the end is reached again by scrolling
 * or by the button.
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): { readonly isAtEnd: boolean; readonly toEnd: () => void } {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const follows = useRef(true);
  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    follows.current = true;
    setIsAtEnd(true);
    element.scrollTo({ top: element.scrollHeight });
  }, [scroller]);
  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (element === null || inner === null) return undefined;
    let lastTop = element.scrollTop;
    const onScroll = (): void => {
      const distance = element.scrollHeight - element.clientHeight - element.scrollTop;
      // Growth alone never lets go: only a move upwards does.
      if (distance < nearEnd) follows.current = true;
      else if (element.scrollTop < lastTop - 1) follows.current = false;
      lastTop = element.scrollTop;
      setIsAtEnd(follows.current);
    };
    const observer = new ResizeObserver(() => {
      if (follows.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, content]);
  return { isAtEnd, toEnd };
}

import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef } from 'react';

/** So long before a person gets to the end of what is in the page, more is put there. */
const ahead = '2000px';

interface Properties {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly onMore: () => void;
}

/** More of the thread: comes by itself when a person scrolls near it, or by a press. */
export function MoreMessages({ scroller, label, onMore }: Properties): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const more = useEffectEvent(onMore);
  // What came may not reach out of sight: a new observer looks again, so this runs after each rendering.
  useEffect(() => {
    if (button.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) more();
      },
      { root: scroller.current, rootMargin: ahead },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  });
  return (
    <button ref={button} type="button" className="button quiet thread-more" onClick={onMore}>
      {label}
    </button>
  );
}

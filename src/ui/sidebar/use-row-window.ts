import { type RefObject, useEffect, useState } from 'react';

/** So many rows are simply there. */
const alwaysMounted = 120;
/** Rows mounted beyond what is seen, on both sides; the window moves in such steps. */
const step = 24;

/** The rows of a long list that need to be there, counted over headings and entries alike: all rows are of one height. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rows: number,
): { readonly first: number; readonly end: number; readonly isWhole: boolean } {
  const [seen, setSeen] = useState({ first: 0, end: alwaysMounted });
  const isWhole = rows <= alwaysMounted;
  useEffect(() => {
    const element = scroller.current;
    if (element === null || isWhole) return undefined;
    const measure = (): void => {
      const row = element.scrollHeight / rows;
      const first = Math.max(0, Math.floor(element.scrollTop / row / step) * step - step);
      const end = Math.ceil((element.scrollTop + element.clientHeight) / row / step) * step + step;
      setSeen((before) => (before.first === first && before.end === end ? before : { first, end }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller, rows, isWhole]);
  return isWhole ? { first: 0, end: rows, isWhole } : { ...seen, isWhole };
}

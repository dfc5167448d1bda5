import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useCompareText } from '../language/compare-text.ts';

/** On a narrow screen one column is seen at a time: these name them all, and lead to each. Hidden where there is room. */
export function ColumnTabs({
  track,
  names,
}: {
  readonly track: RefObject<HTMLElement | null>;
  readonly names: readonly string[];
}): ReactNode {
  const text = useCompareText();
  const [shown, setShown] = useState(0);
  const count = names.length;
  useEffect(() => {
    const element = track.current;
    if (element === null) return undefined;
    const onScroll = (): void => setShown(Math.min(count - 1, Math.round((element.scrollLeft / Math.max(1, element.scrollWidth)) * count)));
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [track, count]);
  return (
    <nav className="column-tabs" aria-label={text.columns}>
      {names.map((name, place) => (
        <button
          key={`${place} ${name}`}
          type="button"
          aria-current={place === shown ? 'true' : undefined}
          onClick={() => {
            const element = track.current;
            element?.scrollTo({ left: (place * element.scrollWidth) / count, behavior: 'smooth' });
          }}
        >
          <bdi>{name}</bdi>
        </button>
      ))}
    </nav>
  );
}

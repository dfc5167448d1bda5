import { useEffect, useState } from 'react';
import type { Size } from './pack.ts';

const unmeasured: Size = { width: 0, height: 0 };

/** Inner size of an element, in pixels; zero until it has been measured. */
export function useFrameSize(frame: HTMLElement | null): Size {
  const [size, setSize] = useState(unmeasured);
  useEffect(() => {
    if (frame === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: frame.clientWidth, height: frame.clientHeight }));
    observer.observe(frame);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

/** Few shapes of a picture, so that it is laid out anew when a screen is turned and not while it is dragged. Width through height. */
const aspects = [0.6, 1.1, 1.65, 2.4];

export function nearestAspect({ width, height }: Size): number {
  const distance = (aspect: number): number => Math.abs(Math.log((aspect * height) / width));
  return aspects.reduce((best, aspect) => (distance(aspect) < distance(best) ? aspect : best));
}

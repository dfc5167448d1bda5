import { useSyncExternalStore } from 'react';

/** How often the clock is read while the page is open. Milliseconds. */
const readEvery = 60_000;

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, readEvery);
  return () => clearInterval(timer);
}

/** When today began for the person, in milliseconds since 1970; a page left open over night notices. */
export function useMidnight(): number {
  return useSyncExternalStore(subscribe, () => new Date().setHours(0, 0, 0, 0));
}

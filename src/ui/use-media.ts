import { useCallback, useSyncExternalStore } from 'react';

/** From here on the conversations stand beside the thread. */
export const wideEnoughForSidebar = '(min-width: 56rem)';
/** From here on the provenance stands beside the thread as well. */
export const wideEnoughForAside = '(min-width: 78rem)';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

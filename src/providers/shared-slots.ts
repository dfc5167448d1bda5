/** Gives a slot back. */
export type Leave = () => void;

/**
 * Takes one of `count` slots that all tabs of this site share, when one is free: a Web Lock for each, which ends with its tab. Without Web
 * Locks (plain http beyond this machine) each tab counts for itself. Rejects with the signal's reason when it is aborted.
 */
export function takeSharedSlot(name: string, count: number, signal: AbortSignal): Promise<Leave> {
  // The types say that every page has it.
  const locks: LockManager | undefined = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (locks === undefined) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    const others = new AbortController();
    const stop = (): void => {
      others.abort();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) return stop();
    let isTaken = false;
    let ended = 0;
    const hold = (): Promise<void> | undefined => {
      // Two may come at once: the second is let go.
      if (isTaken) return undefined;
      isTaken = true;
      others.abort();
      signal.removeEventListener('abort', stop);
      return new Promise((leave) => resolve(leave));
    };
    for (let slot = 0; slot < count; slot += 1) {
      locks.request(`stemma-slot:${slot}:${name}`, { signal: others.signal }, hold).catch(() => {
        ended += 1;
        // A browser that refuses locks altogether: better one connection too many than no answer.
        if (ended === count && !isTaken && !others.signal.aborted) resolve(() => undefined);
      });
    }
    return undefined;
  });
}

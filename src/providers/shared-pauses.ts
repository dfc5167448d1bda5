/** Until when the server of a lane is left alone. Milliseconds since 1970: all tabs read the same clock. */
export type TellPause = (lane: string, until: number) => void;

/**
 * Tells the other tabs of this site what a server asked one of them, and hears what it asked the others. An origin and a time is all that
 * is told, and nothing is kept: a tab that is opened later hears it from the server. Without a page or a channel each tab waits for itself.
 */
export function sharePauses(heard: TellPause): TellPause {
  if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel('stemma-pauses');
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null || !('lane' in data) || !('until' in data)) return;
    const { lane, until } = data;
    if (typeof lane === 'string' && typeof until === 'number') heard(lane, until);
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target; the rule means windows.
  return (lane, until) => channel.postMessage({ lane, until });
}

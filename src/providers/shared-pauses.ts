/** Until when the server of a lane is left alone. Milliseconds since 1970: all tabs read the same clock. */
export type Pause = readonly [lane: string, until: number];
export type TellPause = (...pause: Pause) => void;

const question = 'which?';

/**
 * Tells the other tabs of this site what a server asked one of them, and hears what it asked the others: now, and when this tab begins to
 * ask servers, for it may be later than theirs. An origin and a time is all that is told, and nothing is kept. Without a page or a channel
 * each tab waits for itself. `held`: the pauses that are not over.
 */
export function sharePauses(heard: TellPause, held: () => readonly Pause[]): TellPause {
  if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel('stemma-pauses');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target; the rule means windows.
  const post = (message: unknown): void => channel.postMessage(message);
  const tell: TellPause = (lane, until) => post({ lane, until });
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === question) for (const pause of held()) tell(...pause);
    if (typeof data !== 'object' || data === null || !('lane' in data) || !('until' in data)) return;
    const { lane, until } = data;
    if (typeof lane === 'string' && typeof until === 'number') heard(lane, until);
  });
  post(question);
  return tell;
}

import * as v from 'valibot';

/**
 * Who writes which answer. A tab claims an answer before the first row of it is written and lets go after the last; a claim ends with its
 * tab, however that ends. An answer is one row with one writer, so tabs may ask in the same conversation without waiting for each other.
 */
export interface Writers {
  claim(answerId: string): Promise<void>;
  release(answerId: string): void;
  /** True if a tab, this one too, claims it now. */
  isClaimed(answerId: string): Promise<boolean>;
  /** Resolves once nobody claims it, or with `false` once this is closed. */
  untilReleased(answerId: string): Promise<boolean>;
  close(): void;
}

export function openWriters(databaseName: string): Writers {
  return 'locks' in navigator ? writersByLocks(databaseName) : writersByQuestion(databaseName);
}

/** With Web Locks the browser knows it. */
function writersByLocks(databaseName: string): Writers {
  const releases = new Map<string, () => void>();
  const closing = new AbortController();
  const nameOf = (answerId: string): string => `${databaseName}:answer:${answerId}`;
  return {
    claim(answerId) {
      if (releases.has(answerId)) return Promise.resolve();
      return new Promise((granted, reject) => {
        const held = new Promise<void>((release) => {
          releases.set(answerId, release);
        });
        const hold = (): Promise<void> => {
          granted();
          return held;
        };
        navigator.locks.request(nameOf(answerId), hold).catch(reject);
      });
    },
    release(answerId) {
      releases.get(answerId)?.();
      releases.delete(answerId);
    },
    async isClaimed(answerId) {
      if (releases.has(answerId)) return true;
      return navigator.locks.request(nameOf(answerId), { ifAvailable: true }, (lock) => lock === null);
    },
    untilReleased(answerId) {
      return navigator.locks.request(nameOf(answerId), { signal: closing.signal }, () => true).catch(() => false);
    },
    close() {
      closing.abort();
      for (const answerId of releases.keys()) this.release(answerId);
    },
  };
}

const talk = v.object({ type: v.picklist(['who', 'me']), answerId: v.string() });
/** A tab answers within a few milliseconds even in the background; a frozen one does not, and is thought gone until it wakes. */
const longestReplyMs = 800;
const pauseMs = 2000;

/** Plain http has no locks: the other tabs are asked. */
export function writersByQuestion(databaseName: string): Writers {
  const mine = new Set<string>();
  const channel = new BroadcastChannel(`${databaseName}:writers`);
  const replies = new EventTarget();
  const closing = new AbortController();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target; the rule means windows.
  const say = (type: 'who' | 'me', answerId: string): void => channel.postMessage({ type, answerId });
  channel.addEventListener('message', ({ data }) => {
    const told = v.safeParse(talk, data);
    if (!told.success) return;
    const { type, answerId } = told.output;
    if (type === 'me') replies.dispatchEvent(new Event(answerId));
    else if (mine.has(answerId)) say('me', answerId);
  });
  const writers: Writers = {
    claim(answerId) {
      mine.add(answerId);
      return Promise.resolve();
    },
    release(answerId) {
      mine.delete(answerId);
    },
    isClaimed(answerId) {
      if (mine.has(answerId)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), longestReplyMs);
        const replied = (): void => {
          clearTimeout(timer);
          resolve(true);
        };
        replies.addEventListener(answerId, replied, { once: true });
        say('who', answerId);
      });
    },
    async untilReleased(answerId) {
      while (!closing.signal.aborted && (await writers.isClaimed(answerId))) {
        await new Promise((resolve) => {
          setTimeout(resolve, pauseMs);
        });
      }
      return !closing.signal.aborted;
    },
    close() {
      closing.abort();
      channel.close();
    },
  };
  return writers;
}

import type { StoreApi } from 'zustand/vanilla';
import type { StoredRecord } from '#chat/records.ts';
import { type ChatStoreState, isLive } from '#chat/state.ts';
import type { Connection } from './connection.ts';
import { wordsOf } from './database.ts';
import { type Urgency, createPending } from './pending.ts';
import { type Changes, concernsAll, handOverDrafts, NewerRowError, NotStorableError, type WrittenApart, writeChanges } from './write.ts';
import type { Writers } from './writers.ts';

/** A tab that dies loses at most the frame that waited, this time and one write: under 500 ms. */
const checkpointMs = 250;
const draftMs = 300;
/** While writing fails it is tried again with each change, and after this time without one. */
const retryMs = 5000;

export interface Keeper {
  /** Resolves when all that the store has now is committed; rejects if that failed (it is tried again later). */
  flush(): Promise<void>;
  /** Runs something that puts kept records into the store, and does not write them back. */
  quietly(action: () => void): void;
  /** Forgets what waits to be written: everything was deleted. */
  forget(): void;
  /** Writes what waits, and stops listening. */
  stop(): Promise<void>;
}

interface KeeperOptions {
  readonly store: StoreApi<ChatStoreState>;
  readonly connection: Connection;
  readonly writers: Writers;
  /** Called after each commit, with the records as they are in the database. */
  readonly committed: (records: readonly StoredRecord[]) => void;
}

/** Listens to the store and writes what changes: settled things at once, live answers and drafts a few times a second. */
export function startKeeping({ store, connection, writers, committed }: KeeperOptions): Keeper {
  const pending = createPending(Date.now());
  const timers = new Map<Urgency | 'retry', ReturnType<typeof setTimeout>>();
  const { actions } = store.getState();
  let quiet = false;
  let writtenAt = 0;
  let last: Promise<void> = Promise.resolve();
  /** What is being written now. */
  let writing: Changes | null = null;

  async function writeOnce(): Promise<void> {
    if (!connection.mayWrite()) return;
    const changes = pending.take(Date.now());
    if (changes === null) return;
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    writtenAt = Date.now();
    writing = changes;
    let lost: readonly Changes[] = [changes];
    try {
      const { refused, problem } = await commit(changes);
      lost = refused;
      if (problem !== null) throw problem;
    } catch (error) {
      for (const waiting of lost) pending.giveBack(waiting);
      reportFailure(error);
      throw error;
    } finally {
      writing = null;
    }
  }

  /** Writes all of it, and where one record stands in the way of the others, all but that. */
  async function commit(changes: Changes): Promise<WrittenApart> {
    const answers = changes.records.filter((record) => record.kind === 'answer');
    await Promise.all(answers.filter(isLive).map((answer) => writers.claim(answer.id)));
    const written = await write(changes);
    const refused = new Set(written.refused.flatMap(({ records }) => records.map(({ id }) => id)));
    for (const answer of answers) {
      if (!isLive(answer) && !refused.has(answer.id)) writers.release(answer.id);
    }
    if (written.refused.length === 0 && store.getState().keeping.state === 'failing') actions.setKeeping({ state: 'kept' });
    committed(written.records);
    return written;
  }

  async function write(changes: Changes): Promise<WrittenApart> {
    const database = await connection.database();
    try {
      return { records: await writeChanges(database, changes), refused: [], problem: null };
    } catch (error) {
      if (concernsAll(error)) throw error;
      const part = await import('./write-apart.ts').catch(() => null);
      if (part === null) throw error;
      return await part.writeApart(database, changes);
    }
  }

  function reportFailure(error: unknown): void {
    if (error instanceof NewerRowError) {
      connection.refuse(error.message);
      return;
    }
    if (!connection.mayWrite()) return;
    const detail = error instanceof NotStorableError ? error.message : wordsOf(error);
    const { keeping } = store.getState();
    if (keeping.state !== 'failing' || keeping.detail !== detail) actions.setKeeping({ state: 'failing', detail });
    later('retry', retryMs);
  }

  /** One write at a time; each takes whatever came together while the one before it ran. */
  function flush(): Promise<void> {
    last = last.catch(() => undefined).then(writeOnce);
    return last;
  }

  /** The failure has been reported and what was to be written waits for the next attempt. */
  function flushSoon(): void {
    flush().catch(() => undefined);
  }

  function later(reason: Urgency | 'retry', delay: number): void {
    if (timers.has(reason)) return;
    const due = (): void => {
      timers.delete(reason);
      flushSoon();
    };
    timers.set(reason, setTimeout(due, delay));
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (quiet) return;
    const urgency = pending.note(state, previous);
    if (urgency === null) return;
    const sinceWrite = Date.now() - writtenAt;
    if (urgency === 'now') flushSoon();
    // Not put off by each letter: who writes without a pause would have nothing kept.
    else if (urgency === 'draft') later('draft', draftMs);
    else if (sinceWrite >= checkpointMs || sinceWrite < 0) flushSoon();
    else later('checkpoint', checkpointMs - sinceWrite);
  });

  /** The page goes, maybe for good and at once. */
  function leave(): void {
    const database = connection.mayWrite() ? connection.openNow() : null;
    const drafts = new Map([...(writing?.drafts ?? []), ...pending.drafts()]);
    if (database !== null && drafts.size > 0) {
      const now = Date.now();
      handOverDrafts(database, drafts, now);
      pending.wrote(drafts, now);
    }
    flushSoon();
  }

  addEventListener('pagehide', leave);
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', flushSoon);

  return {
    flush,
    quietly(action) {
      const before = quiet;
      quiet = true;
      try {
        action();
      } finally {
        quiet = before;
      }
    },
    forget: () => pending.clear(),
    async stop() {
      unsubscribe();
      removeEventListener('pagehide', leave);
      if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', flushSoon);
      await flush().catch(() => undefined);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

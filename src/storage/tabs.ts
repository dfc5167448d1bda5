import * as v from 'valibot';
import type { StoredRecord } from '#chat/records.ts';
import { parseRow, recordRow } from './row-schemas.ts';

const notice = v.variant('type', [
  v.object({ type: v.literal('records'), records: v.array(v.unknown()) }),
  v.object({ type: v.literal('cleared') }),
  v.object({ type: v.literal('stop'), answerId: v.string() }),
]);

type Notice = v.InferOutput<typeof notice>;

export interface TabListener {
  readonly received: (records: readonly StoredRecord[]) => void;
  /** Everything was deleted in another tab. */
  readonly cleared: () => void;
  /** A person wants an answer stopped, which this tab may be writing. */
  readonly stopped: (answerId: string) => void;
}

/** The other tabs with the same database. What they tell may come from another build, so it is checked like a row. */
export interface Tabs {
  tellRecords(records: readonly StoredRecord[]): void;
  tellCleared(): void;
  tellStop(answerId: string): void;
  close(): void;
}

export function openTabs(databaseName: string, listener: TabListener): Tabs {
  const channel = new BroadcastChannel(`${databaseName}:records`);
  channel.addEventListener('message', ({ data }) => {
    const told = v.safeParse(notice, data);
    if (!told.success) return;
    if (told.output.type === 'cleared') {
      listener.cleared();
      return;
    }
    if (told.output.type === 'stop') {
      listener.stopped(told.output.answerId);
      return;
    }
    const parsed = told.output.records.map((record) => parseRow(recordRow, record));
    listener.received(parsed.flatMap((result) => (result.state === 'good' ? [result.row] : [])));
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target; the rule means windows.
  const tell = (told: Notice): void => channel.postMessage(told);
  return {
    tellRecords(records) {
      if (records.length > 0) tell({ type: 'records', records: [...records] });
    },
    tellCleared() {
      tell({ type: 'cleared' });
    },
    tellStop(answerId) {
      tell({ type: 'stop', answerId });
    },
    close() {
      channel.close();
    },
  };
}

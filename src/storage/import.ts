import type { StoreApi } from 'zustand/vanilla';
import { createIdMaker } from '#chat/id.ts';
import type { ItemRecord } from '#chat/item-records.ts';
import { mergeItem, restamp } from '#chat/merge.ts';
import { isItem, type MessageRecord, type StoredRecord } from '#chat/records.ts';
import type { ChatStoreState } from '#chat/state.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import { type ImportPlan, type IncomingConversation, type Known, planImport } from './import-plan.ts';
import { readItems } from './read.ts';
import { conversationRow, messageRow, parseRow } from './row-schemas.ts';
import { type ImportReport, importInto, readArchive } from './transfer.ts';
import { writeChanges } from './write.ts';

interface ImportPlace {
  readonly connection: Connection;
  readonly store: StoreApi<ChatStoreState>;
  /** Called with what was written; `loaded` names a conversation whose messages are all among it. */
  readonly committed: (records: readonly StoredRecord[], loaded?: string) => void;
}

/** Takes a file over into the database or, where there is none, into memory. */
export async function importAll(text: string, { connection, store, committed }: ImportPlace): Promise<ImportReport> {
  const standing = connection.standing();
  if (standing.state === 'reload-needed') throw new Error(standing.detail);
  const makeId = createIdMaker(Date.now);
  const now = Date.now();
  const content = await readArchive(text, makeId, now);
  const planned = (incoming: IncomingConversation, known: Known): ImportPlan => planImport(incoming, known, makeId, now);

  if (standing.state === 'memory-only') {
    const { conversations, messages } = store.getState();
    return importInto(
      {
        plan: (batch) =>
          Promise.resolve(batch.map((incoming) => planned(incoming, { conversation: conversations.get(incoming.id) ?? null, messages }))),
        planItems: (arriving) => Promise.resolve(planItems(arriving, store.getState().items)),
        write(records) {
          for (const record of records) {
            if (isItem(record)) committed([record]);
            else committed([record], record.kind === 'conversation' ? record.id : record.conversationId);
          }
          return Promise.resolve();
        },
      },
      content,
    );
  }
  const database = await connection.database();
  return importInto(
    {
      plan: (batch) => Promise.all(batch.map(async (incoming) => planned(incoming, await readKnown(database, incoming)))),
      planItems: async (arriving) => planItems(arriving, new Map((await readItems(database)).good.map((item) => [item.id, item]))),
      async write(records) {
        if (records.length === 0) return;
        committed(await writeChanges(database, { records, drafts: new Map(), meta: new Map(), now }));
      },
    },
    content,
  );
}

/** Merged with what is here. Importing never deletes: what is deleted in the file is left out, what was deleted here comes back. */
function planItems(arriving: readonly ItemRecord[], known: ReadonlyMap<string, ItemRecord>): readonly ItemRecord[] {
  const written = new Map<string, ItemRecord>();
  for (const item of arriving) {
    const here = written.get(item.id) ?? known.get(item.id);
    if (item.deleted.value !== null || (here !== undefined && here.kind !== item.kind)) continue;
    const merged = here === undefined ? item : mergeItem(here, item);
    const alive = merged.deleted.value === null ? merged : { ...merged, deleted: restamp(merged.deleted, null, Date.now()) };
    if (alive !== here) written.set(item.id, alive);
  }
  return [...written.values()];
}

async function readKnown(database: Database, { id, messages }: IncomingConversation): Promise<Known> {
  const transaction = database.transaction(['conversations', 'messages']);
  const store = transaction.objectStore('messages');
  const [row, rows] = await Promise.all([
    transaction.objectStore('conversations').get(id),
    Promise.all(messages.map((message) => store.get(message.id))),
  ]);
  const conversation = parseRow(conversationRow, row);
  const known = new Map<string, MessageRecord>();
  for (const kept of rows) {
    const message = parseRow(messageRow, kept);
    if (message.state === 'good') known.set(message.row.id, message.row);
  }
  return { conversation: conversation.state === 'good' ? conversation.row : null, messages: known };
}

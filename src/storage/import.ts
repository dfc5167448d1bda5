import type { StoreApi } from 'zustand/vanilla';
import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import { createIdMaker } from '#chat/id.ts';
import type { ItemRecord } from '#chat/item-records.ts';
import { mergeItem, restamp } from '#chat/merge.ts';
import { isItem, type MessageRecord, type StoredRecord } from '#chat/records.ts';
import type { ChatStoreState } from '#chat/state.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import { type FileContent, readFile } from './formats/read-file.ts';
import type { SourceName } from './formats/source.ts';
import { type ImportPlan, type IncomingConversation, type Known, planImport } from './import-plan.ts';
import { readItems } from './read.ts';
import { conversationRow, messageRow, parseRow } from './row-schemas.ts';
import { type ImportReport, importInto, type ImportTarget } from './transfer.ts';
import { writeChanges } from './write.ts';

interface ImportPlace {
  readonly connection: Connection;
  readonly store: StoreApi<ChatStoreState>;
  /** Called with what was written; `loaded` names a conversation whose messages are all among it. */
  readonly committed: (records: readonly StoredRecord[], loaded?: string) => void;
}

export interface ImportOptions {
  readonly catalog: Catalog;
  /** Aborting ends the reading and the writing; what was written stays. */
  readonly signal: AbortSignal;
  /** Conversations read so far. */
  readonly progress: (conversations: number) => void;
}

/** What a file holds, before anything of it is written. */
export interface ImportPreview {
  readonly source: SourceName | null;
  readonly conversations: number;
  readonly messages: number;
  /** Presets, prompts, comparisons and votes. */
  readonly items: number;
  /** Conversations that are here already; what is new in them is added. */
  readonly known: number;
  /** The first few, as the file has them. */
  readonly titles: readonly string[];
  readonly problems: readonly string[];
  readonly leftOut: FileContent['leftOut'];
}

export interface PreparedImport {
  readonly preview: ImportPreview;
  /** Writes it. `progress` is told how many of the records are done. Call it once. */
  readonly run: (progress?: (done: number, total: number) => void) => Promise<ImportReport>;
  /** Ids that the conversations of the file have here. */
  readonly conversationIds: readonly string[];
  /** Ids of the conversations that were not here before and are now, after `run`. */
  readonly added: () => readonly string[];
}

const mostTitles = 8;

/** Reads a file. Nothing is written before `run`. Rejects when nothing may be written here, or when `signal` is aborted. */
export async function prepareImport(file: Blob, { catalog, signal, progress }: ImportOptions, place: ImportPlace): Promise<PreparedImport> {
  const standing = place.connection.standing();
  if (standing.state === 'reload-needed') throw new Error(standing.detail);
  const now = Date.now();
  const name = file instanceof File ? file.name : '';
  const content = await readFile(file, name, { matchModel: (model) => matchModel(catalog, model), now, signal, progress });
  return preparedFrom(content, now, signal, place);
}

function preparedFrom(
  content: FileContent,
  now: number,
  signal: AbortSignal,
  { connection, store, committed }: ImportPlace,
): PreparedImport {
  const known = store.getState().conversations;
  const conversations = content.records.filter((record) => record.kind === 'conversation');
  const items = content.records.filter(isItem).length;
  return {
    preview: {
      source: content.source,
      conversations: conversations.length,
      messages: content.records.length - conversations.length - items,
      items,
      known: conversations.filter(({ id }) => known.get(id)?.deleted.value === null).length,
      titles: conversations.slice(0, mostTitles).flatMap(({ title }) => title.value ?? []),
      problems: content.problems,
      leftOut: content.leftOut,
    },
    run: async (progress) => importInto(await targetOf(content, now, signal, { connection, store, committed }, progress), content),
    conversationIds: conversations.map(({ id }) => id),
    added: () => conversations.flatMap(({ id }) => (known.has(id) || !store.getState().conversations.has(id) ? [] : [id])),
  };
}

async function targetOf(
  content: FileContent,
  now: number,
  signal: AbortSignal,
  { connection, store, committed }: ImportPlace,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<ImportTarget> {
  const makeId = createIdMaker(Date.now);
  const isForeign = content.source !== 'stemma';
  const planned = (incoming: IncomingConversation, known: Known): ImportPlan => planImport(incoming, known, makeId, now, isForeign);
  if (connection.standing().state === 'memory-only') {
    const { conversations, messages } = store.getState();
    return {
      progress,
      isCancelled: () => signal.aborted,
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
    };
  }
  const database = await connection.database();
  return {
    progress,
    isCancelled: () => signal.aborted,
    plan: (batch) => Promise.all(batch.map(async (incoming) => planned(incoming, await readKnown(database, incoming)))),
    planItems: async (arriving) => planItems(arriving, new Map((await readItems(database)).good.map((item) => [item.id, item]))),
    async write(records) {
      if (records.length === 0) return;
      committed(await writeChanges(database, { records, drafts: new Map(), meta: new Map(), now }));
    },
  };
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

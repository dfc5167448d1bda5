import * as v from 'valibot';
import type { ItemRecord } from '#chat/item-records.ts';
import { mergeConversation, mergeItem, mergeMessage } from '#chat/merge.ts';
import {
  type AnswerRecord,
  type Attachment,
  type ConversationRecord,
  isItem,
  type QuestionRecord,
  type StoredRecord,
} from '#chat/records.ts';
import { isLive } from '#chat/state.ts';
import type { Database } from './database.ts';
import { itemRow } from './item-rows.ts';
import { conversationRow, messageRow, parseRow } from './row-schemas.ts';

/** Unsent text, or what is attached to it. */
export type Draft = string | readonly Attachment[];

export interface Changes {
  readonly records: readonly StoredRecord[];
  /** By draft key (`attachmentsKey` of it for attachments); `null` or empty removes it. */
  readonly drafts: ReadonlyMap<string, Draft | null>;
  /** When this tab wrote these drafts last, or began: one that another tab has written since is that tab's, and is not removed. */
  readonly draftsKnown?: ReadonlyMap<string, number>;
  readonly meta: ReadonlyMap<string, unknown>;
  readonly now: number;
}

/** A row of a newer build stood where something was to be written; nothing was written. */
export class NewerRowError extends Error {
  override readonly name = 'NewerRowError';
}

const dated = v.object({ updatedAt: v.number() });

type Writing = ReturnType<typeof begin>;
/** As much of a transaction as drafts need. */
interface Drafting {
  objectStore(name: 'drafts'): {
    put(value: unknown, key: string): Promise<unknown>;
    delete(key: string): Promise<void>;
  };
}

function begin(database: Database, durability: IDBTransactionDurability) {
  return database.transaction(['conversations', 'messages', 'checkpoints', 'drafts', 'meta', 'setAside', 'items'], 'readwrite', {
    durability,
  });
}

/**
 * Writes all of it in one transaction, or nothing; each record is merged with the row that is there, so two tabs never overwrite each
 * other. Gives the records as they are now. Rejects with the transaction's error, for example `QuotaExceededError`.
 */
export async function writeChanges(database: Database, changes: Changes): Promise<readonly StoredRecord[]> {
  const onlyLive = changes.records.every((record) => record.kind === 'answer' && isLive(record));
  const transaction = begin(database, onlyLive ? 'relaxed' : 'strict');
  try {
    const [records] = await Promise.all([
      Promise.all(changes.records.map((record) => putRecord(transaction, record))),
      ...[...changes.drafts].map(([key, draft]) =>
        draft === null ? removeDraft(transaction, key, changes.draftsKnown?.get(key)) : putDraft(transaction, key, draft, changes.now),
      ),
      ...[...changes.meta].map(([key, value]) => putMeta(transaction, key, value)),
    ] as const);
    await transaction.done;
    return records;
  } catch (error) {
    await abort(transaction);
    throw transaction.error ?? error;
  }
}

/** What was written when not all of it could be, what could not, and why. */
export interface WrittenApart {
  readonly records: readonly StoredRecord[];
  readonly refused: readonly Changes[];
  readonly problem: Error | null;
}

/** Single records that the database does not take; everything else is written. Its words name them. */
export class NotStorableError extends Error {
  override readonly name = 'NotStorableError';
}

/** Whether writing less at once cannot help: the disk is full, a newer build was here, or the database is closed. */
export function concernsAll(error: unknown): boolean {
  if (error instanceof NewerRowError) return true;
  return error instanceof DOMException && /^(?:Quota|Abort|InvalidState|NotFound|Version)/.test(error.name);
}

/** After an error that did not abort the transaction by itself; half of the changes must not stay. */
async function abort(transaction: Writing): Promise<void> {
  try {
    transaction.abort();
  } catch {
    // It was aborted already.
  }
  await transaction.done.catch(() => undefined);
}

function putRecord(transaction: Writing, record: StoredRecord): Promise<StoredRecord> {
  if (record.kind === 'conversation') return putConversation(transaction, record);
  if (isItem(record)) return putItem(transaction, record);
  return record.kind === 'answer' && isLive(record) ? putCheckpoint(transaction, record) : putMessage(transaction, record);
}

async function putConversation(transaction: Writing, conversation: ConversationRecord): Promise<StoredRecord> {
  const store = transaction.objectStore('conversations');
  const known = await readable(transaction, conversationRow, await store.get(conversation.id));
  const merged = known === null ? conversation : mergeConversation(known, conversation);
  if (merged !== known) await store.put(merged);
  return merged;
}

async function putItem(transaction: Writing, item: ItemRecord): Promise<StoredRecord> {
  const store = transaction.objectStore('items');
  const known = await readable(transaction, itemRow, await store.get(item.id));
  const merged = known === null ? item : mergeItem(known, item);
  if (merged !== known) await store.put(merged);
  return merged;
}

/** A question or a settled answer. */
async function putMessage(transaction: Writing, message: QuestionRecord | AnswerRecord): Promise<StoredRecord> {
  const store = transaction.objectStore('messages');
  const known = await readable(transaction, messageRow, await store.get(message.id));
  const merged = known === null ? message : mergeMessage(known, message);
  if (merged !== known) await store.put(merged);
  await transaction.objectStore('checkpoints').delete(message.id);
  return merged;
}

/** A live answer: its place in the tree once, its text in the checkpoint. One that is settled already is left alone. */
async function putCheckpoint(transaction: Writing, answer: AnswerRecord): Promise<StoredRecord> {
  const store = transaction.objectStore('messages');
  const known = await readable(transaction, messageRow, await store.get(answer.id));
  if (known?.kind === 'answer' && !isLive(known)) return known;
  if (known === null) await store.put(answer);
  await transaction.objectStore('checkpoints').put(answer);
  return answer;
}

/**
 * Hands drafts to the browser in one go, with the commit: a page that is being left hears no answers any more, and a transaction that waits
 * for one is given up with it. Failures are not told: whoever calls this writes the drafts in the usual way too.
 */
export function handOverDrafts(database: Database, drafts: ReadonlyMap<string, Draft | null>, now: number): void {
  try {
    const transaction = database.transaction('drafts', 'readwrite', { durability: 'relaxed' });
    const puts = [...drafts].map(([key, draft]) => putDraft(transaction, key, draft, now));
    transaction.commit();
    for (const put of [...puts, transaction.done]) put.catch(() => undefined);
  } catch {
    // The connection is closing.
  }
}

async function putDraft(transaction: Drafting, key: string, draft: Draft | null, now: number): Promise<void> {
  const store = transaction.objectStore('drafts');
  if (draft === null || draft.length === 0) await store.delete(key);
  else await store.put(typeof draft === 'string' ? { text: draft, updatedAt: now } : { attachments: draft, updatedAt: now }, key);
}

async function removeDraft(transaction: Writing, key: string, known: number | undefined): Promise<void> {
  const store = transaction.objectStore('drafts');
  const row: unknown = await store.get(key);
  if (known === undefined || !v.is(dated, row) || row.updatedAt <= known) await store.delete(key);
}

/** Asynchronous so that a value that cannot be stored is a rejection like every other failure. */
async function putMeta(transaction: Writing, key: string, value: unknown): Promise<void> {
  await transaction.objectStore('meta').put(value, key);
}

/** The row that is there; one that cannot be read is set aside before another takes its place. */
async function readable<T>(transaction: Writing, schema: v.GenericSchema<unknown, T>, row: unknown): Promise<T | null> {
  if (row === undefined) return null;
  const parsed = parseRow(schema, row);
  if (parsed.state === 'good') return parsed.row;
  if (parsed.state === 'newer') throw new NewerRowError(parsed.detail);
  await transaction.objectStore('setAside').add(row);
  return null;
}

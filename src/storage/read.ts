import type { GenericSchema } from 'valibot';
import type { ItemRecord } from '#chat/item-records.ts';
import { mergeMessage } from '#chat/merge.ts';
import type { AnswerRecord, Attachment, ConversationRecord, MessageRecord } from '#chat/records.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import type { Database } from './database.ts';
import { itemRow } from './item-rows.ts';
import { attachmentsKey, parametersRow } from './row-fields.ts';
import { answerRow, conversationRow, draftAttachmentsRow, draftRow, matchesRow, messageRow, parseRow } from './row-schemas.ts';

/** Rows as read. What cannot be read stays in the database as it is, and is named. */
export interface Rows<T> {
  readonly good: readonly T[];
  readonly unreadable: readonly { readonly row: unknown; readonly detail: string }[];
  /** Set if a newer build wrote one of them: then nothing may be written. */
  readonly newer: string | null;
}

function sorted<T>(schema: GenericSchema<unknown, T>, rows: readonly unknown[]): Rows<T> {
  const good: T[] = [];
  const unreadable: { row: unknown; detail: string }[] = [];
  let newer: string | null = null;
  for (const row of rows) {
    const parsed = parseRow(schema, row);
    if (parsed.state === 'good') good.push(parsed.row);
    else {
      unreadable.push({ row, detail: parsed.detail });
      if (parsed.state === 'newer') newer = parsed.detail;
    }
  }
  return { good, unreadable, newer };
}

export async function readConversations(database: Database): Promise<Rows<ConversationRecord>> {
  return sorted(conversationRow, await database.getAll('conversations'));
}

export async function readItems(database: Database): Promise<Rows<ItemRecord>> {
  return sorted(itemRow, await database.getAll('items'));
}

/** The live answers, as far as they are written: those of running tabs and those whose tab is gone. */
export async function readCheckpoints(database: Database): Promise<Rows<AnswerRecord>> {
  return sorted(answerRow, await database.getAll('checkpoints'));
}

/** The messages of a conversation, live ones with the text of their last checkpoint. */
export async function readMessages(database: Database, conversationId: string): Promise<Rows<MessageRecord>> {
  const transaction = database.transaction(['messages', 'checkpoints']);
  const [rows, checkpoints] = await Promise.all([
    transaction.objectStore('messages').index('conversationId').getAll(conversationId),
    transaction.objectStore('checkpoints').getAll(),
  ]);
  const written = new Map(sorted(answerRow, checkpoints).good.map((answer) => [answer.id, answer]));
  const messages = sorted(messageRow, rows);
  return { ...messages, good: messages.good.map((message) => mergeMessage(message, written.get(message.id) ?? message)) };
}

/** One message with the text of its last checkpoint; `null` if it is not there or cannot be read. */
export async function readMessage(database: Database, id: string): Promise<MessageRecord | null> {
  const transaction = database.transaction(['messages', 'checkpoints']);
  const rows = await Promise.all([transaction.objectStore('messages').get(id), transaction.objectStore('checkpoints').get(id)]);
  const [message, checkpoint] = sorted(
    messageRow,
    rows.filter((row) => row !== undefined),
  ).good;
  return message === undefined ? null : mergeMessage(message, checkpoint ?? message);
}

/** Unsent texts and what is attached to them, by draft key. */
export interface Drafts {
  readonly texts: ReadonlyMap<string, string>;
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
}

export async function readDrafts(database: Database): Promise<Drafts> {
  const transaction = database.transaction('drafts');
  const [keys, rows] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
  const texts = new Map<string, string>();
  const attachments = new Map<string, readonly Attachment[]>();
  const prefix = attachmentsKey('');
  for (const [place, key] of keys.entries()) {
    if (key.startsWith(prefix)) {
      const parsed = parseRow(draftAttachmentsRow, rows[place]);
      if (parsed.state === 'good') attachments.set(key.slice(prefix.length), parsed.row.attachments);
    } else {
      const parsed = parseRow(draftRow, rows[place]);
      if (parsed.state === 'good') texts.set(key, parsed.row.text);
    }
  }
  return { texts, attachments };
}

/** What the person chose and said, as far as it was kept. */
export interface Choices {
  readonly chosenModel: string | null;
  readonly parameters: SamplingParameters | null;
  readonly matches: Readonly<Record<string, string | null>> | null;
  readonly defaultPreset: string | null;
}

export async function readChoices(database: Database): Promise<Choices> {
  const { store } = database.transaction('meta');
  const [chosenModel, parametersKept, matchesKept, defaultPreset] = await Promise.all([
    store.get('chosenModel'),
    store.get('parameters'),
    store.get('matches'),
    store.get('defaultPreset'),
  ]);
  const parameters = parseRow(parametersRow, parametersKept);
  const matches = parseRow(matchesRow, matchesKept);
  return {
    chosenModel: typeof chosenModel === 'string' ? chosenModel : null,
    parameters: parameters.state === 'good' ? parameters.row : null,
    matches: matches.state === 'good' ? matches.row : null,
    defaultPreset: typeof defaultPreset === 'string' ? defaultPreset : null,
  };
}

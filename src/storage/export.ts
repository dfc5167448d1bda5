import { interrupted } from '#chat/answer.ts';
import type { ItemRecord } from '#chat/item-records.ts';
import { mergeConversation, mergeItem, mergeMessage } from '#chat/merge.ts';
import { livingMessages } from '#chat/living-messages.ts';
import type { ConversationRecord, StoredRecord } from '#chat/records.ts';
import type { ChatState } from '#chat/state.ts';
import type { Connection } from './connection.ts';
import { openAsItIs } from './database.ts';
import { readConversations, readItems, readMessages } from './read.ts';
import { archiveOf } from './transfer.ts';

/**
 * All living conversations with all their messages, without branches that were removed: what is in the database and, where this tab knows more because writing failed, what is
 * in memory. A live answer goes out as `interrupted`. Data of a newer build go out row by row as they are.
 */
export async function exportAll(connection: Connection, state: ChatState): Promise<Blob> {
  const standing = connection.standing();
  if (standing.state === 'memory-only') return archiveOf(fromMemory(state), []);
  if (standing.state === 'reload-needed') return archiveOf(await rowsAsTheyAre(connection.name), []);

  const database = await connection.database();
  const rows = await readConversations(database);
  const conversations = new Map(state.conversations);
  for (const kept of rows.good) {
    const here = conversations.get(kept.id);
    conversations.set(kept.id, here === undefined ? kept : mergeConversation(here, kept));
  }
  const unreadable = rows.unreadable.map(({ row }) => row);
  const records: string[] = [];
  for (const conversation of living(conversations.values())) {
    const kept = await readMessages(database, conversation.id);
    unreadable.push(...kept.unreadable.map(({ row }) => row));
    const messages = new Map(messagesOf(state, conversation.id).map((message) => [message.id, message]));
    for (const message of kept.good) messages.set(message.id, mergeMessage(messages.get(message.id) ?? message, message));
    records.push(...inWords([conversation, ...livingMessages(conversation, [...messages.values()])]));
  }
  const kept = await readItems(database);
  unreadable.push(...kept.unreadable.map(({ row }) => row));
  const items = new Map(state.items);
  for (const item of kept.good) items.set(item.id, mergeItem(items.get(item.id) ?? item, item));
  records.push(...inWords(living(items.values())));
  return archiveOf(records, unreadable);
}

function living<Mortal extends ConversationRecord | ItemRecord>(records: Iterable<Mortal>): readonly Mortal[] {
  return [...records].filter((record) => record.deleted.value === null && !('temporary' in record));
}

function messagesOf(state: ChatState, conversationId: string) {
  return [...state.messages.values()].filter((message) => message.conversationId === conversationId);
}

function fromMemory(state: ChatState): readonly string[] {
  const conversations = living(state.conversations.values());
  const records = conversations.flatMap((conversation) =>
    inWords([conversation, ...livingMessages(conversation, messagesOf(state, conversation.id))]),
  );
  return [...records, ...inWords(living(state.items.values()))];
}

/** Each record as JSON. */
function inWords(records: readonly StoredRecord[]): readonly string[] {
  return records.map((record) => JSON.stringify(record.kind === 'answer' ? interrupted(record) : record));
}

async function rowsAsTheyAre(name: string): Promise<readonly string[]> {
  const database = await openAsItIs(name);
  try {
    const known = (['conversations', 'messages', 'items'] as const).filter((store) => database.objectStoreNames.contains(store));
    const rows = await Promise.all(known.map((store) => database.getAll(store)));
    return rows.flat().map((row) => JSON.stringify(row));
  } finally {
    database.close();
  }
}

import type { Catalog } from '#catalog/catalog.ts';
import { interrupted } from '#chat/answer.ts';
import type { ItemRecord } from '#chat/item-records.ts';
import { mergeConversation, mergeItem, mergeMessage } from '#chat/merge.ts';
import type { ConversationRecord, MessageRecord } from '#chat/records.ts';
import type { ChatState } from '#chat/state.ts';
import type { Connection } from './connection.ts';
import { type Database, openAsItIs } from './database.ts';
import { archiveFile, archiveOf, type Gathered, type WholeChat } from './formats/archive.ts';
import { readConversations, readItems, readMessages } from './read.ts';

/** The archive of everything. Data of a newer build go out row by row as they are. */
export async function exportAll(connection: Connection, state: ChatState, catalog: Catalog | null): Promise<Blob> {
  if (connection.standing().state === 'reload-needed') return archiveOf(await rowsAsTheyAre(connection.name), [], null);
  return archiveFile(await gather(connection, state, 'everything'), catalog);
}

/**
 * Living conversations with all their messages: what is in the database and, where this tab knows more because writing failed, what is in
 * memory. A live answer is `interrupted`. Of some conversations only, items are left out.
 */
export async function gather(connection: Connection, state: ChatState, wanted: readonly string[] | 'everything'): Promise<Gathered> {
  const standing = connection.standing();
  if (standing.state === 'reload-needed') throw new Error(standing.detail);
  if (standing.state === 'memory-only') return fromMemory(state, wanted);
  const database = await connection.database();
  const rows = await readConversations(database);
  const conversations = new Map(state.conversations);
  for (const kept of rows.good) {
    const here = conversations.get(kept.id);
    conversations.set(kept.id, here === undefined ? kept : mergeConversation(here, kept));
  }
  const unreadable = wanted === 'everything' ? rows.unreadable.map(({ row }) => row) : [];
  const chats: WholeChat[] = [];
  for (const conversation of chosen(conversations.values(), wanted)) {
    const kept = await readMessages(database, conversation.id);
    unreadable.push(...kept.unreadable.map(({ row }) => row));
    const messages = new Map(messagesOf(state, conversation.id).map((message) => [message.id, message]));
    for (const message of kept.good) messages.set(message.id, mergeMessage(messages.get(message.id) ?? message, message));
    chats.push({ conversation, messages: [...messages.values()].map(settled) });
  }
  return { chats, unreadable, items: wanted === 'everything' ? await itemsOf(database, state, unreadable) : [] };
}

async function itemsOf(database: Database, state: ChatState, unreadable: unknown[]): Promise<readonly ItemRecord[]> {
  const kept = await readItems(database);
  unreadable.push(...kept.unreadable.map(({ row }) => row));
  const items = new Map(state.items);
  for (const item of kept.good) items.set(item.id, mergeItem(items.get(item.id) ?? item, item));
  return living(items.values());
}

function living<Mortal extends ConversationRecord | ItemRecord>(records: Iterable<Mortal>): readonly Mortal[] {
  return [...records].filter((record) => record.deleted.value === null && !('temporary' in record));
}

/** A temporary chat only if it is asked for by its id; in the file it is like any other. */
function chosen(conversations: Iterable<ConversationRecord>, wanted: readonly string[] | 'everything'): readonly ConversationRecord[] {
  if (wanted === 'everything') return living(conversations);
  return [...conversations]
    .filter(({ id, deleted }) => wanted.includes(id) && deleted.value === null)
    .map((conversation) => {
      const { temporary: _, ...kept } = conversation;
      return kept;
    });
}

function messagesOf(state: ChatState, conversationId: string): readonly MessageRecord[] {
  return [...state.messages.values()].filter((message) => message.conversationId === conversationId);
}

function fromMemory(state: ChatState, wanted: readonly string[] | 'everything'): Gathered {
  return {
    chats: chosen(state.conversations.values(), wanted).map((conversation) => ({
      conversation,
      messages: messagesOf(state, conversation.id).map(settled),
    })),
    items: wanted === 'everything' ? living(state.items.values()) : [],
    unreadable: [],
  };
}

function settled(message: MessageRecord): MessageRecord {
  return message.kind === 'answer' ? interrupted(message) : message;
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

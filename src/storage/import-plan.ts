import { interrupted } from '#chat/answer.ts';
import { mergeConversation, mergeMessage, restamp } from '#chat/merge.ts';
import { newConversation } from '#chat/new-records.ts';
import type { ConversationRecord, MessageRecord, StoredRecord } from '#chat/records.ts';
import { isLive } from '#chat/state.ts';
import { titleOf } from '#chat/title.ts';

/** One conversation of an archive. Its own record is `null` if the file lacks it or it cannot be read. */
export interface IncomingConversation {
  readonly id: string;
  readonly conversation: ConversationRecord | null;
  readonly messages: readonly MessageRecord[];
}

/** What is kept already under the ids of the archive, whatever conversation it belongs to. */
export interface Known {
  readonly conversation: ConversationRecord | null;
  readonly messages: ReadonlyMap<string, MessageRecord>;
}

export interface ImportPlan {
  readonly records: readonly StoredRecord[];
  /** How many records are here already. */
  readonly skipped: number;
  readonly problem: string | null;
}

/** Groups records by conversation, in the order of the file. Of two with one id the first counts; the others come out as `repeated`. */
export function groupByConversation(records: readonly (ConversationRecord | MessageRecord)[]): {
  readonly groups: readonly IncomingConversation[];
  readonly repeated: readonly string[];
} {
  const groups = new Map<string, { id: string; conversation: ConversationRecord | null; messages: MessageRecord[] }>();
  const repeated: string[] = [];
  const seen = new Set<string>();
  for (const record of records) {
    if (seen.has(record.id)) {
      repeated.push(record.id);
      continue;
    }
    seen.add(record.id);
    const id = record.kind === 'conversation' ? record.id : record.conversationId;
    const group = groups.get(id) ?? { id, conversation: null, messages: [] };
    groups.set(id, group);
    if (record.kind === 'conversation') group.conversation = record;
    else group.messages.push(record);
  }
  return { groups: [...groups.values()], repeated };
}

/**
 * What to write so that an archived conversation is here. The same message is skipped, or finished if the archive has more of it; another
 * message with the same id gets a fresh one. Importing never deletes: a deleted conversation in the file is skipped, one deleted here
 * comes back. Of a `foreign` file the ids are derived from the words: what is here under them is the same, and title, folder and branch
 * stay as the person has them now.
 */
export function planImport(incoming: IncomingConversation, known: Known, makeId: () => string, now: number, foreign = false): ImportPlan {
  const { conversation, messages } = incoming;
  if (conversation !== null && conversation.deleted.value !== null) return { records: [], skipped: 1 + messages.length, problem: null };
  const clash = !foreign && known.conversation !== null && conversation !== null && known.conversation.createdAt !== conversation.createdAt;
  const conversationId = clash ? makeId() : incoming.id;

  const fresh = new Map<string, string>();
  for (const message of messages) {
    const kept = known.messages.get(message.id);
    if (kept !== undefined && !foreign && (clash || !isSame(kept, message))) fresh.set(message.id, makeId());
  }
  const idOf = (id: string): string => fresh.get(id) ?? id;
  const records: StoredRecord[] = [];
  let skipped = 0;
  for (const message of messages) {
    const moved = inPlace(message, idOf, conversationId);
    const kept = fresh.has(message.id) ? undefined : known.messages.get(message.id);
    const merged = kept === undefined ? moved : mergeMessage(kept, moved);
    if (merged === kept) skipped += 1;
    else records.push(merged);
  }

  const own = conversation ?? recovered(incoming, now);
  const head = own.head.value === null ? own.head : { ...own.head, value: idOf(own.head.value) };
  const arriving: ConversationRecord = { ...own, id: conversationId, head };
  const here = clash ? null : known.conversation;
  const result =
    here === null ? arriving : conversation === null || foreign ? revived(here, now) : revived(mergeConversation(here, arriving), now);
  if (result === here) skipped += conversation === null ? 0 : 1;
  else records.unshift(result);
  const orphaned = conversation === null && here === null;
  return { records, skipped, problem: orphaned ? `Conversation ${incoming.id} was rebuilt: the file has its messages only.` : null };
}

function inPlace(message: MessageRecord, idOf: (id: string) => string, conversationId: string): MessageRecord {
  const id = idOf(message.id);
  if (message.kind === 'answer') {
    const { context } = message.provenance;
    const provenance =
      context === undefined ? message.provenance : { ...message.provenance, context: { ...context, leftOut: context.leftOut.map(idOf) } };
    return { ...interrupted(message), provenance, id, conversationId, parentId: idOf(message.parentId) };
  }
  return { ...message, id, conversationId, parentId: message.parentId === null ? null : idOf(message.parentId) };
}

/** The same message, perhaps in an earlier or later state of being written. */
function isSame(kept: MessageRecord, message: MessageRecord): boolean {
  const samePlace =
    kept.kind === message.kind &&
    kept.conversationId === message.conversationId &&
    kept.parentId === message.parentId &&
    kept.createdAt === message.createdAt;
  return samePlace && (kept.text === message.text || isUnfinished(kept) || isUnfinished(message));
}

function isUnfinished(message: MessageRecord): boolean {
  return message.kind === 'answer' && (isLive(message) || message.status === 'interrupted');
}

function revived(conversation: ConversationRecord, now: number): ConversationRecord {
  return conversation.deleted.value === null ? conversation : { ...conversation, deleted: restamp(conversation.deleted, null, now) };
}

function recovered({ id, messages }: IncomingConversation, now: number): ConversationRecord {
  const createdAt = messages.reduce((earliest, message) => Math.min(earliest, message.createdAt), now);
  const title = titleOf(messages.find((message) => message.kind === 'question')?.text ?? '');
  return { ...newConversation(id, createdAt, null), title: { value: title, updatedAt: createdAt } };
}

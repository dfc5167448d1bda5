import type { ConversationRecord, MessageRecord } from './records.ts';

export type Messages = ReadonlyMap<string, MessageRecord>;

/** Ids of the children by conversation and parent (`null` = the start), oldest first. */
type MessageTree = ReadonlyMap<string, ReadonlyMap<string | null, readonly string[]>>;

const none: readonly string[] = [];

/** The tree of each map of messages. A new word in an answer replaces the map but not the tree, so the tree is handed on. */
const trees = new WeakMap<Messages, MessageTree>();

/** Oldest first; ids decide between messages of the same millisecond. */
function byTime(left: MessageRecord, right: MessageRecord): number {
  return left.createdAt - right.createdAt || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

function treeOf(messages: Messages): MessageTree {
  const known = trees.get(messages);
  if (known !== undefined) return known;
  const tree = new Map<string, Map<string | null, string[]>>();
  for (const message of [...messages.values()].toSorted(byTime)) {
    const branches = tree.get(message.conversationId) ?? new Map<string | null, string[]>();
    tree.set(message.conversationId, branches);
    const children = branches.get(message.parentId);
    if (children === undefined) branches.set(message.parentId, [message.id]);
    else children.push(message.id);
  }
  trees.set(messages, tree);
  return tree;
}

function childrenOf(messages: Messages, conversationId: string, parentId: string | null): readonly string[] {
  return treeOf(messages).get(conversationId)?.get(parentId) ?? none;
}

/** A copy of the map with these messages in place. The old map stays as it is. */
export function withMessages(messages: Messages, changed: readonly MessageRecord[]): Messages {
  const copy = new Map(messages);
  let sameShape = true;
  for (const message of changed) {
    sameShape &&= messages.get(message.id)?.parentId === message.parentId;
    copy.set(message.id, message);
  }
  const tree = trees.get(messages);
  if (sameShape && tree !== undefined) trees.set(copy, tree);
  return copy;
}

/** The branch that ends at `head`, oldest first. It begins after a gap if a parent is missing, and a circle ends it. */
export function pathFromHead(messages: Messages, head: string | null): readonly MessageRecord[] {
  const path: MessageRecord[] = [];
  const seen = new Set<string>();
  let message = head === null ? undefined : messages.get(head);
  while (message !== undefined && !seen.has(message.id)) {
    seen.add(message.id);
    path.push(message);
    const parent: MessageRecord | undefined = message.parentId === null ? undefined : messages.get(message.parentId);
    message = parent?.conversationId === message.conversationId ? parent : undefined;
  }
  return path.toReversed();
}

/** Ids of the messages with the same parent, this one among them, oldest first. The same array as long as none is added. */
export function siblingsOf(messages: Messages, id: string): readonly string[] {
  const message = messages.get(id);
  return message === undefined ? none : childrenOf(messages, message.conversationId, message.parentId);
}

function newestLeaf(messages: Messages, conversationId: string, start: readonly string[]): string | null {
  const open = [...start];
  const seen = new Set<string>();
  let newest: MessageRecord | undefined;
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const message = messages.get(id);
    if (message === undefined || seen.has(id)) continue;
    seen.add(id);
    const children = childrenOf(messages, conversationId, id);
    if (children.length > 0) open.push(...children);
    else if (newest === undefined || byTime(newest, message) < 0) newest = message;
  }
  return newest?.id ?? null;
}

/** The leaf made last among those reached through `id`; `id` itself if nothing follows it. */
export function newestLeafBelow(messages: Messages, id: string): string {
  const message = messages.get(id);
  return (message === undefined ? null : newestLeaf(messages, message.conversationId, [id])) ?? id;
}

/** The leaf whose branch is shown: the conversation's head or, when that message is not here, the newest leaf. */
export function headOf(messages: Messages, conversation: ConversationRecord): string | null {
  const head = conversation.head.value;
  if (head !== null && messages.get(head)?.conversationId === conversation.id) return head;
  return newestLeaf(messages, conversation.id, childrenOf(messages, conversation.id, null));
}

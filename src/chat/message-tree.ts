import type { ConversationRecord, MessageRecord } from './records.ts';

export type Messages = ReadonlyMap<string, MessageRecord>;

/** The marks of removed branches: a message that is marked is hidden with everything below it. */
export type Removed = ConversationRecord['removed'];

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

/** Whether the branch from this message down was removed. It may stand in a removed branch without being marked itself. */
export function isMarked(removed: Removed, id: string): boolean {
  return removed?.[id]?.value === true;
}

/** Ids that are not marked; the same array if none is. */
function unmarked(ids: readonly string[], removed: Removed): readonly string[] {
  return removed !== undefined && ids.some((id) => isMarked(removed, id)) ? ids.filter((id) => !isMarked(removed, id)) : ids;
}

/** Whether a message stands in a removed branch. */
export function isRemoved(messages: Messages, removed: Removed, id: string): boolean {
  return removed !== undefined && pathFromHead(messages, id).some((message) => isMarked(removed, message.id));
}

/** Ids of the messages with the same parent, this one among them, oldest first. The same array as long as none is added or removed. */
export function siblingsOf(messages: Messages, id: string, removed?: Removed): readonly string[] {
  const message = messages.get(id);
  return message === undefined ? none : unmarked(childrenOf(messages, message.conversationId, message.parentId), removed);
}

/** Whether anything that is not removed follows a message. */
export function hasFollowers(messages: Messages, id: string, removed?: Removed): boolean {
  const message = messages.get(id);
  return message !== undefined && unmarked(childrenOf(messages, message.conversationId, id), removed).length > 0;
}

function newestLeaf(messages: Messages, conversationId: string, start: readonly string[], removed: Removed): string | null {
  const open = [...start];
  const seen = new Set<string>();
  let newest: MessageRecord | undefined;
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const message = messages.get(id);
    if (message === undefined || seen.has(id)) continue;
    seen.add(id);
    const children = unmarked(childrenOf(messages, conversationId, id), removed);
    if (children.length > 0) open.push(...children);
    else if (newest === undefined || byTime(newest, message) < 0) newest = message;
  }
  return newest?.id ?? null;
}

/** The leaf made last among those reached through `id`; `id` itself if nothing follows it. */
export function newestLeafBelow(messages: Messages, id: string, removed?: Removed): string {
  const message = messages.get(id);
  return (message === undefined ? null : newestLeaf(messages, message.conversationId, [id], removed)) ?? id;
}

/**
 * The leaf whose branch is shown: the conversation's head or, when that message is not here, the newest leaf. Where the head was removed it
 * is the newest leaf of the version beside the removed one, the one before it first; without another version, what stood before it.
 */
export function headOf(messages: Messages, { id, head: { value: head }, removed }: ConversationRecord): string | null {
  if (head === null || messages.get(head)?.conversationId !== id)
    return newestLeaf(messages, id, unmarked(childrenOf(messages, id, null), removed), removed);
  if (removed === undefined) return head;
  const path = pathFromHead(messages, head);
  const cut = path.findIndex((message) => isMarked(removed, message.id));
  const gone = path[cut];
  if (gone === undefined) return head;
  const versions = childrenOf(messages, id, gone.parentId);
  const place = versions.indexOf(gone.id);
  const near =
    versions.slice(0, place).findLast((version) => !isMarked(removed, version)) ??
    versions.slice(place).find((version) => !isMarked(removed, version));
  return near === undefined ? (path[cut - 1]?.id ?? null) : newestLeafBelow(messages, near, removed);
}

/** The branch shown in each conversation of a tree, with what it was found from. */
interface ShownBranch {
  readonly head: string | null;
  readonly removed: Removed;
  readonly ids: readonly string[];
}

const shownBranches = new WeakMap<MessageTree, Map<string, ShownBranch>>();

/**
 * Ids of the messages shown in a conversation, oldest first. A page asks for them in many places, and again with each word that arrives:
 * the branch is walked once until the tree, the head or what was removed changes.
 */
export function shownIds(messages: Messages, conversation: ConversationRecord): readonly string[] {
  const tree = treeOf(messages);
  const known = shownBranches.get(tree) ?? new Map<string, ShownBranch>();
  shownBranches.set(tree, known);
  const { head, removed } = conversation;
  const last = known.get(conversation.id);
  if (last !== undefined && last.head === head.value && last.removed === removed) return last.ids;
  const ids = pathFromHead(messages, headOf(messages, conversation)).map(({ id }) => id);
  known.set(conversation.id, { head: head.value, removed, ids });
  return ids;
}

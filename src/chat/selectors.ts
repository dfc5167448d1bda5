import { shownIds, siblingsOf } from './message-tree.ts';
import type { ListedRecord } from './records.ts';
import type { ChatState } from './state.ts';

const noIds: readonly string[] = [];

/**
 * Ids of the messages shown in a conversation, oldest first. The selector gives the same array until the branch changes, so words that
 * arrive in an answer do not touch the list.
 */
export function createThreadSelector(conversationId: string): (state: ChatState) => readonly string[] {
  let last = noIds;
  return (state) => {
    const conversation = state.conversations.get(conversationId);
    if (conversation === undefined) return noIds;
    const ids = shownIds(state.messages, conversation);
    const same = ids === last || (ids.length === last.length && ids.every((id, place) => id === last[place]));
    if (!same) last = ids;
    return last;
  };
}

/** Where a message stands among the messages with the same parent, for "2 of 3". */
export interface SiblingPager {
  /** Counted from 1. */
  readonly position: number;
  readonly count: number;
  /** For `showBranch`; `null` at the ends. */
  readonly previousId: string | null;
  readonly nextId: string | null;
}

/** The pager of a message, `null` if it is not here. The selector gives the same object until a sibling is added. */
export function createPagerSelector(messageId: string): (state: ChatState) => SiblingPager | null {
  let last: SiblingPager | null = null;
  return (state) => {
    const message = state.messages.get(messageId);
    const siblings = siblingsOf(state.messages, messageId, state.conversations.get(message?.conversationId ?? '')?.removed);
    const place = siblings.indexOf(messageId);
    if (place === -1) return null;
    const previousId = siblings[place - 1] ?? null;
    const nextId = siblings[place + 1] ?? null;
    const same = last?.count === siblings.length && last.previousId === previousId && last.nextId === nextId;
    if (!same) last = { position: place + 1, count: siblings.length, previousId, nextId };
    return last;
  };
}

/** What the list is made of. */
type Listing = Pick<ChatState, 'conversations' | 'items'>;

/** When something was last said in it: milliseconds since 1970. Of a comparison, in any of its columns. */
function lastUsed(conversations: ChatState['conversations'], record: ListedRecord): number {
  if (record.kind === 'conversation') return record.head.updatedAt;
  return Math.max(record.createdAt, ...record.columns.value.map((id) => conversations.get(id)?.head.updatedAt ?? 0));
}

/** A conversation or a comparison, deleted or not. */
export function listedRecord({ conversations, items }: Listing, id: string): ListedRecord | null {
  const item = items.get(id);
  return conversations.get(id) ?? (item?.kind === 'comparison' ? item : null);
}

interface Living {
  readonly items: ChatState['items'];
  readonly records: readonly ListedRecord[];
}
const lists = new WeakMap<ChatState['conversations'], Living>();

/**
 * The conversations that are kept, not deleted, and stand by themselves, and the comparisons, the one used last first; archived ones too. The
 * same array until a conversation or an item changes.
 */
export function livingConversations({ conversations, items }: Listing): readonly ListedRecord[] {
  const known = lists.get(conversations);
  if (known?.items === items) return known.records;
  const living: { readonly record: ListedRecord; readonly at: number }[] = [];
  const add = (record: ListedRecord): void => {
    if (record.deleted.value === null) living.push({ record, at: lastUsed(conversations, record) });
  };
  for (const one of conversations.values()) if (one.comparisonId === undefined && one.temporary !== true) add(one);
  for (const item of items.values()) if (item.kind === 'comparison') add(item);
  living.sort((left, right) => right.at - left.at || (left.record.id < right.record.id ? 1 : -1));
  const records = living.map(({ record }) => record);
  lists.set(conversations, { items, records });
  return records;
}

/** What lives by where it is put. Each is in one place: what is archived is only there, and a pin goes before a folder. */
export interface OrganisedConversations {
  readonly pinned: readonly ListedRecord[];
  /** By name; only folders that something lies in. */
  readonly folders: ReadonlyMap<string, readonly ListedRecord[]>;
  readonly others: readonly ListedRecord[];
  readonly archived: readonly ListedRecord[];
  /** When something was last said in one of them: milliseconds since 1970. */
  readonly usedAt: (record: ListedRecord) => number;
}

const organised = new WeakMap<readonly ListedRecord[], OrganisedConversations>();

/** The same object until a conversation or an item changes. */
export function organisedConversations(state: Listing): OrganisedConversations {
  const living = livingConversations(state);
  const known = organised.get(living);
  if (known !== undefined) return known;
  const folders = new Map<string, ListedRecord[]>();
  const pinned: ListedRecord[] = [];
  const others: ListedRecord[] = [];
  const archived: ListedRecord[] = [];
  for (const record of living) {
    const folder = record.folder?.value ?? null;
    if (record.archived?.value === true) archived.push(record);
    else if (record.pinned?.value === true) pinned.push(record);
    else if (folder === null) others.push(record);
    else {
      const members = folders.get(folder);
      if (members === undefined) folders.set(folder, [record]);
      else members.push(record);
    }
  }
  const { conversations } = state;
  const result = { pinned, folders, others, archived, usedAt: (record: ListedRecord) => lastUsed(conversations, record) };
  organised.set(living, result);
  return result;
}

const ordered = new WeakMap<OrganisedConversations, readonly ListedRecord[]>();

/** What is not archived, in the order of the list: pins, folders by name, then the others. The same array until one changes. */
export function listedConversations(state: Listing): readonly ListedRecord[] {
  const places = organisedConversations(state);
  const known = ordered.get(places);
  if (known !== undefined) return known;
  const folders = [...places.folders].toSorted(([left], [right]) => left.localeCompare(right, undefined, { numeric: true }));
  const listed = [...places.pinned, ...folders.flatMap(([, members]) => members), ...places.others];
  ordered.set(places, listed);
  return listed;
}

/** Names of all folders, also of those in which only what is pinned or archived lies, unsorted. */
export function folderNames(state: Listing): readonly string[] {
  return [
    ...new Set(livingConversations(state).flatMap(({ folder }) => (folder === undefined || folder.value === null ? [] : [folder.value]))),
  ];
}

/** All tags in use, unsorted. */
export function tagNames(state: Listing): readonly string[] {
  return [...new Set(livingConversations(state).flatMap(({ tags }) => tags?.value ?? []))];
}

const temporaryIds = new WeakMap<ChatState['conversations'], string | null>();

/** Id of the temporary conversation; `null`: there is none. */
export function temporaryConversation({ conversations }: ChatState): string | null {
  const known = temporaryIds.get(conversations);
  if (known !== undefined) return known;
  const found = [...conversations.values()].find(({ temporary }) => temporary === true)?.id ?? null;
  temporaryIds.set(conversations, found);
  return found;
}

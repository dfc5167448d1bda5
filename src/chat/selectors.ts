import { shownIds, siblingsOf } from './message-tree.ts';
import type { ConversationRecord } from './records.ts';
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

const lists = new WeakMap<ChatState['conversations'], readonly ConversationRecord[]>();

/**
 * The conversations that are kept, not deleted, and stand by themselves, the one used last first; archived ones too. The same array until a
 * conversation changes.
 */
export function livingConversations(state: Pick<ChatState, 'conversations'>): readonly ConversationRecord[] {
  const known = lists.get(state.conversations);
  if (known !== undefined) return known;
  const living = [...state.conversations.values()]
    .filter(({ deleted, comparisonId, temporary }) => deleted.value === null && comparisonId === undefined && temporary !== true)
    .toSorted((left, right) => right.head.updatedAt - left.head.updatedAt || (left.id < right.id ? 1 : -1));
  lists.set(state.conversations, living);
  return living;
}

/** The living conversations by where they are put. Each is in one place: what is archived is only there, and a pin goes before a folder. */
export interface OrganisedConversations {
  readonly pinned: readonly ConversationRecord[];
  /** By name; only folders that something lies in. */
  readonly folders: ReadonlyMap<string, readonly ConversationRecord[]>;
  readonly others: readonly ConversationRecord[];
  readonly archived: readonly ConversationRecord[];
}

const organised = new WeakMap<readonly ConversationRecord[], OrganisedConversations>();

/** The same object until a conversation changes. */
export function organisedConversations(state: Pick<ChatState, 'conversations'>): OrganisedConversations {
  const living = livingConversations(state);
  const known = organised.get(living);
  if (known !== undefined) return known;
  const folders = new Map<string, ConversationRecord[]>();
  const pinned: ConversationRecord[] = [];
  const others: ConversationRecord[] = [];
  const archived: ConversationRecord[] = [];
  for (const conversation of living) {
    const folder = conversation.folder?.value ?? null;
    if (conversation.archived?.value === true) archived.push(conversation);
    else if (conversation.pinned?.value === true) pinned.push(conversation);
    else if (folder === null) others.push(conversation);
    else {
      const members = folders.get(folder);
      if (members === undefined) folders.set(folder, [conversation]);
      else members.push(conversation);
    }
  }
  const result = { pinned, folders, others, archived };
  organised.set(living, result);
  return result;
}

const ordered = new WeakMap<OrganisedConversations, readonly ConversationRecord[]>();

/** The conversations that are not archived, in the order of the list: pins, folders by name, then the others. The same array until one changes. */
export function listedConversations(state: Pick<ChatState, 'conversations'>): readonly ConversationRecord[] {
  const places = organisedConversations(state);
  const known = ordered.get(places);
  if (known !== undefined) return known;
  const folders = [...places.folders].toSorted(([left], [right]) => left.localeCompare(right, undefined, { numeric: true }));
  const listed = [...places.pinned, ...folders.flatMap(([, members]) => members), ...places.others];
  ordered.set(places, listed);
  return listed;
}

/** Names of all folders, also of those in which only pinned or archived conversations lie, unsorted. */
export function folderNames(state: Pick<ChatState, 'conversations'>): readonly string[] {
  return [
    ...new Set(livingConversations(state).flatMap(({ folder }) => (folder === undefined || folder.value === null ? [] : [folder.value]))),
  ];
}

/** All tags in use, unsorted. */
export function tagNames(state: Pick<ChatState, 'conversations'>): readonly string[] {
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

import { headOf, pathFromHead, siblingsOf } from './message-tree.ts';
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
    const path = pathFromHead(state.messages, headOf(state.messages, conversation));
    const same = path.length === last.length && path.every((message, place) => message.id === last[place]);
    if (!same) last = path.map((message) => message.id);
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

/** The conversations that are not deleted, the one used last first. The same array until a conversation changes. */
export function livingConversations(state: ChatState): readonly ConversationRecord[] {
  const known = lists.get(state.conversations);
  if (known !== undefined) return known;
  const living = [...state.conversations.values()]
    .filter((conversation) => conversation.deleted.value === null)
    .toSorted((left, right) => right.head.updatedAt - left.head.updatedAt || (left.id < right.id ? 1 : -1));
  lists.set(state.conversations, living);
  return living;
}

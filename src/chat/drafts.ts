import { hasFollowers, siblingsOf } from './message-tree.ts';
import { isLive, type ChatState } from './state.ts';

const none: readonly string[] = [];

/** Answers that votes about drafts were about, by the map of items. */
const decided = new WeakMap<ChatState['items'], ReadonlySet<string>>();

function decidedIn(items: ChatState['items']): ReadonlySet<string> {
  const known = decided.get(items);
  if (known !== undefined) return known;
  const ids = new Set<string>();
  for (const item of items.values()) {
    if (item.kind !== 'vote' || item.how !== 'drafts' || item.deleted.value !== null) continue;
    for (const { answerId } of item.sides) ids.add(answerId);
  }
  decided.set(items, ids);
  return ids;
}

/**
 * The drafts among which a person has not chosen yet, by one of them, oldest first; empty if it is no draft, or the choice was made: by a
 * vote, or by going on from one of them.
 */
export function openDrafts(state: Pick<ChatState, 'messages' | 'conversations' | 'items'>, answerId: string): readonly string[] {
  const answer = state.messages.get(answerId);
  if (answer?.kind !== 'answer' || answer.draftSet === undefined || decidedIn(state.items).has(answerId)) return none;
  const { removed } = state.conversations.get(answer.conversationId) ?? {};
  const set = siblingsOf(state.messages, answerId, removed).filter((id) => {
    const other = state.messages.get(id);
    return other?.kind === 'answer' && other.draftSet === answer.draftSet;
  });
  return set.length < 2 || set.some((id) => hasFollowers(state.messages, id, removed)) ? none : set;
}

/** The same, the same array until the set changes. */
export function createDraftsSelector(answerId: string): (state: ChatState) => readonly string[] {
  let last = none;
  return (state) => {
    const set = openDrafts(state, answerId);
    if (set.length !== last.length || set.some((id, place) => id !== last[place])) last = set;
    return last;
  };
}

/** The answers that are being written at the end of a branch: the last one, or the drafts that it is one of. */
export function liveAnswersAt(state: ChatState, lastId: string | undefined): readonly string[] {
  if (lastId === undefined) return none;
  const drafts = openDrafts(state, lastId);
  return (drafts.length > 0 ? drafts : [lastId]).filter((id) => {
    const message = state.messages.get(id);
    return message?.kind === 'answer' && isLive(message);
  });
}

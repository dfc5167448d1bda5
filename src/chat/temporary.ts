import type { StoredRecord } from './records.ts';
import { type ChatState, temporaryDraft } from './state.ts';

/** Whether a record belongs to a temporary conversation, also as a vote on its answers: then it is never kept. */
export function isTemporary({ conversations, messages }: Pick<ChatState, 'conversations' | 'messages'>, record: StoredRecord): boolean {
  const isOfOne = (conversationId: string | undefined): boolean => conversations.get(conversationId ?? '')?.temporary === true;
  if (record.kind === 'conversation') return record.temporary === true;
  if (record.kind === 'question' || record.kind === 'answer') return isOfOne(record.conversationId);
  return record.kind === 'vote' && isOfOne(messages.get(record.questionId)?.conversationId);
}

/** The state as if there had been no temporary conversation: what is exported, searched and left when one is forgotten. */
export function withoutTemporary<State extends ChatState>(state: State): State {
  const { conversations, messages, items, loaded, drafts, draftAttachments } = state;
  const isOfOne = (id: string): boolean => conversations.get(id)?.temporary === true;
  const isKept = ([key]: readonly [string, unknown]): boolean => key !== temporaryDraft && !isOfOne(key);
  const hasDraft = ![...drafts, ...draftAttachments].every(isKept);
  if (!hasDraft && ![...conversations.keys()].some(isOfOne)) return state;
  const kept = <Kept extends StoredRecord>(records: ReadonlyMap<string, Kept>): ReadonlyMap<string, Kept> =>
    new Map([...records].filter(([, record]) => !isTemporary(state, record)));
  return {
    ...state,
    conversations: kept(conversations),
    messages: kept(messages),
    items: kept(items),
    loaded: new Set([...loaded].filter((id) => !isOfOne(id))),
    drafts: new Map([...drafts].filter(isKept)),
    draftAttachments: new Map([...draftAttachments].filter(isKept)),
  };
}

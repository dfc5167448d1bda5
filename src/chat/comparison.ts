import type { SamplingParameters } from '#providers/provider.ts';
import type { ComparisonRecord, RunRecord, SharedTerms } from './item-records.ts';
import type { ConversationRecord } from './records.ts';
import type { ChatState } from './state.ts';

/** Columns of one comparison: fewer compare nothing, more nobody reads. */
export const fewestColumns = 2;
export const mostColumns = 8;

/** What columns are held to until the person says otherwise. A limit, because some backends have none of their own. */
export const usualTerms: SharedTerms = { maxTokens: 1024, seed: 'drawn' };

/** A comparison that lives; `null` if there is none of this id. */
export function livingComparison(items: ChatState['items'], id: string | undefined): ComparisonRecord | null {
  const item = id === undefined ? undefined : items.get(id);
  return item?.kind === 'comparison' && item.deleted.value === null ? item : null;
}

/** Ids of the conversations of a comparison or a run, from left to right. */
export function columnsOf(item: ComparisonRecord | RunRecord): readonly string[] {
  return item.kind === 'run' ? item.columns : item.columns.value;
}

export function termsOf({ terms }: ComparisonRecord): SharedTerms {
  return terms?.value ?? usualTerms;
}

/** Parameters of a conversation, with what it is held to if it is a column; a seed that is drawn for each question is not among them. */
export function sharedParameters(
  items: ChatState['items'],
  { comparisonId }: ConversationRecord,
  own: SamplingParameters,
): SamplingParameters {
  const comparison = livingComparison(items, comparisonId);
  if (comparison === null) return own;
  const { maxTokens, seed } = termsOf(comparison);
  if (typeof seed === 'number') return { ...own, maxTokens, seed };
  const { seed: _, ...others } = own;
  return seed === 'none' ? { ...others, maxTokens } : { ...own, maxTokens };
}

/** Id of the blind round without a vote that a conversation is a side of: then nothing may tell whose it is. `null` = it is none. */
export function hiddenIn({ conversations, items }: Pick<ChatState, 'conversations' | 'items'>, conversationId: string): string | null {
  const comparison = livingComparison(items, conversations.get(conversationId)?.comparisonId);
  return comparison?.blind?.value.state === 'open' ? comparison.id : null;
}

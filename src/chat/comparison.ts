import type { SamplingParameters } from '#providers/provider.ts';
import type { ComparisonRecord, RunRecord, SharedTerms } from './item-records.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord } from './records.ts';
import { headOf } from './message-tree.ts';
import type { ChatState } from './state.ts';
import { isLive } from './state.ts';

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

/** The newest answer of a column, on the branch that is shown. */
export function lastAnswerOf({ conversations, messages }: ChatState, conversationId: string): AnswerRecord | null {
  const conversation = conversations.get(conversationId);
  const last: MessageRecord | undefined = conversation === undefined ? undefined : messages.get(headOf(messages, conversation) ?? '');
  return last?.kind === 'answer' ? last : null;
}

/** Ids of the answers that are being written in a comparison, from left to right. */
export function liveAnswers(state: ChatState, { columns }: ComparisonRecord): readonly string[] {
  return columns.value.flatMap((id) => {
    const answer = lastAnswerOf(state, id);
    return answer !== null && isLive(answer) ? [answer.id] : [];
  });
}

/** Id of the blind round without a vote that a conversation is a side of: then nothing may tell whose it is. `null` = it is none. */
export function hiddenIn({ conversations, items }: Pick<ChatState, 'conversations' | 'items'>, conversationId: string): string | null {
  const comparison = livingComparison(items, conversations.get(conversationId)?.comparisonId);
  return comparison?.blind?.value.state === 'open' ? comparison.id : null;
}

/** The two answers of a blind round that can be judged: both whole. `null` while they cannot. */
export function answersToJudge(state: ChatState, comparison: ComparisonRecord): readonly [AnswerRecord, AnswerRecord] | null {
  const [left = null, right = null] = comparison.columns.value.map((id) => lastAnswerOf(state, id));
  return left !== null && right !== null && isWhole(left) && isWhole(right) ? [left, right] : null;
}

function isWhole({ status, text }: AnswerRecord): boolean {
  return status === 'done' && text !== '';
}

/** A whole number from 0 up to but not including `count`, each as likely as any other. */
function below(count: number): number {
  const fair = 2 ** 32 - (2 ** 32 % count);
  for (;;) {
    const [drawn = fair] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < fair) return drawn % count;
  }
}

/** So many of these in random order: who is drawn and who stands left are both chance. */
export function drawn<Drawn>(among: readonly Drawn[], count: number): readonly Drawn[] {
  const left = [...among];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
}

export function drawnSeed(): number {
  return below(2 ** 32);
}

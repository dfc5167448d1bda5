import type { ComparisonRecord } from './item-records.ts';
import { headOf } from './message-tree.ts';
import type { AnswerRecord, MessageRecord } from './records.ts';
import { type ChatState, isLive } from './state.ts';

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

/** The two answers of a blind round that can be judged: both whole. `null` while they cannot. */
export function answersToJudge(state: ChatState, comparison: ComparisonRecord): readonly [AnswerRecord, AnswerRecord] | null {
  const [left = null, right = null] = comparison.columns.value.map((id) => lastAnswerOf(state, id));
  return left !== null && right !== null && isWhole(left) && isWhole(right) ? [left, right] : null;
}

function isWhole({ status, text }: AnswerRecord): boolean {
  return status === 'done' && text !== '';
}

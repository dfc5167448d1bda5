import { siblingsOf } from '../message-tree.ts';
import type { RunRecord } from '../item-records.ts';
import type { AnswerRecord, MessageRecord } from '../records.ts';
import { isLive } from '../state.ts';

type Messages = ReadonlyMap<string, MessageRecord>;

/** Where one model stands with one prompt. `open`: not asked yet, stopped, or cut off; `failed`: waits for a person to try again. */
export type CellState = 'open' | 'live' | 'done' | 'failed';

/** The question of a prompt in a column: its id says which, so that a prompt is never asked twice in a column, whatever was interrupted. */
export function questionIdOf(conversationId: string, place: number): string {
  return `${conversationId}-${place}`;
}

/** The newest answer of a column to a prompt; `null` if there is none. */
export function answerOf(messages: Messages, conversationId: string, place: number, answersOf: AnswersOf): AnswerRecord | null {
  const answer = messages.get(answersOf(questionIdOf(conversationId, place)).at(-1) ?? '');
  return answer?.kind === 'answer' ? answer : null;
}

/** Ids of the answers to a question, the oldest first. */
export type AnswersOf = (questionId: string) => readonly string[];

/** Answers by question, from one pass over all messages. */
export function answersIn(messages: Messages): AnswersOf {
  const first = new Map<string, string>();
  for (const message of messages.values()) if (message.kind === 'answer') first.set(message.parentId, message.id);
  return (questionId) => {
    const id = first.get(questionId);
    return id === undefined ? [] : siblingsOf(messages, id);
  };
}

export function stateOf(answer: AnswerRecord | null): CellState {
  if (answer === null || answer.status === 'interrupted' || answer.status === 'stopped') return 'open';
  if (isLive(answer)) return 'live';
  return answer.status === 'failed' ? 'failed' : 'done';
}

export type RunProgress = Readonly<Record<CellState, number>> & { readonly total: number };

/** How far a run is. Its conversations must be loaded. */
export function progressOf(run: RunRecord, messages: Messages): RunProgress {
  const answers = answersIn(messages);
  const counts = { open: 0, live: 0, done: 0, failed: 0, total: run.prompts.length * run.columns.length };
  for (const column of run.columns) {
    for (const place of run.prompts.keys()) counts[stateOf(answerOf(messages, column, place, answers))] += 1;
  }
  return counts;
}

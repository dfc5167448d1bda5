import type { ItemRecord, RunRecord, VoteRecord } from '../item-records.ts';
import type { AnswerRecord, MessageRecord } from '../records.ts';
import { answerOf, type AnswersOf, stateOf } from './cells.ts';

/** What a vote on a prompt of a run is about. */
export function votedQuestionOf(run: RunRecord, place: number): string {
  return `${run.id}-${place}`;
}

/** The latest vote on each prompt that has one, by its place. */
export function votesOn(run: RunRecord, items: ReadonlyMap<string, ItemRecord>): ReadonlyMap<number, VoteRecord> {
  const places = new Map(run.prompts.map((_, place) => [votedQuestionOf(run, place), place]));
  const votes = new Map<number, VoteRecord>();
  for (const item of items.values()) {
    if (item.kind !== 'vote' || item.deleted.value !== null) continue;
    const place = places.get(item.questionId);
    const known = place === undefined ? undefined : votes.get(place);
    if (place !== undefined && (known === undefined || known.createdAt <= item.createdAt)) votes.set(place, item);
  }
  return votes;
}

/** The whole answers to a prompt, one for each column that has one. */
export function wholeAnswers(
  run: RunRecord,
  messages: ReadonlyMap<string, MessageRecord>,
  answers: AnswersOf,
  place: number,
): readonly AnswerRecord[] {
  return run.columns.flatMap((column) => {
    const answer = answerOf(messages, column, place, answers);
    return answer !== null && stateOf(answer) === 'done' ? [answer] : [];
  });
}

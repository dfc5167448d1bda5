import { runActions } from '#chat/actions/runs.ts';
import type { RunRecord, VoteRecord } from '#chat/item-records.ts';
import { sideOf } from '#chat/new-vote.ts';
import { votedQuestionOf } from '#chat/prompt-set/run-votes.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { useServices } from '../services-context.ts';

/** Keeps a vote on a prompt of a run. `answers` in the order in which they were shown. */
export function useVoting(run: RunRecord, place: number) {
  const { store } = useServices();
  return (answers: readonly AnswerRecord[], choice: VoteRecord['choice'], how: 'open' | 'blind'): void =>
    store
      .getState()
      .actions.group(runActions)
      .addVote({ questionId: votedQuestionOf(run, place), how, sides: answers.map(sideOf), choice });
}

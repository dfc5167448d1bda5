import { expect, test } from 'vitest';
import { votesOf } from '#chat/board/votes.ts';
import { newVote } from '#chat/new-vote.ts';

const side = (model: string) => ({ answerId: `of ${model}`, model, catalogId: null });
const said = { questionId: 'q', sides: [side('a'), side('b')], choice: 0 } as const;
const inRound = (id: string, at: number, round: string, how: 'blind' | 'open' = 'blind') =>
  newVote(id, at, { ...said, comparisonId: round, how });
const kept = (votes: readonly ReturnType<typeof newVote>[]) => new Map(votes.map((vote) => [vote.id, vote]));

test('a blind round counts once, by its first vote, when two tabs voted at the same moment', () => {
  const votes = [inRound('later', 5, 'round'), inRound('first', 4, 'round'), inRound('other', 6, 'another')];
  expect(votesOf(kept(votes)).map(({ id }) => id)).toEqual(['first', 'other']);
});

test('if the first vote of a round is deleted, the second counts; votes outside of rounds all count', () => {
  const gone = { ...inRound('first', 4, 'round'), deleted: { value: 9, updatedAt: 9 } };
  const more = [
    newVote('p', 7, { ...said, how: 'blind' }),
    newVote('q', 8, { ...said, how: 'blind' }),
    inRound('seen', 9, 'round', 'open'),
  ];
  expect(votesOf(kept([gone, inRound('later', 5, 'round'), ...more])).map(({ id }) => id)).toEqual(['later', 'p', 'q', 'seen']);
});

import type { VotedSide, VoteRecord } from '../item-records.ts';

/** What one vote says of two players. `result` is of the left one: 1 = it won, 0 = it lost, 0.5 = neither. */
export interface Pair {
  readonly left: string;
  readonly right: string;
  readonly result: 0 | 0.5 | 1;
}

/** The player that a side counts for: its model, or a group that the model is in. `null`: it counts for none. */
export type PlayerOf = (side: VotedSide) => string | null;

/**
 * The pairs of one vote. The best of several won against each of the others, and of the others among themselves nothing is known. A tie is
 * one between all of them; so is "both bad", which says that neither is better (Chatbot Arena counts it so too). Two sides of one player
 * say nothing about players and make no pair.
 */
export function pairsOf(vote: VoteRecord, playerOf: PlayerOf): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [place, leftSide] of vote.sides.entries()) {
    for (const [offset, rightSide] of vote.sides.slice(place + 1).entries()) {
      const [left, right] = [playerOf(leftSide), playerOf(rightSide)];
      const result = resultOf(vote.choice, place, place + 1 + offset);
      if (left !== null && right !== null && left !== right && result !== null) pairs.push({ left, right, result });
    }
  }
  return pairs;
}

function resultOf(choice: VoteRecord['choice'], left: number, right: number): Pair['result'] | null {
  if (typeof choice !== 'number') return 0.5;
  if (choice === left) return 1;
  return choice === right ? 0 : null;
}

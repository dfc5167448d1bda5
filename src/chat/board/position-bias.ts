import type { VoteRecord } from '../item-records.ts';

/** How often the left answer of two was chosen. */
export interface PositionBias {
  readonly left: number;
  readonly right: number;
  /** Share of the left among the decided, with its 95 % interval; `null` = nothing is decided yet. */
  readonly share: { readonly value: number; readonly low: number; readonly high: number } | null;
}

/** Votes over two sides that were decided, of all kinds: who favours a side does so whatever stands on it, if sides are shuffled. */
export function positionBias(votes: readonly VoteRecord[]): PositionBias {
  const decided = votes.filter(({ sides, choice }) => sides.length === 2 && typeof choice === 'number');
  const left = decided.filter(({ choice }) => choice === 0).length;
  return { left, right: decided.length - left, share: shareOf(left, decided.length) };
}

/** 97.5 % of a normal distribution lie below this many standard deviations. */
export const z = 1.959964;

/** A share with Wilson's interval (Journal of the American Statistical Association 22, 1927), which holds for few votes too. */
export function shareOf(hits: number, total: number): PositionBias['share'] {
  if (total === 0) return null;
  const value = hits / total;
  const middle = (value + (z * z) / (2 * total)) / (1 + (z * z) / total);
  const half = (z / (1 + (z * z) / total)) * Math.sqrt((value * (1 - value)) / total + (z * z) / (4 * total * total));
  return { value, low: middle - half, high: middle + half };
}

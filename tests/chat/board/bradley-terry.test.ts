import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitBradleyTerry, type Wins } from '#chat/board/bradley-terry.ts';

/**
 * Games won in the Eastern Division of the American League, 1987, against Milwaukee, Detroit, Toronto, New York, Boston, Cleveland and
 * Baltimore. Agresti, Categorical Data Analysis (2nd edition, 2002), page 437; R's BradleyTerry2 tests itself with them too.
 */
const baseball: Wins = [
  [0, 7, 9, 7, 7, 9, 11],
  [6, 0, 7, 5, 11, 9, 9],
  [4, 6, 0, 7, 7, 8, 12],
  [6, 8, 6, 0, 6, 7, 10],
  [6, 2, 6, 7, 0, 7, 12],
  [4, 4, 5, 6, 6, 0, 6],
  [2, 4, 1, 3, 1, 7, 0],
];

/** Logarithm of the likelihood, with the imagined player of `prior`. */
function likelihood(wins: Wins, strengths: readonly number[], prior: number): number {
  let sum = 0;
  for (const [i, row] of wins.entries()) {
    const own = strengths[i] ?? 0;
    sum -= (prior / 2) * (Math.log1p(Math.exp(-own)) + Math.log1p(Math.exp(own)));
    for (const [j, won] of row.entries()) sum -= won * Math.log1p(Math.exp((strengths[j] ?? 0) - own));
  }
  return sum;
}

/** The best strengths by trying smaller and smaller steps in every direction: slow, and nothing to be got wrong. */
function byTrying(wins: Wins, prior: number): readonly number[] {
  const strengths = wins.map(() => 0);
  for (let step = 1; step > 1e-5; ) {
    let best = likelihood(wins, strengths, prior);
    let isBetter = false;
    for (const player of strengths.keys()) {
      for (const change of [step, -step]) {
        const tried = strengths.with(player, (strengths[player] ?? 0) + change);
        const value = likelihood(wins, tried, prior);
        if (value <= best) continue;
        best = value;
        strengths.splice(0, strengths.length, ...tried);
        isBetter = true;
      }
    }
    if (!isBetter) step /= 2;
  }
  const mean = strengths.reduce((sum, value) => sum + value, 0) / strengths.length;
  return strengths.map((value) => value - mean);
}

describe('published examples', () => {
  test('Agresti’s baseball teams have the abilities of his table', () => {
    const fit = fitBradleyTerry(baseball, { prior: 0 });
    const overBaltimore = fit.map((value) => (value - (fit[6] ?? 0)).toFixed(2));
    expect(overBaltimore).toEqual(['1.58', '1.44', '1.29', '1.25', '1.11', '0.68', '0.00']);
  });

  test('the four players of Wikipedia’s example have its strengths', () => {
    const wins = [
      [0, 2, 0, 1],
      [3, 0, 5, 0],
      [0, 3, 0, 1],
      [4, 0, 3, 0],
    ];
    expect(fitBradleyTerry(wins, { prior: 0 }).map((value) => Math.exp(value).toFixed(3))).toEqual(['0.640', '1.043', '0.660', '2.270']);
  });
});

test('it finds what trying everything finds, with and without a prior', () => {
  const table = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(table, fc.constantFrom(0, 1, 3), (numbers, prior) => {
      const wins = numbers.map((row, player) => row.with(player, 0));
      const tried = byTrying(wins, prior);
      for (const [player, value] of fitBradleyTerry(wins, { prior }).entries()) expect(value).toBeCloseTo(tried[player] ?? 0, 3);
    }),
    { numRuns: 25 },
  );
});

test('a prior keeps a player that won everything on the board, and who never played in the middle', () => {
  const [winner = 0, loser = 0, absent = 1] = fitBradleyTerry(
    [
      [0, 3, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    { prior: 1 },
  );
  expect(winner).toBeGreaterThan(0.5);
  expect(winner).toBeLessThan(4);
  expect(loser).toBeCloseTo(-winner, 6);
  expect(absent).toBeCloseTo(0, 6);
});

test('nobody on the board is no error', () => {
  expect(fitBradleyTerry([], { prior: 1 })).toEqual([]);
});

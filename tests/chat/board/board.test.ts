import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardOf } from '#chat/board/board.ts';
import { pairsOf } from '#chat/board/pairs.ts';
import { positionBias, shareOf } from '#chat/board/position-bias.ts';
import { seededRandom } from '#chat/board/random.ts';
import type { VoteRecord } from '#chat/item-records.ts';

const playerOf = ({ model }: { readonly model: string }): string => model;

function vote(id: number, models: readonly string[], choice: VoteRecord['choice']): VoteRecord {
  return {
    kind: 'vote',
    schemaVersion: 1,
    id: `v${String(id).padStart(5, '0')}`,
    createdAt: id,
    deleted: { value: null, updatedAt: id },
    questionId: 'q',
    how: 'blind',
    sides: models.map((model, place) => ({ answerId: `a${place}`, model, catalogId: null })),
    choice,
  };
}

/** Votes of a person for whom each model really has a strength. */
function drawn(strengths: Readonly<Record<string, number>>, count: number, seed: number): readonly VoteRecord[] {
  const random = seededRandom(seed);
  const names = Object.keys(strengths);
  return Array.from({ length: count }, (_, id) => {
    const left = Math.floor(random() * names.length);
    const right = (left + 1 + Math.floor(random() * (names.length - 1))) % names.length;
    const [one = '', other = ''] = [names[left], names[right]];
    const wins = 1 / (1 + Math.exp((strengths[other] ?? 0) - (strengths[one] ?? 0)));
    return vote(id, [one, other], random() < wins ? 0 : 1);
  });
}

describe('pairs', () => {
  test('the best of three won twice, and of the others nothing is known', () => {
    expect(pairsOf(vote(1, ['a', 'b', 'c'], 1), playerOf)).toEqual([
      { left: 'a', right: 'b', result: 0 },
      { left: 'b', right: 'c', result: 1 },
    ]);
  });

  test.each(['tie', 'both-bad'] as const)('%s is a tie between all', (choice) => {
    const results = pairsOf(vote(1, ['a', 'b', 'c'], choice), playerOf).map(({ result }) => result);
    expect(results).toEqual([0.5, 0.5, 0.5]);
  });

  test('two sides of one player, and sides that count for none, make no pair', () => {
    expect(pairsOf(vote(1, ['a', 'a'], 0), playerOf)).toEqual([]);
    expect(pairsOf(vote(1, ['a', 'b'], 0), ({ model }) => (model === 'a' ? null : model))).toEqual([]);
  });
});

describe('the board', () => {
  test('is the same for the same votes, in whatever order they come', () => {
    const votes = drawn({ a: 0, b: 0.5, c: 1 }, 60, 7);
    const board = boardOf(votes, { playerOf, rounds: 50 });
    expect(boardOf(votes.toReversed(), { playerOf, rounds: 50 })).toEqual(board);
    expect(boardOf(votes.slice(1), { playerOf, rounds: 50 })).not.toEqual(board);
  });

  test('its intervals hold the true difference about as often as they say', () => {
    let held = 0;
    const runs = 60;
    for (let seed = 1; seed <= runs; seed += 1) {
      const rows = boardOf(drawn({ a: -0.5, b: 0.5 }, 120, seed), { playerOf, rounds: 200 }).rows;
      const strong = rows.find(({ player }) => player === 'b');
      // With two players each lies half the difference from the middle: half a unit of log odds is 87 points.
      if (strong !== undefined && strong.low <= 1087 && strong.high >= 1087) held += 1;
    }
    // 95 % of 60 is 57, its standard deviation 1.7; the prior shrinks a little.
    expect(held).toBeGreaterThanOrEqual(51);
    expect(held).toBeLessThan(runs);
  });

  test('puts the strong first, with a rank that says who is surely above', () => {
    const { rows, votes, headToHead } = boardOf(drawn({ weak: -2, middle: 0, strong: 2 }, 400, 3), { playerOf, rounds: 100 });
    expect(rows.map(({ player, rank }) => [player, rank])).toEqual([
      ['strong', 1],
      ['middle', 2],
      ['weak', 3],
    ]);
    expect(votes).toBe(400);
    const forth = headToHead.get('strong')?.get('weak');
    expect(headToHead.get('weak')?.get('strong')).toEqual({ wins: forth?.losses, losses: forth?.wins, ties: forth?.ties });
    expect(rows.every(({ low, score, high }) => low <= score && score <= high)).toBe(true);
  });

  test('gives players that look alike the same rank, and too few votes none', () => {
    const even = [0, 1, 0, 1, 0, 1].map((choice, id) => vote(id, ['a', 'b'], choice));
    const board = boardOf([...even, vote(90, ['a', 'new'], 1)], { playerOf, rounds: 100 });
    expect(board.rows.map(({ player, rank }) => [player, rank])).toEqual(
      [
        ['a', 1],
        ['b', 1],
        ['new', null],
      ].toSorted(([one], [other]) => Number(one === 'new') - Number(other === 'new') || order(board, one) - order(board, other)),
    );
  });

  test('is not sure because all votes agree', () => {
    const row = (votes: readonly VoteRecord[], name = 'a') => {
      const found = boardOf(votes, { playerOf, rounds: 50 }).rows.find(({ player }) => player === name);
      if (found === undefined) throw new Error(`There is no ${name}.`);
      return found;
    };
    const same = (count: number, choice: VoteRecord['choice']) => Array.from({ length: count }, (_, id) => vote(id, ['a', 'b'], choice));
    // Two players and the prior: the information of the halved difference d is 4 n p(1-p) + 2 q(1-q), with p = logistic(2d), q = logistic(d).
    const logistic = (value: number): number => 1 / (1 + Math.exp(-value));
    const handMade = (score: number, count: number): number => {
      const [p, q] = [logistic((2 * (score - 1000) * Math.LN10) / 400), logistic(((score - 1000) * Math.LN10) / 400)];
      return (1.96 * (400 / Math.LN10)) / Math.sqrt(4 * count * p * (1 - p) + 2 * q * (1 - q));
    };
    for (const [count, choice] of [
      [1, 0],
      [5, 0],
      [5, 'tie'],
      [50, 0],
    ] as const) {
      const { score, low, high } = row(same(count, choice));
      expect(high - score).toBeCloseTo(handMade(score, count), 0);
      expect(score - low).toBeCloseTo(handMade(score, count), 0);
    }
    // Five wins of five may be luck, fifty of fifty are not.
    expect([row(same(5, 0)).rank, row(same(5, 0), 'b').rank]).toEqual([1, 1]);
    expect([row(same(50, 0)).rank, row(same(50, 0), 'b').rank]).toEqual([1, 2]);
    const other = vote(90, ['a', 'b'], 1);
    expect(row([...same(40, 0), other]).low).toBeGreaterThan(row([...same(4, 0), other]).low);
  });

  test('tells apart groups that were never compared with each other', () => {
    const votes = [vote(1, ['a', 'b'], 0), vote(2, ['b', 'c'], 0), vote(3, ['x', 'y'], 0)];
    const groups = Object.fromEntries(boardOf(votes, { playerOf, rounds: 10 }).rows.map(({ player, group }) => [player, group]));
    expect(groups).toEqual({ a: 0, b: 0, c: 0, x: 1, y: 1 });
  });

  test('leaves deleted votes out, and is empty without votes', () => {
    const gone = { ...vote(1, ['a', 'b'], 0), deleted: { value: 9, updatedAt: 9 } };
    expect(boardOf([gone], { playerOf })).toEqual({ rows: [], votes: 0, headToHead: new Map() });
  });

  test('counts every pair once for both', () => {
    const choices = fc.oneof(fc.nat({ max: 2 }), fc.constantFrom('tie' as const, 'both-bad' as const));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 3, maxLength: 3 }), choices)), (drawnVotes) => {
        const votes = drawnVotes.map(([models, choice], id) => vote(id, models, choice));
        const { rows } = boardOf(votes, { playerOf, rounds: 1 });
        const sum = (of: 'wins' | 'losses' | 'ties'): number => rows.reduce((total, row) => total + row[of], 0);
        expect(sum('wins')).toBe(sum('losses'));
        expect(sum('wins') + sum('ties') / 2).toBe(votes.reduce((total, one) => total + (typeof one.choice === 'number' ? 2 : 3), 0));
      }),
    );
  });
});

function order(board: ReturnType<typeof boardOf>, player: string | number | null | undefined): number {
  return board.rows.findIndex((row) => row.player === player);
}

describe('position', () => {
  test('is counted over decided votes of two', () => {
    const votes = [
      vote(1, ['a', 'b'], 0),
      vote(2, ['b', 'a'], 0),
      vote(3, ['a', 'b'], 1),
      vote(4, ['a', 'b'], 'tie'),
      vote(5, ['a', 'b', 'c'], 0),
    ];
    expect(positionBias(votes)).toMatchObject({ left: 2, right: 1, share: { value: 2 / 3 } });
    expect(positionBias([]).share).toBeNull();
  });

  test('has Wilson’s interval', () => {
    // Newcombe, "Two-sided confidence intervals for the single proportion" (Statistics in Medicine 17, 1998), table I, method 3.
    const rounded = ([hits, total]: readonly [number, number]) => {
      const share = shareOf(hits, total);
      return [share?.low.toFixed(4), share?.high.toFixed(4)];
    };
    expect(rounded([81, 263])).toEqual(['0.2553', '0.3662']);
    expect(rounded([15, 148])).toEqual(['0.0624', '0.1605']);
    expect(rounded([1, 29])).toEqual(['0.0061', '0.1718']);
  });
});

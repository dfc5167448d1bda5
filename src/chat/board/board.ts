import type { VoteRecord } from '../item-records.ts';
import { fitBradleyTerry, type Wins } from './bradley-terry.ts';
import { standardErrors } from './curvature.ts';
import { type Pair, pairsOf, type PlayerOf } from './pairs.ts';
import { z } from './position-bias.ts';
import { seededRandom, seedOf } from './random.ts';

export interface BoardRow {
  readonly player: string;
  /** On the scale of Elo: 400 points more mean ten times the odds, and the mean of all players is 1,000. */
  readonly score: number;
  /** 95 % interval of the score: over resampled votes or, where all votes on it agree, from the curvature of the likelihood. */
  readonly low: number;
  readonly high: number;
  /** Pairs that it was in. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** 1 + the players whose interval lies wholly above this one's; `null` = too few votes to say. */
  readonly rank: number | null;
  /** Players of one group were compared with each other, directly or through others; between groups nothing is known. Counted from 0. */
  readonly group: number;
}

export interface Board {
  /** Best first; those with too few votes come last. */
  readonly rows: readonly BoardRow[];
  /** Votes that said something about two players. */
  readonly votes: number;
  /** For "row won against column": wins, losses and ties by the names of the two. */
  readonly headToHead: ReadonlyMap<string, ReadonlyMap<string, HeadToHead>>;
}

export interface HeadToHead {
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

interface BoardOptions {
  readonly playerOf: PlayerOf;
  /** A player in fewer pairs is listed without a rank. */
  readonly minimumPairs?: number;
  readonly rounds?: number;
}

/** One tie with an average player: a first vote moves a player, and does not put it above everything. */
const prior = 1;
/** Draws of a vote in all rounds together: some tens of milliseconds. */
const usualDraws = 2_000_000;
const points = 400 / Math.LN10;
const meanScore = 1000;

function usualRounds(votes: number): number {
  return Math.max(200, Math.min(1000, Math.floor(usualDraws / Math.max(1, votes))));
}

/**
 * The board of these votes: Bradley-Terry scores with intervals from a bootstrap over votes (a vote with several pairs is drawn as a whole).
 * The same votes give the same board, in whatever order they come: the random numbers are seeded by the ids of the votes.
 */
export function boardOf(
  votes: readonly VoteRecord[],
  { playerOf, minimumPairs = 5, rounds = usualRounds(votes.length) }: BoardOptions,
): Board {
  const said = votes
    .filter(({ deleted }) => deleted.value === null)
    .map((vote) => ({ id: vote.id, pairs: pairsOf(vote, playerOf) }))
    .filter(({ pairs }) => pairs.length > 0)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const pairs = said.map((vote) => vote.pairs);
  const players = [...new Set(pairs.flat().flatMap(({ left, right }) => [left, right]))].toSorted();
  const places = new Map(players.map((player, place) => [player, place]));
  const placed = pairs.map((some) =>
    some.map(({ left, right, result }): PlacedPair => [places.get(left) ?? 0, places.get(right) ?? 0, result]),
  );
  const wins = winsOf(placed, players.length);
  const fit = fitBradleyTerry(wins, { prior });
  const intervals = intervalsOf(placed, fit, rounds, seedOf(said.map(({ id }) => id).join(' ')));
  const headToHead = headToHeadOf(pairs);
  const errors = standardErrors(wins, fit, prior);
  const groups = groupsOf(wins);
  const rows = players.map((player, place): Omit<BoardRow, 'rank'> => {
    const against = [...(headToHead.get(player)?.values() ?? [])];
    const [low = 0, high = 0] = intervals[place] ?? [];
    const score = meanScore + points * (fit[place] ?? 0);
    const sum = (of: keyof HeadToHead): number => against.reduce((total, record) => total + record[of], 0);
    const record = { wins: sum('wins'), losses: sum('losses'), ties: sum('ties') };
    // Votes that all agree are the same however they are drawn: that would make a first vote as sure as a thousand.
    const isUnanimous = Object.values(record).filter((count) => count > 0).length === 1;
    const reach = isUnanimous ? points * z * (errors[place] ?? 0) : 0;
    const range = { low: Math.min(score - reach, low), high: Math.max(score + reach, high) };
    return { player, score, ...range, ...record, group: groups[place] ?? 0 };
  });
  return { rows: ranked(rows, minimumPairs), votes: said.length, headToHead };
}

function ranked(rows: readonly Omit<BoardRow, 'rank'>[], minimumPairs: number): readonly BoardRow[] {
  const isCounted = ({ wins, losses, ties }: Omit<BoardRow, 'rank'>): boolean => wins + losses + ties >= minimumPairs;
  const counted = rows.filter(isCounted);
  const withRank = rows.map((row): BoardRow => {
    const above = counted.filter((other) => other.group === row.group && other.low > row.high).length;
    return { ...row, rank: isCounted(row) ? above + 1 : null };
  });
  return withRank.toSorted(
    (one, other) =>
      Number(one.rank === null) - Number(other.rank === null) ||
      one.group - other.group ||
      other.score - one.score ||
      (one.player < other.player ? -1 : 1),
  );
}

/** A pair by places on the board: what is counted a million times is counted with numbers. */
type PlacedPair = readonly [left: number, right: number, result: number];

function winsOf(votes: readonly (readonly PlacedPair[])[], players: number): Wins {
  const wins = Array.from({ length: players }, () => Array.from({ length: players }, () => 0));
  const add = (winner: number, loser: number, result: number): void => {
    const row = wins[winner];
    if (row !== undefined) row[loser] = (row[loser] ?? 0) + result;
  };
  for (const pairs of votes) {
    for (const [left, right, result] of pairs) {
      add(left, right, result);
      add(right, left, 1 - result);
    }
  }
  return wins;
}

/** The middle 95 % of each player's score over tables of votes that are drawn, with putting back, from the real ones. */
function intervalsOf(
  votes: readonly (readonly PlacedPair[])[],
  start: readonly number[],
  rounds: number,
  seed: number,
): readonly (readonly [number, number])[] {
  const random = seededRandom(seed);
  const scores = start.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    const drawn = votes.map(() => votes[Math.floor(random() * votes.length)] ?? []);
    const fit = fitBradleyTerry(winsOf(drawn, start.length), { prior, start, tolerance: 1e-4 });
    for (const [player, value] of fit.entries()) scores[player]?.push(meanScore + points * value);
  }
  return scores.map((all) => {
    const sorted = all.toSorted((one, other) => one - other);
    const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? meanScore;
    return [at(0.025), at(0.975)];
  });
}

/** For each player the number of the group that it was compared in, the largest group first. */
function groupsOf(wins: Wins): readonly number[] {
  const members: number[][] = [];
  const seen = new Set<number>();
  for (const start of wins.keys()) {
    if (seen.has(start)) continue;
    const group: number[] = [];
    const open = [start];
    seen.add(start);
    for (let player = open.pop(); player !== undefined; player = open.pop()) {
      group.push(player);
      for (const other of wins.keys()) {
        const met = (wins[player]?.[other] ?? 0) + (wins[other]?.[player] ?? 0) > 0;
        if (!met || seen.has(other)) continue;
        seen.add(other);
        open.push(other);
      }
    }
    members.push(group);
  }
  const bySize = members.toSorted((one, other) => other.length - one.length);
  return [...wins.keys()].map((player) => bySize.findIndex((group) => group.includes(player)));
}

function headToHeadOf(votes: readonly (readonly Pair[])[]): Board['headToHead'] {
  const table = new Map<string, Map<string, HeadToHead>>();
  const add = (player: string, other: string, result: number): void => {
    const row = table.get(player) ?? new Map<string, HeadToHead>();
    table.set(player, row);
    const { wins, losses, ties } = row.get(other) ?? { wins: 0, losses: 0, ties: 0 };
    row.set(other, { wins: wins + Number(result === 1), losses: losses + Number(result === 0), ties: ties + Number(result === 0.5) });
  };
  for (const { left, right, result } of votes.flat()) {
    add(left, right, result);
    add(right, left, 1 - result);
  }
  return table;
}

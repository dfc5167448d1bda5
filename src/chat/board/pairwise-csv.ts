import type { Catalog } from '#catalog/catalog.ts';
import { licenseSnapshot } from '#catalog/license-snapshot.ts';
import { foundations } from '#catalog/lineage.ts';
import type { VotedSide, VoteRecord } from '../item-records.ts';
import { writeCsv } from '../csv.ts';

const columns = [
  'vote',
  'time',
  'how',
  'question',
  'model_a',
  'model_b',
  'winner',
  'answer_a',
  'answer_b',
  'catalog_id_a',
  'catalog_id_b',
  'foundation_a',
  'foundation_b',
  'commercial_use_a',
  'commercial_use_b',
] as const;

/**
 * Votes as a table, a line for each pair that a vote decides: `winner` is `model_a`, `model_b`, `tie` or `tie (bothbad)`, the words that
 * published arena data use. Deleted votes are not in it.
 */
export function pairwiseCsv(votes: readonly VoteRecord[], catalog: Catalog): string {
  const living = votes.filter(({ deleted }) => deleted.value === null);
  const lines = living.flatMap((vote) => linesOf(vote, catalog));
  return writeCsv([columns, ...lines]);
}

function linesOf(vote: VoteRecord, catalog: Catalog): readonly (readonly string[])[] {
  return vote.sides.flatMap((one, place) =>
    vote.sides.slice(place + 1).flatMap((other, offset) => {
      const winner = winnerOf(vote.choice, place, place + 1 + offset);
      if (winner === null) return [];
      const time = new Date(vote.createdAt).toISOString();
      const both = (field: (side: VotedSide) => string): readonly string[] => [field(one), field(other)];
      return [
        [
          vote.id,
          time,
          vote.how,
          vote.questionId,
          ...both(({ model }) => model),
          winner,
          ...both(({ answerId }) => answerId),
          ...both(({ catalogId }) => catalogId ?? ''),
          ...both(({ catalogId }) =>
            catalogId === null
              ? ''
              : foundations(catalog, catalogId)
                  .map(({ id }) => id)
                  .join(' '),
          ),
          ...both(({ catalogId }) => licenseSnapshot(catalog, catalogId)?.verdicts['commercial-use'] ?? ''),
        ],
      ];
    }),
  );
}

function winnerOf(choice: VoteRecord['choice'], left: number, right: number): string | null {
  if (choice === 'tie') return 'tie';
  if (choice === 'both-bad') return 'tie (bothbad)';
  if (choice === left) return 'model_a';
  return choice === right ? 'model_b' : null;
}

import type { VotedSide, VoteRecord } from './item-records.ts';
import { type AnswerRecord, schemaVersion } from './records.ts';
import { servedCatalogId } from './served-model.ts';

/** A vote of now. */
export function newVote(
  id: string,
  at: number,
  said: Pick<VoteRecord, 'questionId' | 'comparisonId' | 'how' | 'sides' | 'choice'>,
): VoteRecord {
  return { kind: 'vote', schemaVersion, id, createdAt: at, deleted: { value: null, updatedAt: at }, ...said };
}

/** An answer as a vote keeps it. */
export function sideOf({ id, provenance }: AnswerRecord): VotedSide {
  const { backendId, modelId } = provenance.asked;
  return { answerId: id, model: `${backendId}/${modelId}`, catalogId: servedCatalogId(provenance) };
}

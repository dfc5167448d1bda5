import type { AnswerRecord } from './records.ts';

/** Why an answer that was asked again from a record may not be the same. */
export type ReproductionDifference = 'not-whole' | 'prompt' | 'model' | 'file' | 'no-seed';

export interface ReproductionOutcome {
  readonly isSameText: boolean;
  readonly differences: readonly ReproductionDifference[];
}

/** Compares an answer with the one from whose record it was asked; both have ended. */
export function compareReproduction(before: AnswerRecord, now: AnswerRecord): ReproductionOutcome {
  const [old, fresh] = [before.provenance.served, now.provenance.served];
  const differences: ReproductionDifference[] = [];
  if (before.status !== 'done' || now.status !== 'done') differences.push('not-whole');
  if (old.prompt?.text !== fresh.prompt?.text) differences.push('prompt');
  if (old.model !== fresh.model) differences.push('model');
  if (old.revision !== fresh.revision || old.file?.sha256 !== fresh.file?.sha256) differences.push('file');
  // The guide draws nothing: it takes the likeliest word, and needs no seed.
  if (now.provenance.parameters.seed === undefined && now.provenance.asked.catalogId !== 'stemma-guide') differences.push('no-seed');
  return { isSameText: before.text === now.text && before.reasoning === now.reasoning, differences };
}

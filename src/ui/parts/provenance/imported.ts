import type { AnswerRecord } from '#chat/records.ts';

/** Whether an answer came in with a file or a link: then who answered is what that says. */
export function isImported({ provenance }: AnswerRecord): boolean {
  return provenance.asked.backendId === 'import';
}

import type { AnswerRecord, ContinuedPart } from './records.ts';
import { servedCatalogId } from './served-model.ts';
import { isLive } from './state.ts';

/** Whether an answer came to no end of its own and has words to go on from. What the catalog filled in is a whole already. */
export function isCut(answer: AnswerRecord): boolean {
  if (isLive(answer) || answer.filled.length > 0 || answer.text.trim() === '') return false;
  return answer.status !== 'done' || answer.finishReason === 'length';
}

/**
 * What an answer that goes on begins with. Blanks at the end are left off: chat templates cut them, a tokenizer makes a token of its own of
 * them that models do not expect, and the model writes them anew.
 */
export function begunText(answer: AnswerRecord): string {
  return answer.text.trimEnd();
}

/** Who wrote what of that beginning. */
export function continuedParts(answer: AnswerRecord): readonly ContinuedPart[] {
  const { asked, continues = [] } = answer.provenance;
  const end = begunText(answer).length;
  const model = `${asked.backendId}/${asked.modelId}`;
  return [
    ...continues.filter((part) => part.end < end),
    { answerId: answer.id, end, model, catalogId: servedCatalogId(answer.provenance) },
  ];
}

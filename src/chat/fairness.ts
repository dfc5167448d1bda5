import type { SamplingParameters } from '#providers/provider.ts';
import { lastAnswerOf } from './column-answers.ts';
import type { ComparisonRecord } from './item-records.ts';
import { headOf, pathFromHead } from './message-tree.ts';
import type { AnswerRecord } from './records.ts';
import type { ChatState } from './state.ts';

/** By whom the prompt of an answer was written: a format of ours, or the backend's own template. */
export type Template = { readonly by: 'format'; readonly id: string } | { readonly by: 'backend' };

/** What one column was asked with, as far as the others may differ in it. */
export interface ColumnTerms {
  readonly conversationId: string;
  readonly system: string | null;
  readonly parameters: SamplingParameters;
  /** `null` until something was answered. */
  readonly template: Template | null;
}

/** In what the columns of a comparison are not alike. */
export type Unevenness = 'question' | 'earlier-turns' | 'terms' | 'parameters' | 'system' | 'template';

export interface Fairness {
  readonly columns: readonly ColumnTerms[];
  readonly uneven: readonly Unevenness[];
}

/**
 * Looks at the newest answers side by side. The text, the limit and the seed are forced when a question is asked; what a person did since,
 * in one column alone or by changing the terms, is told here.
 */
export function fairnessOf(state: ChatState, { columns }: ComparisonRecord): Fairness {
  const seen = columns.value.map((id) => lookAt(state, id));
  const answered = seen.filter(({ answer }) => answer !== null);
  const differ = (of: (column: (typeof seen)[number]) => unknown, among = answered): boolean =>
    new Set(among.map((column) => JSON.stringify(of(column)))).size > 1;
  const uneven: Unevenness[] = [];
  if (differ(({ questions }) => questions.at(-1))) uneven.push('question');
  if (answered.length < seen.length || differ(({ questions }) => questions.slice(0, -1))) {
    if (answered.length > 0) uneven.push('earlier-turns');
  }
  if (differ(({ answer }) => [answer?.provenance.parameters.maxTokens, answer?.provenance.parameters.seed])) uneven.push('terms');
  if (differ(({ terms }) => ownOf(terms.parameters), seen)) uneven.push('parameters');
  if (differ(({ terms }) => terms.system, seen)) uneven.push('system');
  if (differ(({ terms }) => terms.template)) uneven.push('template');
  return { columns: seen.map(({ terms }) => terms), uneven };
}

function lookAt(state: ChatState, conversationId: string) {
  const conversation = state.conversations.get(conversationId);
  const answer = lastAnswerOf(state, conversationId);
  const path = conversation === undefined ? [] : pathFromHead(state.messages, headOf(state.messages, conversation));
  return {
    answer,
    questions: path.flatMap((message) => (message.kind === 'question' ? [message.text] : [])),
    terms: {
      conversationId,
      system: conversation?.system?.value ?? null,
      parameters: conversation?.parameters?.value ?? {},
      template: answer === null ? null : templateOf(answer),
    } satisfies ColumnTerms,
  };
}

/** In a fixed order, so that two of the same are written the same. */
function ownOf({ temperature, topP, topK, repetitionPenalty }: SamplingParameters) {
  return [temperature, topP, topK, repetitionPenalty];
}

function templateOf({ status, provenance: { served } }: AnswerRecord): Template | null {
  if (served.prompt !== undefined) return { by: 'format', id: served.prompt.formatId };
  return status === 'done' ? { by: 'backend' } : null;
}

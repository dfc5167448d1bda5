import type { SamplingParameters } from '#providers/provider.ts';
import {
  type AnswerRecord,
  type Attachment,
  type ContinuedPart,
  type ConversationRecord,
  type Provenance,
  type QuestionRecord,
  schemaVersion,
  type SentContext,
} from './records.ts';

/** A conversation without messages, living and without a title. */
export function newConversation(
  id: string,
  createdAt: number,
  model: string | null,
  system: string | null = null,
  parameters: SamplingParameters | null = null,
): ConversationRecord {
  return {
    kind: 'conversation',
    schemaVersion,
    id,
    createdAt,
    title: { value: null, updatedAt: createdAt },
    model: { value: model, updatedAt: createdAt },
    ...(system === null ? {} : { system: { value: system, updatedAt: createdAt } }),
    ...(parameters === null ? {} : { parameters: { value: parameters, updatedAt: createdAt } }),
    head: { value: null, updatedAt: createdAt },
    deleted: { value: null, updatedAt: createdAt },
  };
}

export function newQuestion(
  place: Pick<QuestionRecord, 'id' | 'conversationId' | 'parentId' | 'createdAt'>,
  text: string,
  attachments: readonly Attachment[] = [],
): QuestionRecord {
  return { kind: 'question', schemaVersion, ...place, text, ...(attachments.length === 0 ? {} : { attachments }) };
}

/** What is asked with what, once the model is described; nothing was sent before. */
export function describedAnswer(answer: AnswerRecord, asked: Provenance['asked'], parameters: SamplingParameters): AnswerRecord {
  return { ...answer, provenance: { ...answer.provenance, asked, parameters } };
}

/** What of the conversation is sent for an answer. */
export function sentAnswer(answer: AnswerRecord, context: SentContext, system: string | null): AnswerRecord {
  return { ...answer, provenance: { ...answer.provenance, context, ...(system === null ? {} : { system }) } };
}

/** What an answer that goes on from another begins with, and who wrote what of it. */
export interface Beginning {
  readonly text: string;
  readonly parts: readonly ContinuedPart[];
}

/** An answer that waits for its first word. One that goes on from another begins with its text. */
export function newAnswer(
  place: Pick<AnswerRecord, 'id' | 'conversationId' | 'parentId' | 'createdAt'>,
  asked: Provenance['asked'],
  parameters: SamplingParameters,
  { begins, draftSet, again }: { readonly begins?: Beginning; readonly draftSet?: string; readonly again?: AnswerRecord } = {},
): AnswerRecord {
  return {
    kind: 'answer',
    schemaVersion,
    ...place,
    ...(draftSet === undefined ? {} : { draftSet }),
    status: 'waiting',
    text: begins?.text ?? '',
    reasoning: '',
    filled: [],
    finishReason: null,
    error: null,
    progress: null,
    provenance: {
      asked,
      served: {},
      parameters,
      usage: {},
      timing: { startedAt: place.createdAt, firstTokenMs: null, totalMs: null },
      ...(begins === undefined ? {} : { continues: begins.parts }),
      ...(again === undefined ? {} : { reproduces: again.id }),
    },
  };
}

/** A conversation that is never kept, unless the person says so later. */
export function asTemporary(conversation: ConversationRecord): ConversationRecord {
  return { ...conversation, temporary: true };
}

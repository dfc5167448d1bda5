import * as v from 'valibot';
import {
  type AnswerRecord,
  type AnswerStatus,
  type Attachment,
  type ConversationRecord,
  type MessageRecord,
  type StoredRecord,
  schemaVersion,
} from '#chat/records.ts';
import type { Verdict } from '#catalog/effective-license.ts';
import type { BackendKind, ErrorCode, FinishReason, StatedLineage } from '#providers/provider.ts';
import { itemSchemas } from './item-rows.ts';
import { count, id, nullableText, oneOf, organisedFields, parametersRow, stamped, text, time, version } from './row-fields.ts';

const finishReason = oneOf<FinishReason>({ stop: true, 'stop-string': true, length: true, 'content-filter': true, aborted: true });
const errorCode = oneOf<ErrorCode>({
  auth: true,
  'not-found': true,
  'rate-limited': true,
  'no-credit': true,
  busy: true,
  loading: true,
  'context-exceeded': true,
  'bad-request': true,
  network: true,
  'blocked-by-policy': true,
  malformed: true,
  timeout: true,
  server: true,
  interrupted: true,
  'file-damaged': true,
  'file-too-large': true,
  'architecture-unsupported': true,
  'out-of-memory': true,
  'engine-failed': true,
  'part-missing': true,
  'app-failed': true,
});
const backendKind = oneOf<BackendKind>({
  'in-browser': true,
  'openai-compatible': true,
  'hugging-face': true,
  ollama: true,
  'text-generation-inference': true,
});
const status = oneOf<AnswerStatus>({ waiting: true, streaming: true, done: true, stopped: true, interrupted: true, failed: true });
const stage = oneOf<NonNullable<AnswerRecord['progress']>['stage']>({ queued: true, held: true, download: true, load: true, prompt: true });
const statedBy = oneOf<StatedLineage['by']>({ file: true, card: true, server: true });

/** Cards that the person gave to models: "backend id/model id" to catalog id. */
export const matchesRow: v.GenericSchema<unknown, Record<string, string | null>> = v.record(text, nullableText);

const stated = v.object({
  by: statedBy,
  name: nullableText,
  organisation: nullableText,
  license: nullableText,
  licenseLink: nullableText,
  baseModels: v.array(v.object({ name: text, organisation: nullableText, repository: nullableText })),
  dataSets: v.array(text),
  relation: v.exactOptional(nullableText),
});

const verdict = oneOf<Verdict>({ allowed: true, conditional: true, 'not-allowed': true, unclear: true });
const verdicts = { 'noncommercial-use': verdict, 'commercial-use': verdict, redistribution: verdict, 'train-on-outputs': verdict };

const served = v.object({
  model: v.exactOptional(text),
  catalogId: v.exactOptional(nullableText),
  provider: v.exactOptional(text),
  revision: v.exactOptional(text),
  file: v.exactOptional(v.object({ name: text, bytes: count, sha256: nullableText })),
  prompt: v.exactOptional(v.object({ formatId: text, text, stop: v.array(text) })),
  unusedFormat: v.exactOptional(text),
  license: v.exactOptional(v.nullable(v.object({ declared: nullableText, effective: v.array(text), verdicts: v.object(verdicts) }))),
  stated: v.exactOptional(stated),
});

const provenance = v.object({
  asked: v.object({
    backendId: text,
    backendKind,
    backendLabel: text,
    modelId: text,
    catalogId: nullableText,
    saidByPerson: v.exactOptional(v.literal(true)),
  }),
  served,
  parameters: parametersRow,
  usage: v.object({
    promptTokens: v.exactOptional(count),
    outputTokens: v.exactOptional(count),
    tokensPerSecond: v.exactOptional(count),
  }),
  timing: v.object({
    startedAt: time,
    firstTokenMs: v.nullable(count),
    totalMs: v.nullable(count),
    reasonedMs: v.exactOptional(count),
  }),
  context: v.exactOptional(
    v.object({
      leftOut: v.array(id),
      tokens: count,
      isExact: v.boolean(),
      bytes: count,
      windowTokens: v.nullable(count),
      images: v.exactOptional(v.object({ sent: count, withheld: count })),
      template: v.exactOptional(v.picklist(['model', 'fallback'])),
    }),
  ),
  system: v.exactOptional(text),
  continues: v.exactOptional(v.array(v.object({ answerId: id, end: count, model: text, catalogId: nullableText }))),
  reproduces: v.exactOptional(id),
});

const conversation = v.object({
  kind: v.literal('conversation'),
  schemaVersion: version,
  id,
  createdAt: time,
  title: stamped(nullableText),
  model: stamped(nullableText),
  system: v.exactOptional(stamped(nullableText)),
  head: stamped(v.nullable(id)),
  deleted: stamped(v.nullable(time)),
  ...organisedFields,
  parameters: v.exactOptional(stamped(v.nullable(parametersRow))),
  removed: v.exactOptional(v.record(id, stamped(v.boolean()))),
  comparisonId: v.exactOptional(id),
  origin: v.exactOptional(v.object({ conversationId: id, messageId: id, title: nullableText })),
});

const file = { name: text, mediaType: text, bytes: count };
const attachment: v.GenericSchema<unknown, Attachment> = v.variant('kind', [
  v.object({ kind: v.literal('text'), ...file, text, pages: v.exactOptional(count) }),
  v.object({ kind: v.literal('image'), ...file, data: text }),
]);

const question = v.object({
  kind: v.literal('question'),
  schemaVersion: version,
  id,
  conversationId: id,
  parentId: v.nullable(id),
  createdAt: time,
  text,
  attachments: v.exactOptional(v.array(attachment)),
});

const answer = v.object({
  kind: v.literal('answer'),
  schemaVersion: version,
  id,
  conversationId: id,
  parentId: id,
  createdAt: time,
  status,
  text,
  reasoning: text,
  filled: v.array(v.object({ slot: text, modelId: nullableText, source: nullableText, start: count, end: count })),
  finishReason: v.nullable(finishReason),
  error: v.nullable(
    v.object({
      code: errorCode,
      detail: text,
      status: v.exactOptional(count),
      retryAfterMs: v.exactOptional(count),
      needed: v.exactOptional(count),
      limit: v.exactOptional(count),
    }),
  ),
  progress: v.nullable(v.object({ stage, done: count, total: v.nullable(count) })),
  provenance,
  draftSet: v.exactOptional(id),
});

export const conversationRow: v.GenericSchema<unknown, ConversationRecord> = conversation;
export const answerRow: v.GenericSchema<unknown, AnswerRecord> = answer;
export const messageRow: v.GenericSchema<unknown, MessageRecord> = v.variant('kind', [question, answer]);
export const recordRow: v.GenericSchema<unknown, StoredRecord> = v.variant('kind', [conversation, question, answer, ...itemSchemas]);
export const draftRow: v.GenericSchema<unknown, { text: string; updatedAt: number }> = v.object({ text, updatedAt: count });
export const draftAttachmentsRow: v.GenericSchema<unknown, { attachments: Attachment[]; updatedAt: number }> = v.object({
  attachments: v.array(attachment),
  updatedAt: count,
});

const versioned = v.object({ schemaVersion: v.number() });
const identified = v.object({ id: text });

export type Parsed<T> =
  | { readonly state: 'good'; readonly row: T }
  /** Written by a newer build: not to be touched. */
  | { readonly state: 'newer'; readonly detail: string }
  | { readonly state: 'bad'; readonly detail: string };

/** Checks a row or a record of an archive. Fields that this build does not know are left out. */
export function parseRow<T>(schema: v.GenericSchema<unknown, T>, row: unknown): Parsed<T> {
  const result = v.safeParse(schema, row);
  if (result.success) return { state: 'good', row: result.output };
  const name = v.is(identified, row) ? row.id : 'without an id';
  if (v.is(versioned, row) && row.schemaVersion > schemaVersion) {
    return { state: 'newer', detail: `Record ${name} has schema version ${row.schemaVersion}; this build knows ${schemaVersion}.` };
  }
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  return { state: 'bad', detail: `Record ${name}: ${path === null ? '' : `${path}: `}${issue.message}` };
}

import * as v from 'valibot';
import { type AnswerRecord, type ConversationRecord, type MessageRecord, type StoredRecord, schemaVersion } from '#chat/records.ts';
import type { ErrorCode, FinishReason, SamplingParameters } from '#providers/provider.ts';

/** Ids stand in addresses (`#/chat/<id>`), so their characters are limited. */
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/u));
const count = v.pipe(v.number(), v.finite());
const text = v.string();
const nullableText = v.nullable(text);
const version = v.literal(schemaVersion);

function stamped<T>(value: v.GenericSchema<T>): v.GenericSchema<{ value: T; updatedAt: number }> {
  return v.object({ value, updatedAt: count });
}

const finishReason: v.GenericSchema<FinishReason> = v.picklist(['stop', 'stop-string', 'length', 'content-filter', 'aborted']);

const errorCode: v.GenericSchema<ErrorCode> = v.picklist([
  'auth',
  'not-found',
  'rate-limited',
  'busy',
  'loading',
  'context-exceeded',
  'bad-request',
  'network',
  'blocked-by-policy',
  'malformed',
  'timeout',
  'server',
  'interrupted',
  'file-damaged',
  'file-too-large',
  'architecture-unsupported',
  'out-of-memory',
  'engine-failed',
  'part-missing',
]);

/** Cards that the person gave to models: "backend id/model id" to catalog id. */
export const matchesRow: v.GenericSchema<unknown, Record<string, string | null>> = v.record(text, nullableText);

export const parametersRow: v.GenericSchema<unknown, SamplingParameters> = v.object({
  maxTokens: v.exactOptional(count),
  temperature: v.exactOptional(count),
  topP: v.exactOptional(count),
  topK: v.exactOptional(count),
  repetitionPenalty: v.exactOptional(count),
  seed: v.exactOptional(count),
});

const stated = v.object({
  by: v.picklist(['file', 'card', 'server']),
  name: nullableText,
  organisation: nullableText,
  license: nullableText,
  licenseLink: nullableText,
  baseModels: v.array(v.object({ name: text, organisation: nullableText, repository: nullableText })),
  dataSets: v.array(text),
  relation: v.exactOptional(nullableText),
});

const verdict = v.picklist(['allowed', 'conditional', 'not-allowed', 'unclear']);
const verdicts = { 'noncommercial-use': verdict, 'commercial-use': verdict, redistribution: verdict, 'train-on-outputs': verdict };

const served = v.object({
  model: v.exactOptional(text),
  catalogId: v.exactOptional(nullableText),
  provider: v.exactOptional(text),
  revision: v.exactOptional(text),
  file: v.exactOptional(v.object({ name: text, bytes: count, sha256: nullableText })),
  prompt: v.exactOptional(v.object({ formatId: text, text, stop: v.array(text) })),
  license: v.exactOptional(v.nullable(v.object({ declared: nullableText, effective: v.array(text), verdicts: v.object(verdicts) }))),
  stated: v.exactOptional(stated),
});

const provenance = v.object({
  asked: v.object({
    backendId: text,
    backendKind: v.picklist(['in-browser', 'openai-compatible']),
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
  timing: v.object({ startedAt: count, firstTokenMs: v.nullable(count), totalMs: v.nullable(count) }),
  context: v.exactOptional(
    v.object({ leftOut: v.array(id), tokens: count, isExact: v.boolean(), bytes: count, windowTokens: v.nullable(count) }),
  ),
  system: v.exactOptional(text),
});

const conversation = v.object({
  kind: v.literal('conversation'),
  schemaVersion: version,
  id,
  createdAt: count,
  title: stamped(nullableText),
  model: stamped(nullableText),
  system: v.exactOptional(stamped(nullableText)),
  head: stamped(v.nullable(id)),
  deleted: stamped(v.nullable(count)),
});

const question = v.object({
  kind: v.literal('question'),
  schemaVersion: version,
  id,
  conversationId: id,
  parentId: v.nullable(id),
  createdAt: count,
  text,
});

const answer = v.object({
  kind: v.literal('answer'),
  schemaVersion: version,
  id,
  conversationId: id,
  parentId: id,
  createdAt: count,
  status: v.picklist(['waiting', 'streaming', 'done', 'stopped', 'interrupted', 'failed']),
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
  progress: v.nullable(
    v.object({ stage: v.picklist(['queued', 'held', 'download', 'load', 'prompt']), done: count, total: v.nullable(count) }),
  ),
  provenance,
});

export const conversationRow: v.GenericSchema<unknown, ConversationRecord> = conversation;
export const answerRow: v.GenericSchema<unknown, AnswerRecord> = answer;
export const messageRow: v.GenericSchema<unknown, MessageRecord> = v.variant('kind', [question, answer]);
export const recordRow: v.GenericSchema<unknown, StoredRecord> = v.variant('kind', [conversation, question, answer]);
export const draftRow: v.GenericSchema<unknown, { text: string; updatedAt: number }> = v.object({ text, updatedAt: count });

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

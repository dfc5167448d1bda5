import * as v from 'valibot';
import type { BlindRound, ItemRecord, VoteRecord } from '#chat/item-records.ts';
import { count, id, nullableText, oneOf, organisedFields, parametersRow, stamped, text, time, version } from './row-fields.ts';

const item = { schemaVersion: version, id, createdAt: time, deleted: stamped(v.nullable(time)) };

const preset = v.object({
  kind: v.literal('preset'),
  ...item,
  name: stamped(text),
  system: stamped(nullableText),
  parameters: stamped(parametersRow),
});

const prompt = v.object({ kind: v.literal('prompt'), ...item, name: stamped(text), text: stamped(text) });

const terms = v.object({ maxTokens: count, seed: v.union([count, oneOf<'drawn' | 'none'>({ drawn: true, none: true })]) });
const contender = v.object({ model: text, system: nullableText, parameters: parametersRow });
const blind = v.object({ state: oneOf<BlindRound['state']>({ open: true, voted: true, void: true }), contenders: v.array(contender) });

const comparison = v.object({
  kind: v.literal('comparison'),
  ...item,
  title: stamped(nullableText),
  columns: stamped(v.array(id)),
  terms: v.exactOptional(stamped(terms)),
  blind: v.exactOptional(stamped(blind)),
  ...organisedFields,
});

const vote = v.object({
  kind: v.literal('vote'),
  ...item,
  questionId: id,
  comparisonId: v.exactOptional(id),
  how: oneOf<VoteRecord['how']>({ drafts: true, open: true, blind: true }),
  sides: v.array(v.object({ answerId: id, model: text, catalogId: nullableText })),
  choice: v.union([count, oneOf<'tie' | 'both-bad'>({ tie: true, 'both-bad': true })]),
});

const run = v.object({
  kind: v.literal('run'),
  ...item,
  title: stamped(text),
  prompts: v.array(v.object({ id: text, text })),
  columns: v.array(id),
  seed: count,
});

export const itemSchemas = [preset, prompt, comparison, vote, run] as const;
export const itemRow: v.GenericSchema<unknown, ItemRecord> = v.variant('kind', itemSchemas);

import * as v from 'valibot';
import { latestTime } from '#chat/merge.ts';
import { type Stamped, schemaVersion } from '#chat/records.ts';
import type { SamplingParameters } from '#providers/provider.ts';

/** Ids stand in addresses (`#/chat/<id>`), so their characters are limited. */
export const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
export const count = v.pipe(v.number(), v.finite());
/** Milliseconds since 1970 within what a `Date` holds: an impossible time in a file would break every list that it stands in. */
export const time = v.pipe(v.number(), v.minValue(0, 'is no time'), v.maxValue(latestTime, 'is no time'));
export const text = v.string();
export const nullableText = v.nullable(text);
export const version = v.literal(schemaVersion);

export function stamped<T>(value: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Stamped<T>> {
  return v.object({ value, updatedAt: time });
}

/** One of the words of a union. They are the keys of a record, so that a word without a line here does not compile: what has it could be
 * written and never read again. */
export function oneOf<Word extends string>(words: Readonly<Record<Word, true>>): v.GenericSchema<Word> {
  const isWord = (word: string): word is Word => Object.hasOwn(words, word);
  return v.picklist(Object.keys(words).filter(isWord), 'is not known to this build');
}

/** Where a person put a conversation or a comparison. */
export const organisedFields = {
  pinned: v.exactOptional(stamped(v.boolean())),
  archived: v.exactOptional(stamped(v.boolean())),
  folder: v.exactOptional(stamped(nullableText)),
  tags: v.exactOptional(stamped(v.array(text))),
};

export const parametersRow: v.GenericSchema<unknown, SamplingParameters> = v.object({
  maxTokens: v.exactOptional(count),
  temperature: v.exactOptional(count),
  topP: v.exactOptional(count),
  topK: v.exactOptional(count),
  repetitionPenalty: v.exactOptional(count),
  seed: v.exactOptional(count),
});

/** What is attached to a draft is a row of its own beside the text, so that each letter typed does not write a picture again. */
export const attachmentsKey = (draftKey: string): string => `attachments:${draftKey}`;

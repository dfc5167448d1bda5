import * as v from 'valibot';

/**
 * What only informs never breaks an answer: a value of the wrong type counts as absent. One step, because almost every message of an answer
 * lacks almost all of what it could tell.
 */
export const lenient = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.transform((value): v.InferOutput<Schema> | null => {
        if (value === null || value === undefined) return null;
        const read = v.safeParse(schema, value);
        return read.success ? read.output : null;
      }),
    ),
    null,
  );

/**
 * What a server measures: tokens, milliseconds, bytes. JSON can write numbers that are infinite when they are read (1e999), and so large
 * ones that a product of them is; a record with one of those could be written and not be read again.
 */
export const measure = v.pipe(v.number(), v.minValue(0), v.maxValue(1e15));

/** A name from outside, bounded before it is kept; an empty one is none, and so is what is no text. */
export const boundedName = (value: unknown): string | null => (typeof value !== 'string' || value === '' ? null : value.slice(0, 200));

/** What the schemas say, in plain checks, for messages that come by the thousand. */
export const isNone = (value: unknown): value is null | undefined => value === undefined || value === null;
export const isText = (value: unknown): value is string | null | undefined => typeof value === 'string' || isNone(value);
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

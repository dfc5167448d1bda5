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

/** A name from outside, bounded before it is kept; an empty one is none. */
export const boundedName = (value: string | null): string | null => (value === null || value === '' ? null : value.slice(0, 200));

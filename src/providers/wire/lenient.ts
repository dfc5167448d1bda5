import * as v from 'valibot';

/** What only informs never breaks an answer: a value of the wrong type counts as absent. */
export const lenient = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.fallback(v.nullable(schema), null), null);

/** A name from outside, bounded before it is kept; an empty one is none. */
export const boundedName = (value: string | null): string | null => (value === null || value === '' ? null : value.slice(0, 200));

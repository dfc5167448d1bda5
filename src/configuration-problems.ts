import * as v from 'valibot';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects sentences for the operator, each with the path of what is wrong. */
export interface ConfigurationProblems {
  readonly sentences: string[];
  /** The value, or `null` and a sentence. */
  readonly check: <Schema extends v.GenericSchema>(schema: Schema, value: unknown, path: string) => v.InferOutput<Schema> | null;
  readonly nameUnknownKeys: (value: Record<string, unknown>, known: Iterable<string>, path: string) => void;
}

export function createProblems(): ConfigurationProblems {
  const sentences: string[] = [];
  return {
    sentences,
    check(schema, value, path) {
      const result = v.safeParse(schema, value);
      if (result.success) return result.output;
      for (const issue of result.issues) {
        const inner = v.getDotPath(issue);
        sentences.push(`config.json: ${inner === null ? path : `${path}.${inner}`}: ${issue.message}`);
      }
      return null;
    },
    nameUnknownKeys(value, known, path) {
      const allowed = new Set(known);
      for (const key of Object.keys(value)) {
        if (!allowed.has(key)) sentences.push(`config.json: ${path}${key}: this key is unknown and has no effect`);
      }
    },
  };
}

import * as v from 'valibot';

/** What is written beside a file's bytes. It stays on this device; addresses are made anew from the configuration. */
const text = v.pipe(v.string(), v.maxLength(2_000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const lineage = v.object({
  by: v.picklist(['file', 'card', 'server']),
  name: v.nullable(text),
  organisation: v.nullable(text),
  license: v.nullable(text),
  licenseLink: v.nullable(text),
  baseModels: v.pipe(v.array(v.object({ name: text, organisation: v.nullable(text), repository: v.nullable(text) })), v.readonly()),
  dataSets: v.pipe(v.array(text), v.readonly()),
  relation: v.exactOptional(v.nullable(text)),
});
const manifestSchema = v.object({
  version: v.literal(1),
  repository: text,
  /** Commit that the file was taken from. */
  revision: text,
  file: text,
  bytes: count,
  /** The Hub's own word before the download. */
  sha256: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  card: lineage,
  /** Written when all bytes were there and were checked; without it the file is not offered as a model. */
  checked: v.nullable(
    v.object({
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      stated: lineage,
      contextTokens: v.nullable(count),
      hasTemplate: v.boolean(),
      memoryBytes: count,
    }),
  ),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type CheckedFile = NonNullable<Manifest['checked']>;

/** Reads a manifest; `null` for anything else, also for one that a later version wrote. */
export function readManifest(written: string): Manifest | null {
  try {
    const read = v.safeParse(manifestSchema, JSON.parse(written));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

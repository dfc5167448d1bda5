import * as v from 'valibot';
import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import { shownName } from '../../configured-models.ts';
import { ProviderFailure } from '../../failure.ts';
import type { ModelInspection, OfferedModel } from '../../provider.ts';
import { lenient } from '../../wire/lenient.ts';

/** An answer of `/info`. */
const info = v.object({
  model_id: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  /** Commit of the model's repository on the Hub; a folder has none. */
  model_sha: lenient(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  /** Tokens of the prompt and the answer together. */
  max_total_tokens: lenient(v.pipe(v.number(), v.integer(), v.minValue(1))),
  version: lenient(v.string()),
});
export type ServerInfo = v.InferOutput<typeof info>;

/** Throws a `ProviderFailure` with code `malformed`. */
export function readInfo(content: unknown): ServerInfo {
  const read = v.safeParse(info, content);
  if (!read.success) throw new ProviderFailure('malformed', 'The server answered with something that does not describe its model.');
  return read.output;
}

export function offerOf({ model_id, max_total_tokens }: ServerInfo, catalog: Catalog): OfferedModel {
  const catalogId = matchModel(catalog, model_id);
  return { id: model_id, name: shownName(model_id, catalogId, catalog), catalogId, contextTokens: max_total_tokens, bytes: null };
}

/** The server tells no template, no license and no ancestry: the revision leads to the repository that does. */
export function inspectionOf({ model_sha, max_total_tokens, version }: ServerInfo): ModelInspection {
  return {
    contextTokens: max_total_tokens,
    chatTemplate: null,
    stated: null,
    revision: model_sha,
    engine: version === null ? null : `text-generation-inference ${version.slice(0, 40)}`,
    remoteHost: null,
  };
}

import * as v from 'valibot';
import { hubRepository } from '#catalog/hub-repository.ts';
import { ProviderFailure } from '../failure.ts';
import { lenient } from '../wire/lenient.ts';

/** What the author of a model writes at the head of its card: claims. A field that is missing or of another shape is `null` or empty. */
export interface HubCard {
  /** The Hub's id of the license, for example `apache-2.0`, `llama3.1` or `other`; several are joined by a comma. */
  readonly license: string | null;
  readonly licenseName: string | null;
  readonly licenseLink: string | null;
  /** Hub ids as a rule; whatever the author wrote. */
  readonly baseModels: readonly string[];
  /** `finetune`, `adapter`, `quantized`, `merge`: the card's own word, else what the Hub made out. */
  readonly baseModelRelation: string | null;
  readonly dataSets: readonly string[];
  readonly languages: readonly string[];
  readonly pipelineTag: string | null;
}

export interface HubFile {
  /** Path inside the repository. */
  readonly name: string;
  readonly bytes: number | null;
  /** Of large files only: the Hub tells no such sum of small ones. */
  readonly sha256: string | null;
}

export interface HubModel {
  /** "owner/name" as the Hub spells it. */
  readonly id: string;
  /** Commit that all this is true of. */
  readonly revision: string | null;
  /** `auto` and `manual`: files are given only to people who accepted terms. `null`: the Hub did not say. */
  readonly gated: 'no' | 'auto' | 'manual' | null;
  readonly card: HubCard;
  readonly files: readonly HubFile[];
}

/** Entries of one list that are read: more than any card in the wild has. */
const mostEntries = 64;
const mostFiles = 20_000;
const longestText = 500;

const text = lenient(
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.transform((value) => value.slice(0, longestText)),
  ),
);
/** Cards are YAML that people write: one value or a list of them, with gaps, and Norwegian ("no") arrives as `false`. */
const texts = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value): readonly string[] =>
      (Array.isArray(value) ? value : [value])
        .slice(0, mostEntries)
        .flatMap((item) => (typeof item === 'string' && item.trim() !== '' ? [item.trim().slice(0, longestText)] : [])),
    ),
  ),
  null,
);
const size = lenient(v.pipe(v.number(), v.integer(), v.minValue(0)));
const file = v.object({
  rfilename: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  size,
  lfs: lenient(v.object({ sha256: lenient(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i), v.toLowerCase())), size })),
});
const metadata = v.object({
  license: texts,
  license_name: text,
  license_link: text,
  base_model: texts,
  base_model_relation: text,
  datasets: texts,
  language: texts,
  pipeline_tag: text,
});
const answer = v.object({
  id: v.string(),
  sha: lenient(v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/i))),
  gated: lenient(v.union([v.literal(false), v.picklist(['auto', 'manual'])])),
  pipeline_tag: text,
  tags: texts,
  cardData: v.optional(v.unknown()),
  siblings: v.optional(v.unknown()),
});

/**
 * Reads the answer of `GET /api/models/<repository>?blobs=true`: `sha`, `gated`, `cardData`, and `siblings` with `rfilename`, `size` and
 * `lfs.sha256`. Throws a `ProviderFailure` if it is no description of a model; extras and gaps are passed over.
 */
export function readHubAnswer(content: unknown, asked: string): HubModel {
  const read = v.safeParse(answer, content);
  if (!read.success) throw new ProviderFailure('malformed', 'The Hub answered with something that describes no model.');
  const { id, sha, gated, pipeline_tag, tags, cardData, siblings } = read.output;
  const card = v.parse(metadata, typeof cardData === 'object' && cardData !== null && !Array.isArray(cardData) ? cardData : {});
  return {
    id: hubRepository(id) ?? asked,
    revision: sha,
    gated: gated === false ? 'no' : gated,
    card: {
      license: card.license.length === 0 ? null : card.license.join(', '),
      licenseName: card.license_name,
      licenseLink: card.license_link,
      baseModels: card.base_model,
      baseModelRelation: card.base_model_relation ?? relationOfTags(tags),
      dataSets: card.datasets,
      languages: card.language,
      pipelineTag: pipeline_tag ?? card.pipeline_tag,
    },
    files: (Array.isArray(siblings) ? siblings : []).slice(0, mostFiles).flatMap((item) => {
      const one = v.safeParse(file, item);
      if (!one.success) return [];
      const { rfilename, size: bytes, lfs } = one.output;
      return [{ name: rfilename, bytes: lfs?.size ?? bytes, sha256: lfs?.sha256 ?? null }];
    }),
  };
}

/** Where the card has no word for it, the Hub writes what it made out into a tag: "base_model:quantized:owner/name". */
function relationOfTags(tags: readonly string[]): string | null {
  for (const tag of tags) {
    const relation = /^base_model:(finetune|adapter|quantized|merge):/.exec(tag)?.[1];
    if (relation !== undefined) return relation;
  }
  return null;
}

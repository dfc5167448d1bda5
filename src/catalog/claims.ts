import * as v from 'valibot';
import type { Catalog } from './catalog.ts';
import claimsFile from './claims.json' with { type: 'json' };

/** What was found of a claim. `holds-as-relation`: the link between the two is there, the motive can't be checked. */
export const claimVerdicts = [
  'holds',
  'holds-as-relation',
  'holds-as-risk',
  'imprecise',
  'wrong',
  'contested',
  'partly-checked',
  'not-checked',
] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

const words = v.strictObject({ en: v.pipe(v.string(), v.minLength(1)), 'zh-Hans': v.pipe(v.string(), v.minLength(1)) });

/** One statement about who is built on what, in our own words, with what was found and where. */
const claimSchema = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
    verdict: v.picklist(claimVerdicts),
    /** Some of the finding rests on no text that was read. */
    unverified: v.optional(v.literal(true)),
    claim: words,
    finding: words,
    models: v.array(v.string()),
    dataSets: v.array(v.string()),
    sources: v.array(v.pipe(v.string(), v.minLength(1))),
  }),
  v.check(({ verdict, sources }) => verdict === 'not-checked' || sources.length > 0, 'A claim that was checked names a source.'),
);
export const claimsSchema = v.array(claimSchema);
export type Claim = v.InferOutput<typeof claimSchema>;

/** The article that Stemma began with: its statements in the order in which it makes them. The tests check the file against the schema. */
export const articleClaims = claimsFile as readonly Claim[];

export const article = {
  title: 'The open-source AI boom is built on Big Tech handouts',
  publisher: 'MIT Technology Review',
  published: '2023-05-12',
  /** The text that was checked is a translation into Chinese of this day. */
  translated: '2024-08-22',
} as const;

/** How many claims have each verdict, in the order of `claimVerdicts`; verdicts that no claim has are left out. */
export function countVerdicts(claims: readonly Claim[]): readonly { readonly verdict: ClaimVerdict; readonly count: number }[] {
  return claimVerdicts
    .map((verdict) => ({ verdict, count: claims.filter((claim) => claim.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
}

/** Sentences about models and data sets that the catalog lacks; empty if there is none. */
export function checkClaims(catalog: Catalog, claims: readonly Claim[]): readonly string[] {
  return claims.flatMap(({ id, models, dataSets }) => [
    ...models.filter((model) => !catalog.models.has(model)).map((model) => `claims/${id}: there is no model "${model}" in the catalog`),
    ...dataSets.filter((set) => !catalog.dataSets.has(set)).map((set) => `claims/${id}: there is no data set "${set}" in the catalog`),
  ]);
}

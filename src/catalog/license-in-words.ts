import type { Catalog } from './catalog.ts';
import type { License } from './schema.ts';

/** Kinds that stand for a doubt of ours or for no license at all: no author's words mean one of them. */
const markers: ReadonlySet<string> = new Set(['unknown', 'closed', 'mixed', 'terms-of-service']);

const folded = (words: string): string => words.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');

/**
 * The catalog's license that an author's words name: the Hub's id ("llama3.1"), an SPDX id, or the full name, whatever its case and
 * hyphens. `null`: not known, or more than one could be meant. Then its terms are unclear, which is never permission.
 */
export function licenseInWords(catalog: Catalog, words: string): License | null {
  const wanted = folded(words.trim());
  const found = [...catalog.licenses.values()].filter(
    ({ id, hubId, spdx, licenseRef, name, kind }) =>
      !markers.has(kind) && [id, hubId, spdx, licenseRef, name].some((own) => own !== null && folded(own) === wanted),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Whether words that name no license exactly may still be this one's: a server tells the heading of a license text ("Apache License Version
 * 2.0, January 2004"), which holds every word of its name. Enough to see no contradiction, too little to grant anything.
 */
export function mayMean(words: string, license: License): boolean {
  const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+|\d+(?:\.\d+)*/g) ?? [];
  const said = new Set(wordsOf(words));
  return wordsOf(license.name.replace(/\s*\(.*$/, '')).every((word) => said.has(word));
}

/** A license of which only the words are known: every answer is unclear. */
export function unknownLicense(id: string, name: string, source: string): License {
  const unclear = { value: 'unclear' as const, source };
  const nothing = { value: null, source };
  return {
    id,
    name,
    kind: 'unknown',
    layer: ['weights'],
    spdx: null,
    licenseRef: null,
    hubId: null,
    terms: {
      nonCommercialUse: unclear,
      commercialUse: unclear,
      derivatives: unclear,
      redistribution: unclear,
      trainOtherModelsOnOutputs: unclear,
      attribution: nothing,
      shareAlike: nothing,
      conditions: [],
      acceptableUsePolicy: nothing,
      userThreshold: nothing,
      namingRule: nothing,
      patentGrant: nothing,
      territory: nothing,
      revocation: nothing,
      onTermination: nothing,
    },
    notes: [],
  };
}

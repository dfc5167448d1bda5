import type { Catalog } from '#catalog/catalog.ts';
import { type EffectiveLicense, effectiveLicense } from '#catalog/effective-license.ts';

const known = new WeakMap<Catalog, Map<string, EffectiveLicense | null>>();

/** The effective license of a model, computed once: the catalog does not change while the page is open. */
export function licenseOf(catalog: Catalog, modelId: string): EffectiveLicense | null {
  const all = known.get(catalog) ?? new Map<string, EffectiveLicense | null>();
  known.set(catalog, all);
  const found = all.get(modelId);
  if (found !== undefined) return found;
  const made = effectiveLicense(catalog, modelId);
  all.set(modelId, made);
  return made;
}

/** Licenses of ancestors hold beside the declared one. */
export function holdsMore({ declared, effective }: EffectiveLicense): boolean {
  return effective.some((license) => license.id !== declared?.id);
}

/** The publisher declares more freedom than an ancestor's license gives. */
export function isStricter({ verdicts }: EffectiveLicense): boolean {
  return Object.values(verdicts).some(({ flags }) => flags.some(({ kind }) => kind === 'declares-more-than-base'));
}

import type { Catalog } from '#catalog/catalog.ts';
import { type EffectiveLicense, effectiveLicense } from '#catalog/effective-license.ts';
import { obligations } from '#catalog/obligations.ts';

/** Computes something about a model once: the catalog does not change while the page is open. */
function remembered<Made>(make: (catalog: Catalog, modelId: string) => Made): (catalog: Catalog, modelId: string) => Made {
  const known = new WeakMap<Catalog, Map<string, { readonly made: Made }>>();
  return (catalog, modelId) => {
    const all = known.get(catalog) ?? new Map<string, { readonly made: Made }>();
    known.set(catalog, all);
    const found = all.get(modelId) ?? { made: make(catalog, modelId) };
    all.set(modelId, found);
    return found.made;
  };
}

export const licenseOf = remembered(effectiveLicense);

/** What showing a model's answers, or passing on its weights, asks for. */
export const obligationsOf = remembered((catalog, modelId) => obligations(catalog, [modelId]));

/** Licenses of ancestors hold beside the declared one. */
export function holdsMore({ declared, effective }: EffectiveLicense): boolean {
  return effective.some((license) => license.id !== declared?.id);
}

/** The publisher declares more freedom than an ancestor's license gives. */
export function isStricter({ verdicts }: EffectiveLicense): boolean {
  return Object.values(verdicts).some(({ flags }) => flags.some(({ kind }) => kind === 'declares-more-than-base'));
}

import { buildCatalog, type Catalog, type CatalogParts } from './catalog.ts';
import { checkReferences } from './check-references.ts';

const kinds = ['models', 'licenses', 'dataSets', 'organisations', 'promptFormats'] as const satisfies readonly (keyof CatalogParts)[];

export interface MergedCatalog {
  readonly catalog: Catalog;
  /** What was left out and why, with its path below `catalog`: "models.my-model: there is no license ...". Empty when all is well. */
  readonly problems: readonly string[];
}

/**
 * The published catalog and an operator's own entries. An entry of the operator replaces a published one of the same id, and every one is
 * marked. One that refers to something that is nowhere, or that would make a model its own ancestor, is left out and named: with a
 * missing license or base a verdict would look better than it is. Then those that referred to it are looked at again.
 */
export function mergeCatalog(published: Catalog, own: CatalogParts): MergedCatalog {
  if (kinds.every((kind) => own[kind].length === 0)) return { catalog: published, problems: [] };
  const problems: string[] = [];
  const taken = new Set<string>();
  for (const kind of kinds) {
    for (const { id } of own[kind]) {
      if (taken.has(`${kind}/${id}`)) problems.push(`${kind}.${id}: it is there twice; the last one counts`);
      taken.add(`${kind}/${id}`);
    }
  }
  const leftOut = new Set<string>();
  for (;;) {
    const catalog = withOwn(published, own, leftOut);
    const found = checkReferences(catalog).filter(({ involved }) => involved.some((place) => catalog.ofOperator.has(place)));
    if (found.length === 0) return { catalog, problems };
    for (const { place, words, involved } of found) {
      problems.push(`${place.replace('/', '.')}: ${words}; it is left out`);
      for (const one of involved) if (catalog.ofOperator.has(one)) leftOut.add(one);
    }
  }
}

function withOwn(published: Catalog, own: CatalogParts, leftOut: ReadonlySet<string>): Catalog {
  const kept = <Item extends { readonly id: string }>(kind: keyof CatalogParts, items: readonly Item[]): readonly Item[] =>
    items.filter(({ id }) => !leftOut.has(`${kind}/${id}`));
  const parts: CatalogParts = {
    models: kept('models', own.models),
    licenses: kept('licenses', own.licenses),
    dataSets: kept('dataSets', own.dataSets),
    organisations: kept('organisations', own.organisations),
    promptFormats: kept('promptFormats', own.promptFormats),
  };
  const merged = buildCatalog({
    models: [...published.models.values(), ...parts.models],
    licenses: [...published.licenses.values(), ...parts.licenses],
    dataSets: [...published.dataSets.values(), ...parts.dataSets],
    organisations: [...published.organisations.values(), ...parts.organisations],
    promptFormats: [...published.promptFormats.values(), ...parts.promptFormats],
  });
  return { ...merged, ofOperator: new Set(kinds.flatMap((kind) => parts[kind].map(({ id }) => `${kind}/${id}` as const))) };
}

import type { Catalog } from '#catalog/catalog.ts';
import { type FamilyGraph, familyGraph } from '#catalog/family-graph.ts';

const known = new WeakMap<Catalog, FamilyGraph>();

/** The catalog's graph, made once: the catalog does not change while the page is open. */
export function familyOf(catalog: Catalog): FamilyGraph {
  const found = known.get(catalog) ?? familyGraph(catalog);
  known.set(catalog, found);
  return found;
}

import type { Catalog } from './catalog.ts';
import { licenseInWords, mayMean } from './license-in-words.ts';
import { ancestors, edgeFamily } from './lineage.ts';
import { catalogIdOfBase, catalogIdOfDataSet, type StatedLineage } from './stated-lineage.ts';

/** One place where a file or a card and the catalog do not say the same. Ids are the catalog's; `stated` is the author's own word. */
export type LineageDifference =
  | { readonly kind: 'license'; readonly stated: string; readonly license: string | null }
  | { readonly kind: 'license-not-stated'; readonly license: string }
  | { readonly kind: 'base-not-in-catalog'; readonly stated: string }
  | { readonly kind: 'base-not-stated'; readonly model: string }
  | { readonly kind: 'data-set-not-in-catalog'; readonly stated: string }
  | { readonly kind: 'data-set-not-stated'; readonly dataSet: string };

/**
 * Where what a file or a card says of a model differs from the model's card in the catalog: license, bases, data sets. A file that names
 * the model itself as its base is a copy of it (a quantisation, as a rule), which is no difference. Silence about data is none either.
 */
export function compareLineage(catalog: Catalog, modelId: string, stated: StatedLineage): readonly LineageDifference[] {
  const model = catalog.models.get(modelId);
  if (model === undefined) return [];
  const differences: LineageDifference[] = [];
  const declared = model.license.declared.value;
  if (stated.license === null) {
    if (declared !== null) differences.push({ kind: 'license-not-stated', license: declared });
  } else if (!agrees(catalog, stated.license, declared)) {
    differences.push({ kind: 'license', stated: stated.license, license: declared });
  }

  const bases = stated.baseModels.map((base) => ({ base, id: catalogIdOfBase(catalog, base) }));
  const isCopy = bases.some(({ id }) => id === modelId);
  const ours = new Set([modelId, ...ancestors(catalog, modelId).map((ancestor) => ancestor.model.id)]);
  for (const { base, id } of bases) {
    if (id === null || !ours.has(id)) differences.push({ kind: 'base-not-in-catalog', stated: base.repository ?? base.name });
  }
  const named = new Set(bases.map(({ id }) => id));
  for (const { target, relation } of isCopy ? [] : model.parents) {
    if (edgeFamily(relation) === 'weights' && !named.has(target)) differences.push({ kind: 'base-not-stated', model: target });
  }

  const setIds = new Set(model.dataSets.map(({ target }) => target));
  const inner = new Set([...setIds].flatMap((id) => catalog.dataSets.get(id)?.contains ?? []));
  const statedSets = new Set<string>();
  for (const name of stated.dataSets) {
    const id = catalogIdOfDataSet(catalog, name);
    if (id === null || !(setIds.has(id) || inner.has(id))) differences.push({ kind: 'data-set-not-in-catalog', stated: name });
    else statedSets.add(id);
  }
  for (const id of stated.dataSets.length === 0 ? [] : setIds) {
    const parts = catalog.dataSets.get(id)?.contains ?? [];
    if (!statedSets.has(id) && !parts.some((part) => statedSets.has(part))) differences.push({ kind: 'data-set-not-stated', dataSet: id });
  }
  return differences;
}

function agrees(catalog: Catalog, words: string, declared: string | null): boolean {
  const named = licenseInWords(catalog, words);
  if (named !== null) return named.id === declared;
  const ours = catalog.licenses.get(declared ?? '');
  return ours !== undefined && mayMean(words, ours);
}

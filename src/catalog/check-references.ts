import type { Catalog, CatalogParts } from './catalog.ts';
import type { Model } from './schema.ts';

export interface ReferenceProblem {
  /** "kind/id" of the entry that has it. */
  readonly place: Place;
  readonly words: string;
  /** Every entry that takes part in it: the one, or all of a circle. */
  readonly involved: readonly Place[];
}
type Place = `${keyof CatalogParts}/${string}`;

/** References that lead nowhere, and circles of descent; empty when the catalog is sound. */
export function checkReferences(catalog: Catalog): readonly ReferenceProblem[] {
  const problems: ReferenceProblem[] = [];
  const want = (found: boolean, place: Place, what: string): void => {
    if (!found) problems.push({ place, words: `there is no ${what} in the catalog`, involved: [place] });
  };
  for (const model of catalog.models.values()) {
    const where = `models/${model.id}` as const;
    want(catalog.organisations.has(model.organisation), where, `organisation "${model.organisation}"`);
    const declared = model.license.declared.value;
    if (declared !== null) want(catalog.licenses.has(declared), where, `license "${declared}"`);
    for (const { license } of model.license.history) want(catalog.licenses.has(license), where, `license "${license}"`);
    for (const { target } of model.parents) want(catalog.models.has(target), where, `model "${target}"`);
    for (const { target } of model.dataSets) want(catalog.dataSets.has(target), where, `data set "${target}"`);
    const base = model.weights.needsBaseWeights;
    if (base !== undefined) want(catalog.models.has(base), where, `model "${base}"`);
    if (model.promptFormat !== null) want(catalog.promptFormats.has(model.promptFormat), where, `prompt format "${model.promptFormat}"`);
  }
  for (const set of catalog.dataSets.values()) {
    const where = `dataSets/${set.id}` as const;
    want(catalog.organisations.has(set.organisation), where, `organisation "${set.organisation}"`);
    if (set.license.value !== null) want(catalog.licenses.has(set.license.value), where, `license "${set.license.value}"`);
    for (const inner of set.contains) want(catalog.dataSets.has(inner), where, `data set "${inner}"`);
    for (const { fromModel, termsOf } of set.textOrigins) {
      if (fromModel !== undefined) want(catalog.models.has(fromModel), where, `model "${fromModel}"`);
      if (termsOf !== undefined) want(catalog.licenses.has(termsOf), where, `license "${termsOf}"`);
    }
  }
  for (const { id, partOf } of catalog.organisations.values()) {
    if (partOf !== undefined) want(catalog.organisations.has(partOf), `organisations/${id}`, `organisation "${partOf}"`);
  }
  return [...problems, ...findCycles(catalog)];
}

function findCycles(catalog: Catalog): readonly ReferenceProblem[] {
  const finished = new Set<string>();
  const problems: ReferenceProblem[] = [];
  function visit(model: Model, path: readonly string[]): void {
    if (path.includes(model.id)) {
      const circle = [...path.slice(path.indexOf(model.id)), model.id];
      const involved = circle.map((id) => `models/${id}` as const);
      problems.push({ place: `models/${model.id}`, words: `it is its own ancestor (${circle.join(' -> ')})`, involved });
      return;
    }
    if (finished.has(model.id)) return;
    for (const { target } of model.parents) {
      const parent = catalog.models.get(target);
      if (parent !== undefined) visit(parent, [...path, model.id]);
    }
    finished.add(model.id);
  }
  for (const model of catalog.models.values()) visit(model, []);
  return problems;
}

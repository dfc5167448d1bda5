import type { Catalog } from './catalog.ts';
import type { Model } from './schema.ts';

/** Sentences about references that lead nowhere and about cycles; empty when the catalog is sound. */
export function checkReferences(catalog: Catalog): readonly string[] {
  const problems: string[] = [];
  const want = (found: boolean, where: string, what: string): void => {
    if (!found) problems.push(`${where}: there is no ${what} in the catalog`);
  };
  for (const model of catalog.models.values()) {
    const where = `models/${model.id}`;
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
    const where = `data-sets/${set.id}`;
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

function findCycles(catalog: Catalog): readonly string[] {
  const finished = new Set<string>();
  const problems: string[] = [];
  function visit(model: Model, path: readonly string[]): void {
    if (path.includes(model.id)) {
      problems.push(`models/${model.id}: it is its own ancestor (${[...path, model.id].join(' -> ')})`);
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

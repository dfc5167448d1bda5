import type { Catalog } from './catalog.ts';
import { ancestors, type EdgeFamily } from './lineage.ts';
import type { DataSet, Model } from './schema.ts';

/** How a model stands on another: by its weights, by history only, or as that model itself. `null` = not at all. */
export type Standing = EdgeFamily | 'itself' | null;

/** One that at least one of the compared models stands on, with how each of them does, in the order in which they were given. */
export interface SharedAncestor {
  readonly model: Model;
  readonly standings: readonly Standing[];
}

export interface SharedDataSet {
  readonly dataSet: DataSet;
  readonly uses: readonly boolean[];
}

/** What several models have in common and where they part. */
export interface SharedLineage {
  /** What most of them stand on comes first. */
  readonly ancestors: readonly SharedAncestor[];
  /** Data of the models themselves and of those they carry the weights of. */
  readonly dataSets: readonly SharedDataSet[];
}

/** Ids that are not in the catalog stand on nothing that is known. */
export function sharedLineage(catalog: Catalog, modelIds: readonly (string | null)[]): SharedLineage {
  const lines = modelIds.map((id) => lineOf(catalog, id));
  const sets = modelIds.map((id) => dataOf(catalog, id));
  const models = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  const dataSets = [...new Set(sets.flatMap((set) => [...set]))];
  const count = (marks: readonly unknown[]): number => marks.filter((mark) => mark !== null && mark !== false).length;
  return {
    ancestors: models
      .flatMap((id): readonly SharedAncestor[] => {
        const model = catalog.models.get(id);
        const standings = lines.map((line) => line.get(id) ?? null);
        // A compared model is a row only if another one stands on it.
        return model === undefined || standings.every((standing) => standing === null || standing === 'itself')
          ? []
          : [{ model, standings }];
      })
      .toSorted((left, right) => count(right.standings) - count(left.standings)),
    dataSets: dataSets
      .flatMap((id): readonly SharedDataSet[] => {
        const dataSet = catalog.dataSets.get(id);
        return dataSet === undefined ? [] : [{ dataSet, uses: sets.map((set) => set.has(id)) }];
      })
      .toSorted((left, right) => count(right.uses) - count(left.uses)),
  };
}

function lineOf(catalog: Catalog, id: string | null): ReadonlyMap<string, Standing> {
  if (id === null || !catalog.models.has(id)) return new Map();
  return new Map<string, Standing>([[id, 'itself'], ...ancestors(catalog, id).map(({ model, family }) => [model.id, family] as const)]);
}

function dataOf(catalog: Catalog, id: string | null): ReadonlySet<string> {
  const own = catalog.models.get(id ?? '');
  const carriers = own === undefined ? [] : [own, ...ancestors(catalog, own.id, 'weights').map(({ model }) => model)];
  return new Set(carriers.flatMap(({ dataSets }) => dataSets.map(({ target }) => target)));
}

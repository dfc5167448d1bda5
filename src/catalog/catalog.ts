import type { DataSet, License, Model, Organisation, PromptFormat } from './schema.ts';

/** The catalog: five maps by id. Data only; every question about it is a pure function in this room. */
export interface Catalog {
  readonly models: ReadonlyMap<string, Model>;
  readonly licenses: ReadonlyMap<string, License>;
  readonly dataSets: ReadonlyMap<string, DataSet>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly promptFormats: ReadonlyMap<string, PromptFormat>;
  /** Entries that the operator of this installation added or replaced, as "kind/id"; everything else is the published catalog's. */
  readonly ofOperator: ReadonlySet<`${keyof CatalogParts}/${string}`>;
}

export interface CatalogParts {
  readonly models: readonly Model[];
  readonly licenses: readonly License[];
  readonly dataSets: readonly DataSet[];
  readonly organisations: readonly Organisation[];
  readonly promptFormats: readonly PromptFormat[];
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item]));

export function buildCatalog(parts: CatalogParts): Catalog {
  return {
    models: byId(parts.models),
    licenses: byId(parts.licenses),
    dataSets: byId(parts.dataSets),
    organisations: byId(parts.organisations),
    promptFormats: byId(parts.promptFormats),
    ofOperator: new Set(),
  };
}

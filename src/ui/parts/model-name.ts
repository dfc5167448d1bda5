import type { Catalog } from '#catalog/catalog.ts';
import type { Provenance } from '#chat/records.ts';

/** Catalog id of the model that answered: as told by the backend; before it told, as asked. `null` = not in the catalog. */
export function servedCatalogId({ served, asked }: Provenance): string | null {
  if (served.catalogId !== undefined) return served.catalogId;
  return served.model === undefined || served.model === asked.modelId ? asked.catalogId : null;
}

/** What the answering model is called: its name in the catalog, else what its file or backend calls it. */
export function servedName(catalog: Catalog | null, provenance: Provenance): string {
  const id = servedCatalogId(provenance);
  const card = id === null ? undefined : catalog?.models.get(id);
  return card?.name ?? provenance.served.stated?.name ?? provenance.served.model ?? provenance.asked.modelId;
}

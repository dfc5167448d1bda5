import type { Catalog } from '#catalog/catalog.ts';
import type { Provenance } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';

/** What the answering model is called: its name in the catalog, else what its file or backend calls it. */
export function servedName(catalog: Catalog | null, provenance: Provenance): string {
  const id = servedCatalogId(provenance);
  const card = id === null ? undefined : catalog?.models.get(id);
  return card?.name ?? provenance.served.stated?.name ?? provenance.served.model ?? provenance.asked.modelId;
}

import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import type { ModelSettings } from './backend-settings.ts';
import type { OfferedModel } from './provider.ts';

/** A path shows its last part only: where files lie on a server is nobody's business. */
const fileName = (id: string): string => (/^[\\/]|\.gguf$/i.test(id) ? (id.split(/[\\/]/).at(-1) ?? id) : id);

/** A card's name where the id has one; the id stands beside it, so that the match can be judged. */
export const shownName = (id: string, catalogId: string | null, catalog: Catalog): string =>
  catalog.models.get(catalogId ?? '')?.name ?? fileName(id);

/** The models that the configuration names, as the picker shows them: no server is asked. */
export function configuredModels(models: readonly ModelSettings[], catalog: Catalog): readonly OfferedModel[] {
  return models.map(({ id, name, catalog: configured, contextTokens, bytes }) => {
    const catalogId = configured ?? matchModel(catalog, id);
    return { id, name: name ?? shownName(id, catalogId, catalog), catalogId, contextTokens: contextTokens ?? null, bytes: bytes ?? null };
  });
}

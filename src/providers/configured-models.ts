import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import type { ModelSettings } from './backend-settings.ts';
import { configuredNames, fileName } from './configured-names.ts';
import type { OfferedModel } from './provider.ts';

/** A card's name where the id has one; the id stands beside it, so that the match can be judged. */
export const shownName = (id: string, catalogId: string | null, catalog: Catalog): string =>
  catalog.models.get(catalogId ?? '')?.name ?? fileName(id);

/** The models that the configuration names, as the picker shows them: no server is asked. */
export function configuredModels(models: readonly ModelSettings[], catalog: Catalog): readonly OfferedModel[] {
  return configuredNames(models).map((named, place) => {
    const catalogId = named.catalogId ?? matchModel(catalog, named.id);
    return { ...named, name: models[place]?.name ?? shownName(named.id, catalogId, catalog), catalogId };
  });
}

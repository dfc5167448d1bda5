import type { ModelSettings } from './backend-settings.ts';
import type { OfferedModel } from './provider.ts';

/** A path shows its last part only: where files lie on a server is nobody's business. */
export const fileName = (id: string): string => (/^[\\/]|\.gguf$/i.test(id) ? (id.split(/[\\/]/).at(-1) ?? id) : id);

/** The models that the configuration names, as far as it tells of them itself: this can be shown before the catalog is here. */
export function configuredNames(models: readonly ModelSettings[]): readonly OfferedModel[] {
  return models.map(({ id, name, catalog, contextTokens, bytes, images }) => ({
    id,
    name: name ?? fileName(id),
    catalogId: catalog ?? null,
    contextTokens: contextTokens ?? null,
    bytes: bytes ?? null,
    ...(images === undefined ? {} : { readsImages: images }),
  }));
}

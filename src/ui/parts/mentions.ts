import type { Catalog } from '#catalog/catalog.ts';
import { findModels, namesLicense } from '#catalog/match.ts';
import { hrefOf } from '../routes.ts';

export interface Mention {
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly href: string;
  readonly title: string;
}

/** Models of the catalog that a text names, as links to what is known about them. */
export function mentionsIn(catalog: Catalog, text: string): readonly Mention[] {
  const named = findModels(catalog, text).filter(({ end }) => !namesLicense(text, end));
  return named.map(({ modelId, start, end }) => ({
    start,
    end,
    href: hrefOf({ screen: 'atlas', modelId }),
    title: catalog.models.get(modelId)?.name ?? modelId,
  }));
}

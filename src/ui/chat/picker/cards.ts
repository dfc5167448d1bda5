import type { Catalog } from '#catalog/catalog.ts';
import { modelFamilies } from '#catalog/name-index.ts';
import type { Model } from '#catalog/schema.ts';
import type { Offer } from '../../offers.ts';

/** A longer list is for the catalog's own page. */
const mostCards = 30;

/**
 * Models of the catalog that no backend offers yet: without a search the pinned families' flagships, so that Open Assistant, StableVicuna
 * and Dolly are there before any server is connected; with one, all that fit its words.
 */
export function cardsBeyondOffers(catalog: Catalog, offers: readonly Offer[], words: readonly string[]): readonly Model[] {
  const offered = new Set(offers.map(({ model }) => model.catalogId));
  const fits = ({ id, name, hubId, aliases }: Model): boolean => {
    const text = [id, name, hubId ?? '', ...aliases].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const candidates =
    words.length === 0
      ? modelFamilies.flatMap(({ pinned, flagship }) => (pinned ? (catalog.models.get(flagship) ?? []) : []))
      : [...catalog.models.values()].filter((model) => model.kind !== 'image' && fits(model));
  return candidates.filter(({ id }) => !offered.has(id)).slice(0, mostCards);
}

import type { StatedLineage } from '#catalog/stated-lineage.ts';

/** Claims of a file, or of the card of a repository. */
export function statedBy(
  by: StatedLineage['by'],
  name: string,
  more: Partial<StatedLineage> & { readonly bases?: readonly string[] } = {},
) {
  const { bases = [], ...rest } = more;
  const stated: StatedLineage = {
    by,
    name,
    organisation: null,
    license: null,
    licenseLink: null,
    baseModels: bases.map((base) => ({ name: base, organisation: null, repository: base.includes('/') ? base : null })),
    dataSets: [],
    ...rest,
  };
  return stated;
}

/** Cards by the repositories that they describe. */
export function cardsOf(cards: readonly StatedLineage[], isCut = false) {
  return { cards: new Map(cards.map((card) => [card.name?.toLowerCase() ?? '', card])), failures: new Map(), isCut };
}

import type { Catalog } from '#catalog/catalog.ts';
import { effectiveLicense, type Verdict } from '#catalog/effective-license.ts';
import { foundations } from '#catalog/lineage.ts';
import type { VotedSide } from '../item-records.ts';
import type { PlayerOf } from './pairs.ts';

export type BoardGrouping = 'model' | 'foundation' | 'license';

/** By what a model outside the catalog is known: the name under which it was asked. */
const uncatalogued = 'model ';

/**
 * Who plays on a board. `model`: catalog id, or `model ` and the name it was asked under. `foundation`: ids of the organisations
 * whose weights it stands on in the end, as in the family tree, joined by ` + ` where weights of several went in. `license`: ids of the licenses that hold, joined likewise. Models outside the catalog
 * count for no foundation and no license: nothing is known of theirs.
 */
export function playersBy(catalog: Catalog, grouping: BoardGrouping, isAdmitted: (verdict: Verdict | null) => boolean): PlayerOf {
  return (side) => {
    const license = side.catalogId === null ? null : effectiveLicense(catalog, side.catalogId);
    if (!isAdmitted(license?.verdicts['commercial-use'].verdict ?? null)) return null;
    if (grouping === 'model') return side.catalogId ?? uncatalogued + side.model;
    return grouping === 'foundation' ? foundationOf(catalog, side) : joined(license?.effective ?? []);
  };
}

function foundationOf(catalog: Catalog, { catalogId }: VotedSide): string | null {
  return catalogId === null ? null : joined(foundations(catalog, catalogId).map(({ organisation }) => ({ id: organisation })));
}

function joined(things: readonly { readonly id: string }[]): string | null {
  return things.length === 0 ? null : [...new Set(things.map(({ id }) => id))].toSorted().join(' + ');
}

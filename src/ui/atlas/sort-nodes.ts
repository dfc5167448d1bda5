import type { Catalog } from '#catalog/catalog.ts';
import type { Verdict } from '#catalog/effective-license.ts';
import type { FamilyNode } from '#catalog/family-graph.ts';
import type { Sorting } from './home-address.ts';
import { shortMaker } from './maker-name.ts';

/** From the freest to the most bound. */
const freedom: Readonly<Record<Verdict, number>> = { allowed: 0, conditional: 1, unclear: 2, 'not-allowed': 3 };

/** Sorts by one column; what is not known comes last either way, and equal rows stay as they are (by name). */
export function sortNodes(catalog: Catalog, nodes: readonly FamilyNode[], { by, isDescending }: Sorting): readonly FamilyNode[] {
  const keyOf = (node: FamilyNode): string | number | null => {
    const { model, foundation, verdict } = node;
    switch (by) {
      case 'maker':
        return shortMaker(catalog, model.organisation);
      case 'released':
        return model.released.value;
      case 'size':
        return model.parametersBillion.value;
      case 'foundation':
        return `${shortMaker(catalog, foundation)} ${(node.roots[0] ?? model).name}`;
      case 'declared':
        return catalog.licenses.get(model.license.declared.value ?? '')?.name ?? null;
      case 'effective':
        return freedom[verdict];
      default:
        return model.name;
    }
  };
  const direction = isDescending ? -1 : 1;
  return nodes
    .map((node) => ({ node, key: keyOf(node) }))
    .toSorted(({ key: left }, { key: right }) => {
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      if (typeof left === 'number' && typeof right === 'number') return direction * (left - right);
      return direction * String(left).localeCompare(String(right), 'en', { numeric: true });
    })
    .map(({ node }) => node);
}

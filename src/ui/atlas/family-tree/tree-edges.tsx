import { memo, type ReactNode } from 'react';
import type { TreeLayout } from './layout.ts';

/** All edges: weights as solid lines, everything else dashed. */
export const TreeEdges = memo(function TreeEdges({ layout }: { readonly layout: TreeLayout }): ReactNode {
  return (
    <g>
      {layout.edges.map(({ edge, path }) => (
        <path key={`${edge.parent} ${edge.child} ${edge.relation}`} className={`tree-edge ${edge.family}`} d={path} />
      ))}
    </g>
  );
});

/** The edges above and below one model once more, in front of the others. */
export function KinEdges({ layout, kin }: { readonly layout: TreeLayout; readonly kin: ReadonlySet<string> }): ReactNode {
  return (
    <g className="tree-kin">
      {layout.edges
        .filter(({ edge }) => kin.has(edge.parent) && kin.has(edge.child))
        .map(({ edge, path }) => (
          <path key={`${edge.parent} ${edge.child} ${edge.relation}`} className={`tree-edge ${edge.family}`} d={path} />
        ))}
    </g>
  );
}

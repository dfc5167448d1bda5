import type { ReactNode } from 'react';
import type { FamilyEdge, FamilyNode } from '#catalog/family-graph.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { VerdictBadge } from '../../parts/license/verdict-badge.tsx';
import { OperatorMark } from '../../parts/operator-mark.tsx';

interface CaptionProperties {
  readonly node: FamilyNode;
  readonly edges: readonly FamilyEdge[];
  readonly nameOf: (modelId: string) => string;
  readonly childCount: number;
  /** At the top, because the model itself is where the words would be. */
  readonly isUpper: boolean;
}

/** In words what the picture shows of one model: its verdict and every edge to a parent. */
export function TreeCaption({ node, edges, nameOf, childCount, isUpper }: CaptionProperties): ReactNode {
  const provenance = useProvenanceText();
  const { familyTree: text } = useAtlasText();
  return (
    <div className={isUpper ? 'tree-caption upper' : 'tree-caption'}>
      <p>
        <strong>{node.model.name}</strong> <VerdictBadge verdict={node.verdict} /> <OperatorMark entry={`models/${node.model.id}`} />
      </p>
      <ul>
        {edges.map((edge) => (
          <li key={`${edge.parent} ${edge.relation}`} className={edge.family}>
            {provenance.relations[edge.relation]} <bdi>{nameOf(edge.parent)}</bdi>
            {edge.unverified ? ` (${provenance.unverified})` : ''}
          </li>
        ))}
        {childCount > 0 ? <li className="count">{text.under(childCount)}</li> : null}
      </ul>
    </div>
  );
}

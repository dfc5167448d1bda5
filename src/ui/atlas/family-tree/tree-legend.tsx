import type { ReactNode } from 'react';
import type { Verdict } from '#catalog/effective-license.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { VerdictBadge } from '../../parts/license/verdict-badge.tsx';

const verdicts: readonly Verdict[] = ['allowed', 'conditional', 'unclear', 'not-allowed'];

/** What lines and marks mean. */
export function TreeLegend(): ReactNode {
  const provenance = useProvenanceText();
  const { familyTree: text } = useAtlasText();
  return (
    <div className="tree-legend">
      <span>{provenance.questions['commercial-use']}</span>
      {verdicts.map((verdict) => (
        <VerdictBadge key={verdict} verdict={verdict} />
      ))}
      <span className="tree-legend-line weights">{text.weights}</span>
      <span className="tree-legend-line history">{text.history}</span>
      <span className="tree-legend-closed">{text.closed}</span>
    </div>
  );
}

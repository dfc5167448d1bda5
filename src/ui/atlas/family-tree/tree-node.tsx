import { memo, type ReactNode, useId } from 'react';
import type { Outcome } from '#catalog/closure.ts';
import type { FamilyNode } from '#catalog/family-graph.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { verdictIcons } from '../../parts/license/verdict-badge.tsx';
import { hrefOf } from '../../routes.ts';
import type { Box } from './layout.ts';

/** More letters than this need smaller ones. */
const longName = 17;

/** What becomes of a model takes the place of what it allows: it is what is asked then. */
const outcomeTones: Readonly<Record<Outcome, string>> = { stands: 'allowed', uncertain: 'unclear', falls: 'not-allowed' };
const outcomeIcons: Readonly<Record<Outcome, IconName>> = { stands: 'check', uncertain: 'question', falls: 'cross' };

interface NodeProperties {
  readonly node: FamilyNode;
  readonly box: Box;
  readonly maker: string;
  /** Not asked for, but under something that is. */
  readonly isContext: boolean;
  readonly isMarked: boolean;
  readonly relation: 'active' | 'kin' | 'other' | 'none';
  /** What becomes of it if something is switched off. */
  readonly outcome: Outcome | undefined;
  /** Its edges to its parents, in words. */
  readonly edges: string;
  readonly tabIndex: 0 | -1;
}

/** A model as a link: its name, its maker, and by colour, icon and word whether it may be used commercially. */
export const TreeNode = memo(function TreeNode({
  node,
  box,
  maker,
  isContext,
  isMarked,
  relation,
  outcome,
  edges,
  tabIndex,
}: NodeProperties): ReactNode {
  const edgesId = useId();
  const provenance = useProvenanceText();
  const { familyTree: text, whatIf } = useAtlasText();
  const { model, verdict, runs } = node;
  const name = shortName(model.name);
  const isClosed = runs.includes('closed');
  const tone = outcome === undefined ? verdict : outcomeTones[outcome];
  const classes = [
    'tree-node',
    tone,
    relation,
    isContext ? 'context' : '',
    isMarked ? 'marked' : '',
    isClosed ? 'closed' : '',
    outcome ?? '',
  ];
  return (
    <a
      className={classes.filter(Boolean).join(' ')}
      href={hrefOf({ screen: 'atlas', modelId: model.id })}
      aria-current={isMarked ? 'page' : undefined}
      data-node={model.id}
      data-match={!isContext}
      data-verdict={verdict}
      data-outcome={outcome}
      tabIndex={tabIndex}
      aria-describedby={edges === '' ? undefined : edgesId}
      draggable={false}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      <span className={name.length > longName ? 'tree-node-name long' : 'tree-node-name'} aria-hidden="true">
        {name}
      </span>
      <span className="visually-hidden">{model.name}, </span>
      <span className="tree-node-maker" aria-hidden="true">
        {maker}
      </span>
      <span className="tree-node-mark">
        <Icon name={outcome === undefined ? verdictIcons[verdict] : outcomeIcons[outcome]} size={14} />
      </span>
      <span className="visually-hidden">
        {maker}
        {outcome === undefined ? `, ${text.commercial}: ${provenance.verdicts[verdict]}` : `, ${whatIf.outcomes[outcome]}`}
        {isClosed ? `, ${text.closed}` : ''}
      </span>
      <span id={edgesId} hidden>
        {edges}
      </span>
    </a>
  );
});

/** A name without its remarks; a slash is a place to break it. */
function shortName(name: string): string {
  return name.replace(/\s*\(.*$|,.*$/, '').replace('/', '/\u200b');
}

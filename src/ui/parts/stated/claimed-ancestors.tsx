import type { ReactNode } from 'react';
import { type Ancestor, ancestors } from '#catalog/lineage.ts';
import { isClaimed, type StatedTree, statedRelation } from '#catalog/stated-tree.ts';
import { useProvenanceText, useStatedText } from '../../language/lineage-text.ts';
import { hrefOf } from '../../routes.ts';
import { SourceLink } from '../sources/source-link.tsx';
import { inTreeOrder } from '../lineage/ancestor-list.tsx';
import { CardFailureWords } from './card-failure-words.tsx';

/** Deeper generations are indented no further: the panel is narrow. */
const deepestIndent = 5;

/** What a model stands on by its claims: claimed models by name, those of the catalog as links. */
export function ClaimedAncestors({ tree }: { readonly tree: StatedTree }): ReactNode {
  const text = useStatedText();
  const found = ancestors(tree.catalog, tree.rootId);
  return (
    <>
      {tree.namesNoBase ? <p className="stated-small">{text.noBase}</p> : null}
      {found.length === 0 ? null : (
        <ul className="ancestor-list">
          {inTreeOrder(found, tree.rootId).map((ancestor) => (
            <ClaimedAncestor key={ancestor.model.id} ancestor={ancestor} tree={tree} />
          ))}
        </ul>
      )}
      {tree.isCut ? <p className="stated-small">{text.cut}</p> : null}
    </>
  );
}

function ClaimedAncestor({
  ancestor: { model, path, family },
  tree,
}: {
  readonly ancestor: Ancestor;
  readonly tree: StatedTree;
}): ReactNode {
  const text = useStatedText();
  const provenance = useProvenanceText();
  const edge = path.at(-1)?.edge;
  if (edge === undefined) return null;
  const relation = statedRelation(edge);
  const failure = tree.models.find(({ id }) => id === model.id)?.failure ?? null;
  return (
    <li
      data-claimed-ancestor={isClaimed(model.id) ? (model.hubId ?? model.name) : model.id}
      className={`${family} depth-${Math.min(path.length - 1, deepestIndent)}`}
    >
      <span className="ancestor-relation">{relation === null ? text.relation : provenance.relations[relation]}</span>
      {isClaimed(model.id) ? (
        <bdi>{model.name}</bdi>
      ) : (
        <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>
          <bdi>{model.name}</bdi>
        </a>
      )}
      <SourceLink source={edge.source} />
      {failure === null ? null : (
        <span className="stated-small">
          <CardFailureWords failure={failure} />
        </span>
      )}
    </li>
  );
}

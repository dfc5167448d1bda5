import type { ReactNode } from 'react';
import { type Ancestor, ancestors } from '#catalog/lineage.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { hrefOf } from '../../routes.ts';
import { useCatalog } from '../../services-context.ts';
import { SourceLink } from '../sources/source-link.tsx';
import './ancestor-list.css';

/** Deeper generations are indented no further: the panel is narrow. */
const deepestIndent = 5;

/** Every ancestor of a model, indented by its distance, with its relation and where that is written. */
export function AncestorList({ modelId }: { readonly modelId: string }): ReactNode {
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  const found = ancestors(catalog, modelId);
  if (found.length === 0) return <p className="ancestor-none">{provenance.noAncestors}</p>;
  return (
    <ul className="ancestor-list">
      {inTreeOrder(found, modelId).map((ancestor) => (
        <AncestorItem key={ancestor.model.id} ancestor={ancestor} />
      ))}
    </ul>
  );
}

function AncestorItem({ ancestor: { model, path, family } }: { readonly ancestor: Ancestor }): ReactNode {
  const provenance = useProvenanceText();
  const edge = path.at(-1)?.edge;
  if (edge === undefined) return null;
  return (
    <li data-ancestor={model.id} data-relation={edge.relation} className={`${family} depth-${Math.min(path.length - 1, deepestIndent)}`}>
      <span className="ancestor-relation">
        {provenance.relations[edge.relation]}
        {edge.unverified === true ? <em> ({provenance.unverified})</em> : null}
      </span>
      <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>
        <bdi>{model.name}</bdi>
      </a>
      {edge.note === undefined ? null : <small lang="en">{edge.note}</small>}
      <SourceLink source={edge.source} />
    </li>
  );
}

/** Each ancestor below the child that leads to it, so that indentation reads as a tree. */
export function inTreeOrder(found: readonly Ancestor[], rootId: string): readonly Ancestor[] {
  const byChild = new Map<string, Ancestor[]>();
  for (const ancestor of found) {
    const child = ancestor.path.at(-1)?.from ?? rootId;
    byChild.set(child, [...(byChild.get(child) ?? []), ancestor]);
  }
  const ordered: Ancestor[] = [];
  const waiting = (byChild.get(rootId) ?? []).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    ordered.push(next);
    waiting.push(...(byChild.get(next.model.id) ?? []).toReversed());
  }
  return ordered;
}

import type { ReactNode } from 'react';
import type { Fact } from '#catalog/schema.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useModelsText } from '../../language/models-text.ts';
import { SourceLink } from '../../parts/sources/source-link.tsx';

interface RowProperties<Value> {
  readonly label: string;
  readonly fact: Fact<Value | null>;
  readonly shown: (value: Value) => string;
}

/** One line of a list of facts: what it is, its value, whether that is verified, what is to be known of it, and where it is written. */
export function FactRow<Value>({ label, fact, shown }: RowProperties<Value>): ReactNode {
  const atlas = useModelsText();
  const provenance = useProvenanceText();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {fact.value === null ? atlas.notStated : shown(fact.value)}
        {fact.unverified === true ? <em> ({provenance.unverified})</em> : null}
        {fact.note === undefined ? null : <small lang="en"> {fact.note}</small>}
        <SourceLink source={fact.source} />
      </dd>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { Obligation, ObligationKind } from '#catalog/obligations.ts';
import type { Act } from '#catalog/schema.ts';
import { useObligationsText, useProvenanceText } from '../../language/lineage-text.ts';
import { SourceLink } from '../sources/source-link.tsx';
import './obligations.css';

/** Kinds whose sentence leaves something to the license: its words, as the catalog has them, stand below. */
const toldInFull: ReadonlySet<ObligationKind> = new Set([
  'non-commercial',
  'no-training',
  'other',
  'terms-unknown',
  'territory',
  'use-limits',
  'user-threshold',
]);

/** What one act asks for, by license; each with the models that bring the license in, and its source. */
export function ObligationList({ asked, act }: { readonly asked: readonly Obligation[]; readonly act: Act }): ReactNode {
  const text = useObligationsText();
  const own = asked.filter(({ acts }) => acts.includes(act));
  if (own.length === 0) return <p className="obligation-none">{text.nothing}</p>;
  const groups = new Map<string, Obligation[]>();
  for (const one of own) {
    const key = [one.license?.id, ...one.models.map(({ id }) => id)].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return (
    <div className="obligation-groups">
      {[...groups].map(([key, group]) => (
        <ObligationGroup key={key} group={group} act={act} />
      ))}
    </div>
  );
}

function ObligationGroup({ group, act }: { readonly group: readonly Obligation[]; readonly act: Act }): ReactNode {
  const text = useObligationsText();
  const [first] = group;
  if (first === undefined) return null;
  return (
    <div>
      <p className="obligation-license">
        <bdi>{first.license?.name}</bdi> <small>{text.carriedBy(first.models.map(({ name }) => name).join(', '))}</small>
      </p>
      <ul className="obligation-list">
        {group.map((obligation) => (
          <ObligationItem key={`${obligation.kind} ${obligation.words}`} obligation={obligation} act={act} />
        ))}
      </ul>
    </div>
  );
}

function ObligationItem({ obligation, act }: { readonly obligation: Obligation; readonly act: Act }): ReactNode {
  const text = useObligationsText();
  const provenance = useProvenanceText();
  const { kind, words, text: exact, link, limit, source, asService, isUnverified } = obligation;
  return (
    <li data-obligation={kind}>
      <span>
        {limit === null || limit === undefined ? text.asks[kind] : text.limits[limit.of](limit.amount)}
        {isUnverified ? <em> ({provenance.unverified})</em> : null}
      </span>
      {exact === null ? null : (
        <q className="obligation-exact" lang="en">
          {exact}
        </q>
      )}
      {asService && act === 'answers' ? <small>{text.asService}</small> : null}
      {link === null ? null : (
        <a className="obligation-link" href={link} target="_blank" rel="noopener noreferrer">
          {link.replace('https://', '')}
        </a>
      )}
      {toldInFull.has(kind) ? (
        <span className="obligation-words" lang="en">
          {words}
        </span>
      ) : null}
      <SourceLink source={source} />
    </li>
  );
}

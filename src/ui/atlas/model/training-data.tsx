import type { ReactNode } from 'react';
import type { DataSet, Model } from '#catalog/schema.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useModelPageText, useModelsText } from '../../language/models-text.ts';
import { SourceLink } from '../../parts/sources/source-link.tsx';
import { hrefOf } from '../../routes.ts';
import { useCatalog } from '../../services-context.ts';
import { FactRow } from './fact-row.tsx';
import { Fold } from './fold.tsx';

/** The data that a model learned from: each set with its license, where its text comes from and what became of it. */
export function TrainingData({ model }: { readonly model: Model }): ReactNode {
  const text = useModelsText();
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  return (
    <Fold title={text.data} count={model.dataSets.length} isOpen={model.dataSets.length <= 1}>
      {model.dataSets.length === 0 || model.dataDisclosure !== 'disclosed' ? <p>{text.noData[model.dataDisclosure]}</p> : null}
      {model.dataSets.map((edge) => {
        const set = catalog.dataSets.get(edge.target);
        return (
          <section key={`${edge.target} ${edge.stage}`} className="data-set" data-set={edge.target}>
            <h3>
              <bdi>{set?.name ?? edge.target}</bdi>{' '}
              <small>
                {text.stages[edge.stage]}
                {edge.unverified === true ? ` (${provenance.unverified})` : ''}
              </small>
            </h3>
            <SourceLink source={edge.source} />
            {set === undefined ? null : <SetFacts set={set} />}
            {set === undefined || set.notes.length === 0 ? null : (
              <ul className="sentences" lang="en">
                {set.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </Fold>
  );
}

function SetFacts({ set }: { readonly set: DataSet }): ReactNode {
  const text = useModelPageText();
  const catalog = useCatalog();
  const inside = set.contains.map((id) => catalog.dataSets.get(id)?.name ?? id);
  return (
    <dl className="facts">
      <FactRow label={text.dataLicense} fact={set.license} shown={(id) => catalog.licenses.get(id)?.name ?? id} />
      {set.textOrigins.length === 0 ? null : (
        <div>
          <dt>{text.origins}</dt>
          <dd>
            <ul className="origin-list">
              {set.textOrigins.map((origin) => (
                <OriginItem key={JSON.stringify(origin)} origin={origin} />
              ))}
            </ul>
          </dd>
        </div>
      )}
      {inside.length === 0 ? null : (
        <div>
          <dt>{text.holds}</dt>
          <dd>{inside.join(', ')}</dd>
        </div>
      )}
      <FactRow label={text.state} fact={set.status} shown={(state) => text.states[state] ?? state} />
      {set.size === undefined ? null : <FactRow label={text.size} fact={set.size} shown={String} />}
    </dl>
  );
}

function OriginItem({ origin }: { readonly origin: DataSet['textOrigins'][number] }): ReactNode {
  const text = useModelPageText();
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  const { kind, fromModel, termsOf, source, note, unverified } = origin;
  return (
    <li>
      <span>
        {text.originKinds[kind] ?? kind}
        {fromModel === undefined ? null : (
          <>
            {': '}
            <a href={hrefOf({ screen: 'atlas', modelId: fromModel })}>
              <bdi>{catalog.models.get(fromModel)?.name ?? fromModel}</bdi>
            </a>
          </>
        )}
        {termsOf === undefined ? null : `, ${text.termsOf(catalog.licenses.get(termsOf)?.name ?? termsOf)}`}
        {unverified === true ? <em> ({provenance.unverified})</em> : null}
        {note === undefined ? null : <small lang="en"> {note}</small>}
      </span>
      <SourceLink source={source} />
    </li>
  );
}

import type { ReactNode } from 'react';
import { descendants } from '#catalog/lineage.ts';
import type { Fact, Model } from '#catalog/schema.ts';
import { useText } from '../language/language.tsx';
import { licenseOf } from '../parts/license/known-licenses.ts';
import { VerdictList } from '../parts/license/verdict-list.tsx';
import { AncestorList } from '../parts/lineage/ancestor-list.tsx';
import { OperatorMark } from '../parts/operator-mark.tsx';
import { HowToRun } from '../parts/run/how-to-run.tsx';
import { SourceLink } from '../parts/sources/source-link.tsx';
import { StatedPanel } from '../parts/stated/stated-panel.tsx';
import { hrefOf } from '../routes.ts';
import { useCatalog } from '../services-context.ts';

/** All that the catalog holds of a model, each fact with its source. */
export function ModelPage({ model }: { readonly model: Model }): ReactNode {
  const { atlas: text, provenance, stated } = useText();
  const catalog = useCatalog();
  const license = licenseOf(catalog, model.id);
  const children = descendants(catalog, model.id);
  const maker = catalog.organisations.get(model.organisation);
  const format = catalog.promptFormats.get(model.promptFormat ?? '');
  return (
    <>
      <h1>{model.name}</h1>
      <OperatorMark entry={`models/${model.id}`} />
      {model.hubId === null ? null : <p className="page-intro">{model.hubId}</p>}
      <section>
        <h2>{text.facts}</h2>
        <dl className="facts">
          {maker === undefined ? null : <FactRow label={text.maker} fact={maker.name} shown={String} />}
          <FactRow label={text.released} fact={model.released} shown={String} />
          <FactRow label={text.parameters} fact={model.parametersBillion} shown={text.billion} />
          <FactRow label={text.context} fact={model.contextTokens} shown={text.tokens} />
          <FactRow label={text.architecture} fact={model.architecture.llamaCpp} shown={String} />
          <FactRow label={text.weights} fact={model.weights.form} shown={(form) => text.forms[form]} />
          {format === undefined ? null : (
            <FactRow label={text.format} fact={{ value: format.name, source: format.source }} shown={String} />
          )}
          <FactRow label={provenance.declared} fact={model.license.declared} shown={(id) => catalog.licenses.get(id)?.name ?? id} />
        </dl>
      </section>
      {license === null ? null : (
        <section>
          <h2>{provenance.allowedQuestion}</h2>
          <VerdictList license={license} />
          <p className="page-small">{provenance.notAdvice}</p>
        </section>
      )}
      <HowToRun model={model} />
      <section>
        <h2>{text.tree}</h2>
        <AncestorList modelId={model.id} />
      </section>
      <section>
        <h2>{text.dependents}</h2>
        {children.length === 0 ? <p>{text.noDependents}</p> : null}
        <ul className="model-list">
          {children.map((child) => (
            <li key={child.id}>
              <a href={hrefOf({ screen: 'atlas', modelId: child.id })}>{child.name}</a>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{text.data}</h2>
        {model.dataSets.length === 0 ? <p>{text.noData[model.dataDisclosure]}</p> : null}
        <ul className="model-list">
          {model.dataSets.map((edge) => (
            <li key={`${edge.target} ${edge.stage}`}>
              <strong>{catalog.dataSets.get(edge.target)?.name ?? edge.target}</strong>
              <span>
                {text.stages[edge.stage]}
                {edge.unverified === true ? ` (${provenance.unverified})` : ''}
              </span>
              <SourceLink source={edge.source} />
            </li>
          ))}
        </ul>
      </section>
      {model.hubId === null ? null : (
        <section>
          <h2>{stated.compareTitle}</h2>
          <StatedPanel key={model.id} stated={null} repository={model.hubId} modelId={model.id} />
        </section>
      )}
      <Sentences title={text.conflicts} sentences={model.license.conflicts} />
      <Sentences title={text.notes} sentences={model.notes} />
    </>
  );
}

interface RowProperties<Value> {
  readonly label: string;
  readonly fact: Fact<Value | null>;
  readonly shown: (value: Value) => string;
}

function FactRow<Value>({ label, fact, shown }: RowProperties<Value>): ReactNode {
  const { atlas, provenance } = useText();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {fact.value === null ? atlas.notStated : shown(fact.value)}
        {fact.unverified === true ? <em> ({provenance.unverified})</em> : null}
        <SourceLink source={fact.source} />
      </dd>
    </div>
  );
}

/** Sentences of the catalog itself; they are kept in English. */
function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }): ReactNode {
  if (sentences.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="sentences" lang="en">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from 'react';
import { ancestors, descendants } from '#catalog/lineage.ts';
import type { Model } from '#catalog/schema.ts';
import { useAtlasText } from '../language/atlas-text.ts';
import { useObligationsText, useProvenanceText, useStatedText } from '../language/lineage-text.ts';
import { useModelPageText, useModelsText } from '../language/models-text.ts';
import { DeclaredAndEffective } from '../parts/license/declared-and-effective.tsx';
import { licenseOf, obligationsOf } from '../parts/license/known-licenses.ts';
import { VerdictList } from '../parts/license/verdict-list.tsx';
import { AncestorList } from '../parts/lineage/ancestor-list.tsx';
import { OperatorMark } from '../parts/operator-mark.tsx';
import { ObligationList } from '../parts/obligations/obligation-list.tsx';
import { ShownTexts } from '../parts/obligations/shown-texts.tsx';
import { HowToRun } from '../parts/run/how-to-run.tsx';
import { SourceLink } from '../parts/sources/source-link.tsx';
import { StatedPanel } from '../parts/stated/stated-panel.tsx';
import { hrefOf } from '../routes.ts';
import { useCatalog } from '../services-context.ts';
import { Documents } from './model/documents.tsx';
import { FactRow } from './model/fact-row.tsx';
import { Fold } from './model/fold.tsx';
import { LicenseStory } from './model/license-story.tsx';
import './model/model-page.css';
import { PromptSection } from './model/prompt-section.tsx';
import { Sentences } from './model/sentences.tsx';
import { TrainingData } from './model/training-data.tsx';

/** Longer lists begin folded. */
const longList = 6;

/** All that the catalog holds of a model, each fact with its source. */
export function ModelPage({ model }: { readonly model: Model }): ReactNode {
  const text = useModelsText();
  const provenance = useProvenanceText();
  const stated = useStatedText();
  const catalog = useCatalog();
  const license = licenseOf(catalog, model.id);
  const ancestorCount = ancestors(catalog, model.id).length;
  return (
    <>
      <h1>{model.name}</h1>
      <OperatorMark entry={`models/${model.id}`} />
      {model.hubId === null ? null : <p className="page-intro">{model.hubId}</p>}
      <p className="model-shown">
        <ShownTexts modelId={model.id} />
      </p>
      <Facts model={model} />
      {license === null ? null : (
        <section>
          <h2>{provenance.allowedQuestion}</h2>
          <DeclaredAndEffective license={license} />
          <VerdictList license={license} />
          <p className="page-small">{provenance.notAdvice}</p>
        </section>
      )}
      <Obligations model={model} />
      <LicenseStory model={model} />
      <HowToRun model={model} />
      <PromptSection model={model} />
      <Fold title={text.tree} count={ancestorCount} isOpen={ancestorCount <= longList}>
        <AncestorList modelId={model.id} />
      </Fold>
      <Dependents model={model} />
      <TrainingData model={model} />
      {model.hubId === null ? null : (
        <section>
          <h2>{stated.compareTitle}</h2>
          <StatedPanel key={model.id} stated={null} repository={model.hubId} modelId={model.id} />
        </section>
      )}
      <Sentences title={text.notes} sentences={[...(model.weights.note === undefined ? [] : [model.weights.note]), ...model.notes]} />
      <Documents model={model} />
    </>
  );
}

function Facts({ model }: { readonly model: Model }): ReactNode {
  const text = useModelsText();
  const modelPage = useModelPageText();
  const { familyTree } = useAtlasText();
  const catalog = useCatalog();
  const maker = catalog.organisations.get(model.organisation);
  const format = catalog.promptFormats.get(model.promptFormat ?? '');
  const base = catalog.models.get(model.weights.needsBaseWeights ?? '');
  return (
    <section>
      <h2>{text.facts}</h2>
      <dl className="facts">
        <div>
          <dt>{familyTree.kind}</dt>
          <dd>{familyTree.kinds[model.kind]}</dd>
        </div>
        {maker === undefined ? null : <FactRow label={text.maker} fact={maker.name} shown={String} />}
        {model.aliases.length === 0 ? null : (
          <div>
            <dt>{modelPage.alsoCalled}</dt>
            <dd>{model.aliases.join(', ')}</dd>
          </div>
        )}
        <FactRow label={text.released} fact={model.released} shown={String} />
        <FactRow label={text.parameters} fact={model.parametersBillion} shown={text.billion} />
        <FactRow label={text.context} fact={model.contextTokens} shown={text.tokens} />
        <FactRow label={text.architecture} fact={model.architecture.llamaCpp} shown={String} />
        <FactRow label={text.weights} fact={model.weights.form} shown={(form) => text.forms[form]} />
        {base === undefined ? null : (
          <div>
            <dt>{modelPage.joinWith}</dt>
            <dd>
              <a href={hrefOf({ screen: 'atlas', modelId: base.id })}>{base.name}</a>
              <SourceLink source={model.weights.form.source} />
            </dd>
          </div>
        )}
        <FactRow label={modelPage.gate} fact={model.weights.gated} shown={(gate) => modelPage.gates[gate] ?? gate} />
        {format === undefined ? null : <FactRow label={text.format} fact={{ value: format.name, source: format.source }} shown={String} />}
        <FactRow label={familyTree.columns.declared} fact={model.license.declared} shown={(id) => catalog.licenses.get(id)?.name ?? id} />
        {model.license.code === undefined ? null : (
          <FactRow label={modelPage.codeLicense} fact={model.license.code} shown={(id) => catalog.licenses.get(id)?.name ?? id} />
        )}
      </dl>
    </section>
  );
}

function Obligations({ model }: { readonly model: Model }): ReactNode {
  const text = useObligationsText();
  const asked = obligationsOf(useCatalog(), model.id);
  return (
    <section className="obligations">
      <h2>{text.title}</h2>
      {(['answers', 'weights'] as const).map((act) => {
        const count = asked.filter(({ acts }) => acts.includes(act)).length;
        return (
          <Fold key={act} level={3} title={text[act]} count={count} isOpen={act === 'answers' && count <= longList}>
            <ObligationList asked={asked} act={act} />
          </Fold>
        );
      })}
    </section>
  );
}

function Dependents({ model }: { readonly model: Model }): ReactNode {
  const text = useModelsText();
  const children = descendants(useCatalog(), model.id);
  return (
    <Fold title={text.dependents} count={children.length} isOpen={children.length <= longList}>
      {children.length === 0 ? (
        <p>{text.noDependents}</p>
      ) : (
        <ul className="model-list">
          {children.map((child) => (
            <li key={child.id}>
              <a href={hrefOf({ screen: 'atlas', modelId: child.id })}>{child.name}</a>
            </li>
          ))}
        </ul>
      )}
    </Fold>
  );
}

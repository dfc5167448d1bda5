import type { ReactNode } from 'react';
import { hubRepository } from '#catalog/hub-repository.ts';
import { stillHolds } from '#catalog/license-snapshot.ts';
import { readLess } from '#chat/context.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { useObligationsText, useProvenanceText } from '../../language/lineage-text.ts';
import { hrefOf } from '../../routes.ts';
import { useCatalog } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { DeclaredAndEffective } from '../license/declared-and-effective.tsx';
import { licenseOf, obligationsOf } from '../license/known-licenses.ts';
import { VerdictList } from '../license/verdict-list.tsx';
import { AncestorList } from '../lineage/ancestor-list.tsx';
import { servedName } from '../model-name.ts';
import { ObligationList } from '../obligations/obligation-list.tsx';
import { ShownTexts } from '../obligations/shown-texts.tsx';
import { AnswerDetails } from './answer-details.tsx';
import { FilledFacts } from './filled-facts.tsx';
import { isImported } from './imported.ts';
import { StatedPanel } from '../stated/stated-panel.tsx';
import { OperatorMark } from '../operator-mark.tsx';
import './provenance.css';

/** Everything that an answer stands on. Fed by the catalog and by what the backend said of itself, never by the answer's own words. */
export function ProvenancePanel({ answer, id }: { readonly answer: AnswerRecord; readonly id: string }): ReactNode {
  const text = useProvenanceText();
  const obligations = useObligationsText();
  const catalog = useCatalog();
  const { asked, served, context, usage } = answer.provenance;
  const modelId = servedCatalogId(answer.provenance);
  const model = modelId === null ? undefined : catalog.models.get(modelId);
  const license = model === undefined ? null : licenseOf(catalog, model.id);
  const isOther = asked.catalogId !== null && modelId !== asked.catalogId;
  return (
    <section
      id={id}
      className="provenance"
      aria-label={text.region}
      data-model={model?.id ?? ''}
      data-license-declared={license?.declared?.id ?? ''}
      data-license-effective={license?.effective.map((held) => held.id).join(' ') ?? ''}
    >
      <div>
        <p className="provenance-label">{text.answeredBy}</p>
        <p className="provenance-model">
          {model === undefined ? (
            <bdi>{servedName(catalog, answer.provenance)}</bdi>
          ) : (
            <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>
              <bdi>{model.name}</bdi>
            </a>
          )}
          <OperatorMark entry={`models/${model?.id ?? ''}`} />
          {model === undefined ? null : <ShownTexts modelId={model.id} />}
        </p>
        <p className="provenance-place">
          <Icon name={isImported(answer) ? 'file' : asked.backendKind === 'in-browser' ? 'lock' : 'external'} size={14} />
          {isImported(answer)
            ? text.importedFrom(asked.backendLabel)
            : asked.backendKind === 'in-browser'
              ? text.here
              : text.sentTo(asked.backendLabel)}
        </p>
        {isOther ? (
          <p className="provenance-warning">{text.askedOther(catalog.models.get(asked.catalogId)?.name ?? asked.modelId)}</p>
        ) : null}
        {model === undefined && answer.status !== 'waiting' ? <p className="provenance-warning">{text.notInCatalog}</p> : null}
        {asked.saidByPerson === true ? <p className="provenance-warning">{text.saidByYou}</p> : null}
        {model?.kind === 'base' ? <p className="provenance-place">{text.continued}</p> : null}
        {readLess(answer.provenance) ? (
          <p className="provenance-warning">{text.readLess(usage.promptTokens ?? 0, context?.tokens ?? 0)}</p>
        ) : null}
      </div>
      <StatedPanel
        stated={served.stated ?? null}
        repository={model === undefined && answer.status !== 'waiting' ? hubRepository(served.model ?? asked.modelId) : null}
        modelId={model?.id ?? null}
      />
      {license === null ? null : (
        <>
          <DeclaredAndEffective license={license} />
          <div>
            <h3>{text.allowedQuestion}</h3>
            <VerdictList license={license} />
            {served.license === undefined || served.license === null || stillHolds(served.license, license) ? null : (
              <p className="provenance-warning">{text.licenseChanged}</p>
            )}
          </div>
          {model === undefined ? null : (
            <div>
              <h3>{obligations.title}</h3>
              <details className="provenance-fold-details">
                <summary>
                  <Icon name="chevron-right" size={14} />
                  {obligations.thisAnswer}
                </summary>
                <ObligationList asked={obligationsOf(catalog, model.id)} act="answers" />
              </details>
            </div>
          )}
        </>
      )}
      {model === undefined ? null : (
        <div>
          <h3>{text.ancestors}</h3>
          <AncestorList modelId={model.id} />
          <a className="provenance-tree" href={hrefOf({ screen: 'atlas', modelId: model.id })}>
            <Icon name="tree" size={16} />
            {text.familyTree}
          </a>
        </div>
      )}
      {answer.filled.length === 0 ? null : <FilledFacts answer={answer} />}
      <AnswerDetails answer={answer} />
      <p className="provenance-small">{text.notAdvice}</p>
    </section>
  );
}

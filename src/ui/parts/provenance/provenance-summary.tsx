import type { ReactNode } from 'react';
import { saidSomething } from '#chat/answer.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { useText } from '../../language/language.tsx';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useCatalogIfHere } from '../../services-context.ts';
import { licenseOf } from '../license/known-licenses.ts';
import { LicenseBadge } from '../license/license-badge.tsx';
import { VerdictBadge } from '../license/verdict-badge.tsx';
import { servedName } from '../model-name.ts';
import { ShownTexts } from '../obligations/shown-texts.tsx';
import { isImported } from './imported.ts';
import './provenance.css';

/** One line: who answered, under which license, what that license wants shown, and whether its answers may be used commercially. */
export function ProvenanceSummary({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const { chat } = useText();
  const provenance = useProvenanceText();
  const catalog = useCatalogIfHere();
  const id = servedCatalogId(answer.provenance);
  const license = id === null || catalog === null ? null : licenseOf(catalog, id);
  const isAnswered = saidSomething(answer);
  return (
    <span className="provenance-summary">
      <span>
        {isAnswered ? provenance.answeredBy : provenance.fields.asked}{' '}
        <bdi className="provenance-summary-name">{servedName(catalog, answer.provenance)}</bdi>
      </span>
      {isImported(answer) ? <span>{provenance.unchecked}</span> : null}
      {catalog === null ? (
        <span>{chat.lineageToCome}</span>
      ) : id === null || license === null ? (
        // Before the first part came, only the name is known.
        answer.status === 'waiting' ? null : (
          <span>{chat.unknownLineage}</span>
        )
      ) : (
        <>
          <LicenseBadge modelId={id} />
          <ShownTexts modelId={id} />
          {isAnswered ? (
            <span className="provenance-summary-use">
              {provenance.useOfAnswer} <VerdictBadge verdict={license.verdicts['commercial-use'].verdict} />
            </span>
          ) : null}
        </>
      )}
    </span>
  );
}

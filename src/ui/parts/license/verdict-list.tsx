import type { ReactNode } from 'react';
import type { ChainStep, EffectiveLicense, Flag, Question } from '#catalog/effective-license.ts';
import { useText } from '../../language/language.tsx';
import { useCatalog } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { SourceLink } from '../sources/source-link.tsx';
import './license.css';
import { VerdictBadge } from './verdict-badge.tsx';

const shownQuestions: readonly Question[] = ['commercial-use', 'noncommercial-use', 'redistribution', 'train-on-outputs'];

/** The four questions with their verdicts; each opens to the chain that gives it. */
export function VerdictList({ license }: { readonly license: EffectiveLicense }): ReactNode {
  return (
    <div className="verdict-list">
      {shownQuestions.map((question) => (
        <VerdictRow key={question} question={question} license={license} />
      ))}
    </div>
  );
}

function VerdictRow({ question, license }: { readonly question: Question; readonly license: EffectiveLicense }): ReactNode {
  const { provenance } = useText();
  const catalog = useCatalog();
  const { verdict, steps, flags, conditionsOf } = license.verdicts[question];
  const names = conditionsOf.map((id) => catalog.licenses.get(id)?.name ?? id);
  return (
    <details className="verdict-row" data-question={question} data-verdict={verdict}>
      <summary>
        <Icon name="chevron-right" size={14} />
        <span>{provenance.questions[question]}</span>
        <VerdictBadge verdict={verdict} />
      </summary>
      <div className="verdict-chain">
        {verdict === 'unclear' ? <p>{provenance.unclearNote}</p> : null}
        {verdict === 'conditional' ? <p>{provenance.conditionsOf(names.join(', '))}</p> : null}
        <ol>
          {steps.map((step) => (
            <Step key={`${step.model.id} ${step.license.id}`} step={step} />
          ))}
        </ol>
        {flags.length === 0 ? null : (
          <ul className="verdict-flags">
            {flags.map((flag) => (
              <li key={JSON.stringify(flag)}>
                <FlagWords flag={flag} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}

function Step({ step }: { readonly step: ChainStep }): ReactNode {
  const { provenance } = useText();
  return (
    <li data-answer={step.answer}>
      <span className="verdict-step">
        <bdi>{step.model.name}</bdi>: <bdi>{step.license.name}</bdi> <strong>{provenance.says[step.answer]}</strong>
      </span>
      <SourceLink source={step.source} />
    </li>
  );
}

function FlagWords({ flag }: { readonly flag: Flag }): ReactNode {
  const { flags } = useText().provenance;
  const catalog = useCatalog();
  const model = (id: string): string => catalog.models.get(id)?.name ?? id;
  const data = (id: string): string => catalog.dataSets.get(id)?.name ?? id;
  switch (flag.kind) {
    case 'declares-more-than-base':
      return flags[flag.kind](model(flag.model), model(flag.base));
    case 'declared-license-changed':
    case 'license-not-verified':
    case 'relation-not-verified':
      return flags[flag.kind](model(flag.model));
    case 'data-license-says-no':
      return flags[flag.kind](data(flag.dataSet), model(flag.via));
    case 'data-share-alike-open-question':
      return flags[flag.kind](data(flag.dataSet));
    case 'text-from-terms-bound-service':
      return flags[flag.kind](data(flag.dataSet), catalog.licenses.get(flag.terms)?.name ?? flag.terms);
    default:
      return flag satisfies never;
  }
}

import type { ReactNode } from 'react';
import type { ChainStep, EffectiveLicense, Flag, Question, Verdict } from '#catalog/effective-license.ts';
import { isClaimed } from '#catalog/stated-tree.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useCatalog } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { OperatorMark } from '../operator-mark.tsx';
import { SourceLink } from '../sources/source-link.tsx';
import './license.css';
import { VerdictBadge } from './verdict-badge.tsx';

const shownQuestions: readonly Question[] = ['commercial-use', 'noncommercial-use', 'redistribution', 'train-on-outputs'];

interface VerdictsShown {
  readonly license: EffectiveLicense;
  /** Computed over what somebody states of a model: shown as a claim, and no verdict for whoever reads the page from outside. */
  readonly isClaim?: boolean;
}

/** The four questions with their verdicts; each opens to the chain that gives it. */
export function VerdictList(shown: VerdictsShown): ReactNode {
  return (
    <div className={shown.isClaim === true ? 'verdict-list claimed' : 'verdict-list'}>
      {shownQuestions.map((question) => (
        <VerdictRow key={question} question={question} {...shown} />
      ))}
    </div>
  );
}

function VerdictRow({ question, license, isClaim = false }: VerdictsShown & { readonly question: Question }): ReactNode {
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  const { verdict, steps, flags, conditionsOf } = license.verdicts[question];
  const names = conditionsOf.map((id) => catalog.licenses.get(id)?.name ?? id);
  return (
    <details className="verdict-row" {...dataAttributes(question, verdict, isClaim)}>
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

function dataAttributes(question: Question, verdict: Verdict, isClaim: boolean): Readonly<Record<`data-${string}`, string>> {
  return isClaim ? { 'data-claim': question, 'data-claimed-verdict': verdict } : { 'data-question': question, 'data-verdict': verdict };
}

function Step({ step }: { readonly step: ChainStep }): ReactNode {
  const provenance = useProvenanceText();
  return (
    <li data-answer={step.answer}>
      <span className="verdict-step">
        <bdi>{step.model.name}</bdi>: <bdi>{step.license.name}</bdi> <OperatorMark entry={`licenses/${step.license.id}`} />
        <strong>{provenance.says[step.answer]}</strong>
      </span>
      {isClaimed(step.model.id) ? <SourceLink source={step.declaredSource} /> : null}
      <SourceLink source={step.source} />
    </li>
  );
}

function FlagWords({ flag }: { readonly flag: Flag }): ReactNode {
  const { flags } = useProvenanceText();
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

import type { ReactNode } from 'react';
import { addressOf, type BackendSettings } from '#providers/backend-settings.ts';
import type { CheckStatus, Finding } from '#providers/check/judge.ts';
import { useErrorsText } from '../../language/errors-text.ts';
import { useServersText } from '../../language/servers.ts';
import { Icon, type IconName } from '../icon.tsx';
import { wordsOf } from './finding-words.ts';
import { PolicyHelp } from './policy-help.tsx';

const icons: Readonly<Record<CheckStatus, IconName>> = { ok: 'check', warning: 'warning', failed: 'cross', unknown: 'question' };

/** What a check found, each line with what can be done. */
export function CheckLines({ backend, findings }: { readonly backend: BackendSettings; readonly findings: readonly Finding[] }): ReactNode {
  const errors = useErrorsText();
  const text = useServersText();
  const origin = addressOf(backend, new URL(document.baseURI))?.origin ?? '';
  return (
    <ul className="check-lines" data-check="done" tabIndex={0} aria-label={text.findings}>
      {findings.map((finding) => {
        const { title, says, detail } = wordsOf(finding, text, errors);
        const isPolicy = finding.line === 'reach' && finding.says === 'policy';
        return (
          <li key={finding.line} data-line={finding.line} data-status={finding.status}>
            <Icon name={icons[finding.status]} size={18} />
            <div>
              <p>
                <strong>{title}</strong> <span className="check-status">{text.statuses[finding.status]}</span>
              </p>
              <p>{says}</p>
              {isPolicy ? <PolicyHelp origin={origin} /> : null}
              {detail === null || isPolicy ? null : (
                <p className="server-detail" dir="auto">
                  {detail}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

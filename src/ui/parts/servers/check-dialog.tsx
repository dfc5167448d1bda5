import { type ReactNode, useEffect, useState } from 'react';
import { addressOf } from '#providers/backend-settings.ts';
import type { CheckStatus, Finding } from '#providers/check/judge.ts';
import type { ConnectedBackend } from '#providers/registry.ts';
import { useText } from '../../language/language.tsx';
import { useServersText } from '../../language/servers.ts';
import { announce } from '../../notices.ts';
import { useCatalog } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { Icon, type IconName } from '../icon.tsx';
import { wordsOf } from './finding-words.ts';
import { PolicyHelp } from './policy-help.tsx';
import './servers.css';

type Run =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly findings: readonly Finding[] }
  | { readonly state: 'broken'; readonly detail: string };

const icons: Readonly<Record<CheckStatus, IconName>> = { ok: 'check', warning: 'warning', failed: 'cross', unknown: 'question' };

interface Properties {
  readonly backend: ConnectedBackend;
  /** The model to ask; `null` asks the first that is offered. */
  readonly modelId: string | null;
  readonly onClose: () => void;
}

/** Checks a server and shows what was found, line by line. Opening it starts the check. */
export function CheckDialog({ backend, modelId, onClose }: Properties): ReactNode {
  const { common, chat, errors } = useText();
  const text = useServersText();
  const catalog = useCatalog();
  const [run, setRun] = useState<Run>({ state: 'running' });
  const [round, setRound] = useState(0);
  const [isCopied, setIsCopied] = useState(false);
  const baseUrl = new URL('.', document.baseURI);
  const address = addressOf(backend.settings, baseUrl);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is one check; the texts may change during it.
  useEffect(() => {
    const stop = new AbortController();
    setRun({ state: 'running' });
    setIsCopied(false);
    void (async () => {
      try {
        const { checkConnection } = await import('#providers/check/check-connection.ts');
        const findings = await checkConnection({ backend, catalog, baseUrl: new URL('.', document.baseURI), modelId }, stop.signal);
        setRun({ state: 'done', findings });
        announce(text.checked(findings.filter(({ status }) => status === 'failed' || status === 'warning').length));
      } catch (error) {
        if (!stop.signal.aborted) setRun({ state: 'broken', detail: error instanceof Error ? error.message : String(error) });
      }
    })();
    return () => stop.abort();
  }, [round]);

  function report(findings: readonly Finding[]): string {
    const lines = findings.map((finding) => {
      const { title, says, detail } = wordsOf(finding, text, errors);
      return `[${text.statuses[finding.status]}] ${title}: ${says}${detail === null ? '' : `\n    ${detail}`}`;
    });
    const head = `${text.reportTitle}\n${backend.settings.kind} · ${address?.origin ?? ''}${address?.pathname ?? ''} ← ${baseUrl.origin}\n${new Date().toISOString()}`;
    return [head, ...lines, ''].join('\n');
  }

  return (
    <Dialog title={text.checkTitle(backend.settings.label)} onClose={onClose} className="check-dialog">
      <p className="server-hint">{text.checkNote(address?.host ?? '')}</p>
      {run.state === 'running' ? (
        <p className="check-running" data-check="running">
          {text.checking}
        </p>
      ) : null}
      {run.state === 'broken' ? (
        <div role="alert" data-check="broken">
          <p>{text.checkFailed}</p>
          <p className="server-detail">{run.detail}</p>
        </div>
      ) : null}
      {run.state === 'done' ? (
        <ul className="check-lines" data-check="done">
          {run.findings.map((finding) => {
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
                  {isPolicy ? <PolicyHelp directive={finding.detail} origin={address?.origin ?? ''} /> : null}
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
      ) : null}
      {run.state === 'running' ? null : (
        <>
          <p className="server-hint">{text.reportNote}</p>
          <div className="dialog-actions">
            {run.state === 'done' ? (
              <button
                type="button"
                className="button"
                onClick={() => {
                  navigator.clipboard
                    .writeText(report(run.findings))
                    .then(() => {
                      setIsCopied(true);
                      announce(chat.copied);
                    })
                    .catch(() => announce(chat.copyFailed));
                }}
              >
                <Icon name={isCopied ? 'check' : 'copy'} size={18} />
                {isCopied ? chat.copied : text.copyReport}
              </button>
            ) : null}
            <button type="button" className="button" onClick={() => setRound(round + 1)}>
              <Icon name="refresh" size={18} />
              {text.checkAgain}
            </button>
            <button type="button" className="button primary" onClick={onClose}>
              {common.close}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

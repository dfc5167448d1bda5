import { type ReactNode, useEffect, useState } from 'react';
import type { Finding } from '#providers/check/judge.ts';
import type { ConnectedBackend } from '#providers/registry.ts';
import { useText } from '../../language/language.tsx';
import { useErrorsText } from '../../language/errors-text.ts';
import { useServersText } from '../../language/servers.ts';
import { announce } from '../../notices.ts';
import { useServices } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { CheckLines } from './check-lines.tsx';
import { reportOf } from './check-report.ts';

type Run =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly findings: readonly Finding[] }
  | { readonly state: 'broken'; readonly detail: string };

interface Properties {
  readonly backend: ConnectedBackend;
  readonly modelId: string | null;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** One check, from its start to its report. */
export function CheckRun({ backend, modelId, onAgain, onClose }: Properties): ReactNode {
  const { common, chat } = useText();
  const errors = useErrorsText();
  const text = useServersText();
  const { catalog } = useServices();
  const [run, setRun] = useState<Run>({ state: 'running' });
  const [isCopied, setIsCopied] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    async function check(): Promise<void> {
      try {
        const [{ checkConnection }, known] = await Promise.all([import('#providers/check/check-connection.ts'), catalog.load()]);
        const findings = await checkConnection({ backend, catalog: known, baseUrl: new URL('.', document.baseURI), modelId }, stop.signal);
        if (!stop.signal.aborted) setRun({ state: 'done', findings });
      } catch (error) {
        if (!stop.signal.aborted) setRun({ state: 'broken', detail: error instanceof Error ? error.message : String(error) });
      }
    }
    void check();
    return () => stop.abort();
  }, [backend, catalog, modelId]);
  useEffect(() => {
    if (run.state !== 'done') return;
    announce(text.checked(run.findings.filter(({ status }) => status === 'failed' || status === 'warning').length));
  }, [run, text]);

  async function copy(findings: readonly Finding[]): Promise<void> {
    try {
      await navigator.clipboard.writeText(reportOf(backend.settings, findings, text, errors));
      setIsCopied(true);
      announce(chat.copied);
    } catch {
      announce(chat.copyFailed);
    }
  }

  if (run.state === 'running') {
    return (
      <p className="check-running" data-check="running">
        {text.checking}
      </p>
    );
  }
  return (
    <>
      {run.state === 'done' ? (
        <CheckLines backend={backend.settings} findings={run.findings} />
      ) : (
        <div role="alert" data-check="broken">
          <p>{text.checkFailed}</p>
          <p className="server-detail">{run.detail}</p>
        </div>
      )}
      <p className="server-hint">{text.reportNote}</p>
      <div className="dialog-actions">
        {run.state === 'done' ? (
          <button type="button" className="button" onClick={() => void copy(run.findings)}>
            <Icon name={isCopied ? 'check' : 'copy'} size={18} />
            {isCopied ? chat.copied : text.copyReport}
          </button>
        ) : null}
        <button type="button" className="button" onClick={onAgain}>
          <Icon name="refresh" size={18} />
          {text.checkAgain}
        </button>
        <button type="button" className="button primary" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </>
  );
}

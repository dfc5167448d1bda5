import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { addressOf } from '#providers/backend-settings.ts';
import type { ErrorCode } from '#providers/provider.ts';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { useServersText } from '../../language/servers.ts';
import { useServices } from '../../services-context.ts';
import { CheckDialog } from './check-dialog.tsx';
import { AccessDialog } from './access-dialog.tsx';
import { PolicyHelp } from './policy-help.tsx';
import './servers.css';

/** Failures that a look at the connection may explain. */
const worthChecking: ReadonlySet<ErrorCode> = new Set([
  'network',
  'blocked-by-policy',
  'not-found',
  'malformed',
  'timeout',
  'server',
  'interrupted',
  'bad-request',
]);

/** What a person can do about an answer that a server failed to give. */
export function FailureActions({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useServersText();
  const huggingFace = useHuggingFaceText();
  const { backends, store } = useServices();
  const all = useSyncExternalStore(backends.subscribe, backends.list);
  const [open, setOpen] = useState<'key' | 'check' | null>(null);
  const { backendId, modelId } = answer.provenance.asked;
  const backend = all.find(({ settings }) => settings.id === backendId) ?? null;
  const { error } = answer;
  if (error === null || (backend !== null && backend.provider.backend.host === null)) return null;
  if (backend === null) return error.code === 'not-found' ? <p>{text.gone}</p> : null;
  const origin = addressOf(backend.settings, new URL(document.baseURI))?.origin ?? '';
  const isLogin = backend.settings.auth === 'hugging-face-login';
  const isIn = backends.hasKey(backendId);
  const close = (): void => setOpen(null);
  return (
    <>
      {error.code === 'blocked-by-policy' ? <PolicyHelp origin={origin} /> : null}
      {backend.settings.kind === 'hugging-face' && error.code === 'no-credit' ? <p>{huggingFace.credit}</p> : null}
      <div className="failure-actions">
        {error.code === 'auth' && backend.settings.auth !== 'proxy' && backend.settings.auth !== 'none' ? (
          <button type="button" className="button" onClick={() => setOpen('key')}>
            {!isLogin ? text.enterKey : isIn ? huggingFace.signInAgain : huggingFace.signIn}
          </button>
        ) : null}
        {worthChecking.has(error.code) ? (
          <button type="button" className="button" onClick={() => setOpen('check')}>
            {text.check}
          </button>
        ) : null}
      </div>
      {open === 'key' ? (
        <AccessDialog backend={backend} onUsed={() => store.getState().actions.askAgain(answer.id)} onClose={close} />
      ) : null}
      {open === 'check' ? <CheckDialog backend={backend} modelId={modelId} onClose={close} /> : null}
    </>
  );
}

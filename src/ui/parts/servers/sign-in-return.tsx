import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { asProviderError, ProviderFailure } from '#providers/failure.ts';
import type { ConnectedBackend } from '#providers/registry.ts';
import { type Granted, finishSignIn, signInPlace } from '#providers/sign-in/sign-in.ts';
import type { SignInAnswer } from '#providers/sign-in/sign-in-answer.ts';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { useText } from '../../language/language.tsx';
import { useErrorsText } from '../../language/errors-text.ts';
import { showToast } from '../../notices.ts';
import { useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { AccessDialog } from './access-dialog.tsx';
import './servers.css';

interface Trouble {
  readonly says: string;
  readonly detail: string | null;
}

/** A code is good for one exchange, however often a screen is built. */
let exchange: Promise<Granted> | null = null;

function exchangeOnce(backend: ConnectedBackend, code: string, verifier: string): Promise<Granted> {
  const found = signInPlace(backend.settings, new URL('.', document.baseURI));
  if (!found.ok) return Promise.reject(new ProviderFailure('auth', found.obstacle));
  exchange ??= finishSignIn(found.place, code, verifier, new AbortController().signal);
  return exchange;
}

/** Ends the sign-in that a person comes back from: with the key in memory, or with a word on why there is none. */
export function SignInReturn({ answer }: { readonly answer: SignInAnswer }): ReactNode {
  const { common } = useText();
  const errors = useErrorsText();
  const text = useHuggingFaceText();
  const { backends } = useServices();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isAgain, setIsAgain] = useState(false);
  const backend = answer.outcome === 'foreign' ? null : backends.find(answer.begun.backendId);

  const finish = useEffectEvent(async (): Promise<Trouble | null> => {
    if (answer.outcome === 'foreign') return { says: text.foreign, detail: null };
    if (backend === null) return { says: text.gone, detail: null };
    if (answer.outcome === 'refused') {
      return { says: answer.reason === 'access_denied' ? text.denied : text.refused(answer.reason), detail: null };
    }
    try {
      const { token, expiresAt } = await exchangeOnce(backend, answer.code, answer.begun.verifier);
      backends.setKey(backend.settings.id, token, expiresAt);
      showToast({ text: text.done(backend.settings.label), action: null });
      return null;
    } catch (error) {
      const { code, detail } = asProviderError(error);
      return { says: errors.byCode[code], detail };
    }
  });
  useEffect(() => {
    void finish().then(setTrouble);
  }, []);

  const close = (): void => setTrouble(null);
  if (isAgain && backend !== null) return <AccessDialog backend={backend} onClose={() => setIsAgain(false)} />;
  if (trouble === null) return null;
  return (
    <Dialog title={text.failed} onClose={close}>
      <div className="server-form" data-sign-in="failed">
        <p>{trouble.says}</p>
        {trouble.detail === null ? null : (
          <p className="server-detail" dir="auto">
            {trouble.detail}
          </p>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" data-first-focus={backend === null ? '' : undefined} onClick={close}>
            {common.close}
          </button>
          {backend === null ? null : (
            <button
              type="button"
              className="button primary"
              data-first-focus
              onClick={() => {
                close();
                setIsAgain(true);
              }}
            >
              {text.signInAgain}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

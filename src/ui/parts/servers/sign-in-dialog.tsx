import { type ReactNode, useState } from 'react';
import { isLive } from '#chat/state.ts';
import { addressOf } from '#providers/backend-settings.ts';
import type { ConnectedBackend } from '#providers/registry.ts';
import { beginSignIn, signInPlace } from '#providers/sign-in/sign-in.ts';
import { tabStorage } from '#providers/sign-in/sign-in-answer.ts';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { useText } from '../../language/language.tsx';
import { useChat, useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import './servers.css';

interface Properties {
  readonly backend: ConnectedBackend;
  readonly onUseToken: () => void;
  readonly onClose: () => void;
}

/** Sends a person to sign in, after saying what becomes of it; where that is impossible it says why and leaves the token. */
export function SignInDialog({ backend, onUseToken, onClose }: Properties): ReactNode {
  const { common } = useText();
  const text = useHuggingFaceText();
  const { backends, beforeLeaving } = useServices();
  const [failure, setFailure] = useState<string | null>(null);
  const isAnswering = useChat((state) => [...state.messages.values()].some((message) => message.kind === 'answer' && isLive(message)));
  const baseUrl = new URL('.', document.baseURI);
  const { id } = backend.settings;
  const found = signInPlace(backend.settings, baseUrl);
  const isIn = backends.hasKey(id);

  async function leave(): Promise<void> {
    if (!found.ok) return;
    try {
      const address = await beginSignIn(found.place, id, window.location.hash, tabStorage);
      // A failure of keeping is shown by itself, and stops nobody.
      await beforeLeaving().catch(() => undefined);
      window.location.assign(address);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <Dialog title={text.title} onClose={onClose}>
      <div className="server-form">
        {found.ok ? (
          <>
            <p>{text.what(new URL(found.place.origin).host)}</p>
            <p>{text.kept(addressOf(backend.settings, baseUrl)?.origin ?? '')}</p>
            <p className="server-hint">{text.forgotten}</p>
            {isAnswering ? <p className="server-problem">{text.cut}</p> : null}
          </>
        ) : (
          <p data-obstacle={found.obstacle}>{text.obstacles[found.obstacle]}</p>
        )}
        {failure === null ? null : (
          <p role="alert" className="server-problem">
            {failure}
          </p>
        )}
        <div className="dialog-actions">
          {isIn ? (
            <button
              type="button"
              className="button danger"
              onClick={() => {
                backends.setKey(id, null);
                onClose();
              }}
            >
              {text.signOut}
            </button>
          ) : null}
          <button type="button" className="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button
            type="button"
            className={found.ok ? 'button' : 'button primary'}
            data-first-focus={found.ok ? undefined : ''}
            onClick={onUseToken}
          >
            {text.useToken}
          </button>
          {found.ok ? (
            <button type="button" className="button primary" data-first-focus onClick={() => void leave()}>
              {text.goTo(new URL(found.place.origin).host)}
            </button>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}

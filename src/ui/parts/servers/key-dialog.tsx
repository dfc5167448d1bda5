import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { addressOf } from '#providers/backend-settings.ts';
import { readKey } from '#providers/credentials.ts';
import type { ConnectedBackend } from '#providers/registry.ts';
import { useText } from '../../language/language.tsx';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { useServersText } from '../../language/servers.ts';
import { useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { KeyField } from './key-field.tsx';
import './servers.css';

interface Properties {
  readonly backend: ConnectedBackend;
  /** Called after the key was taken: for asking again what failed without it. */
  readonly onUsed?: () => void;
  readonly onClose: () => void;
}

/** Takes a key for a server. It goes to the registry's memory and nowhere else. */
export function KeyDialog({ backend, onUsed, onClose }: Properties): ReactNode {
  const { common } = useText();
  const text = useServersText();
  const huggingFace = useHuggingFaceText();
  const { backends, ownServers } = useServices();
  const [written, setWritten] = useState('');
  const [isBad, setIsBad] = useState(false);
  const id = useId();
  const { settings, isOwn } = backend;
  const origin = addressOf(settings, new URL(document.baseURI))?.origin ?? '';
  const isHeld = backends.hasKey(settings.id);

  function use(event: FormEvent): void {
    event.preventDefault();
    const key = readKey(written);
    if (key === null) {
      setIsBad(true);
      document.getElementById(id)?.focus();
      return;
    }
    backends.setKey(settings.id, key);
    // The next visit then asks for the key before it sends a question in vain.
    if (isOwn && settings.auth !== 'user-token') ownServers?.save({ ...settings, auth: 'user-token' }).catch(() => undefined);
    onClose();
    onUsed?.();
  }

  return (
    <Dialog title={text.keyTitle(settings.label)} onClose={onClose}>
      <form className="server-form" noValidate onSubmit={use}>
        <p>{text.keySentTo(origin)}</p>
        {settings.kind === 'hugging-face' ? <p className="server-hint">{huggingFace.tokenHint}</p> : null}
        {isHeld ? <p className="server-hint">{text.keyHeld}</p> : null}
        <KeyField
          id={id}
          isFirst
          written={written}
          isBad={isBad}
          onWrite={(next) => {
            setWritten(next);
            setIsBad(false);
          }}
        />
        <div className="dialog-actions">
          {isHeld ? (
            <button
              type="button"
              className="button danger"
              onClick={() => {
                backends.setKey(settings.id, null);
                onClose();
              }}
            >
              {text.forgetKey}
            </button>
          ) : null}
          <button type="button" className="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" className="button primary">
            {onUsed === undefined ? text.useKey : text.useKeyAndAsk}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

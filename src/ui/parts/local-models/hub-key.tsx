import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { readKey } from '#providers/credentials.ts';
import type { LocalModels } from '#providers/local-models.ts';
import { useServersText } from '../../language/servers.ts';
import { KeyField } from '../servers/key-field.tsx';
import '../servers/servers.css';

/** Takes the person's key of the Hub, for files that are given only to those who accepted terms. It goes to memory and nowhere else. */
export function HubKey({ models, hasKey }: { readonly models: LocalModels; readonly hasKey: boolean }): ReactNode {
  const text = useServersText();
  const [written, setWritten] = useState('');
  const [isBad, setIsBad] = useState(false);
  const id = useId();

  function use(event: FormEvent): void {
    event.preventDefault();
    const key = readKey(written);
    if (key === null) {
      setIsBad(true);
      document.getElementById(id)?.focus();
      return;
    }
    setWritten('');
    models.setHubKey(key);
  }
  if (hasKey) {
    return (
      <div className="hub-key">
        <p className="device-note" role="status">
          {text.keyHeld}
        </p>
        <button type="button" className="button" onClick={() => models.setHubKey(null)}>
          {text.forgetKey}
        </button>
      </div>
    );
  }
  return (
    <form className="hub-key" noValidate onSubmit={use}>
      <KeyField
        id={id}
        written={written}
        isBad={isBad}
        onWrite={(next) => {
          setWritten(next);
          setIsBad(false);
        }}
      />
      <button type="submit" className="button">
        {text.useKey}
      </button>
      <p className="device-note">{text.keySentTo(models.hubOrigin)}</p>
    </form>
  );
}

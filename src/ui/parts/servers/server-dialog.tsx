import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { readKey } from '#providers/credentials.ts';
import { type AddressProblem, readAddress, type ServerKind, serverKinds } from '#providers/own-address.ts';
import { useText } from '../../language/language.tsx';
import { useServersText } from '../../language/servers.ts';
import { announce, showToast } from '../../notices.ts';
import { newServerId, type OwnServers } from '../../own-servers.ts';
import { useServices } from '../../services-context.ts';
import { Dialog } from '../dialog.tsx';
import { presets } from './presets.ts';
import './servers.css';

interface Properties {
  /** The server that is changed; `null` connects another one. */
  readonly server: BackendSettings | null;
  readonly ownServers: OwnServers;
  readonly onClose: () => void;
}

/** Connects a person's own server, or changes one. */
export function ServerDialog({ server, ownServers, onClose }: Properties): ReactNode {
  const { common } = useText();
  const text = useServersText();
  const { backends } = useServices();
  const [kind, setKind] = useState<ServerKind>(serverKinds.find((one) => one === server?.kind) ?? 'openai-compatible');
  const [address, setAddress] = useState(server?.url ?? '');
  const [label, setLabel] = useState(server?.label ?? '');
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<AddressProblem | 'key' | null>(null);
  const id = useId();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const read = readAddress(address, kind, new URL(document.baseURI));
    if (!read.ok) {
      setProblem(read.problem);
      document.getElementById(`${id}-address`)?.focus();
      return;
    }
    const readyKey = key.trim() === '' ? null : readKey(key);
    if (key.trim() !== '' && readyKey === null) {
      setProblem('key');
      document.getElementById(`${id}-key`)?.focus();
      return;
    }
    const name = label.trim() === '' ? text.usualName : label.trim();
    const settings: BackendSettings = {
      ...(server ?? { id: newServerId(), models: [] }),
      kind,
      label: name,
      url: read.url,
      ...(readyKey === null ? {} : { auth: 'user-token' as const }),
    };
    let isKept = true;
    await ownServers.save(settings).catch(() => {
      isKept = false;
    });
    if (readyKey !== null) backends.setKey(settings.id, readyKey);
    if (isKept) announce(text.saved(name));
    else showToast({ text: text.kept, action: null });
    onClose();
  }

  const addressProblem = problem === null || problem === 'key' ? null : text.problems[problem];
  return (
    <Dialog title={server === null ? text.connect : text.edit} onClose={onClose} className="server-dialog">
      <form className="server-form" noValidate onSubmit={(event) => void save(event)}>
        {server === null ? (
          <fieldset className="server-presets">
            <legend>{text.presets}</legend>
            {presets.map((preset) => (
              <button
                key={preset.label}
                type="button"
                className="button"
                aria-pressed={address === preset.url && label === preset.label}
                onClick={() => {
                  setKind(preset.kind);
                  setAddress(preset.url);
                  setLabel(preset.label);
                  setProblem(null);
                }}
              >
                {preset.label}
              </button>
            ))}
          </fieldset>
        ) : null}
        <div className="field">
          <label htmlFor={`${id}-address`}>{text.address}</label>
          <input
            id={`${id}-address`}
            className="text-input"
            type="text"
            inputMode="url"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            data-first-focus
            value={address}
            aria-invalid={addressProblem !== null}
            aria-describedby={`${id}-address-hint`}
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              setProblem(null);
            }}
          />
          <p id={`${id}-address-hint`} className={addressProblem === null ? 'server-hint' : 'server-problem'}>
            {addressProblem ?? text.addressHint}
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${id}-kind`}>{text.kind}</label>
          <select
            id={`${id}-kind`}
            className="text-input"
            value={kind}
            onChange={(event) => setKind(serverKinds.find((one) => one === event.currentTarget.value) ?? kind)}
          >
            {serverKinds.map((one) => (
              <option key={one} value={one}>
                {text.kinds[one]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-name`}>{text.name}</label>
          <input
            id={`${id}-name`}
            className="text-input"
            maxLength={60}
            autoComplete="off"
            placeholder={text.usualName}
            value={label}
            aria-describedby={`${id}-name-hint`}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <p id={`${id}-name-hint`} className="server-hint">
            {text.nameHint}
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${id}-key`}>{text.key}</label>
          <input
            id={`${id}-key`}
            className="text-input"
            type="password"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            value={key}
            aria-invalid={problem === 'key'}
            aria-describedby={`${id}-key-hint`}
            onChange={(event) => {
              setKey(event.currentTarget.value);
              setProblem(null);
            }}
          />
          <p id={`${id}-key-hint`} className={problem === 'key' ? 'server-problem' : 'server-hint'}>
            {problem === 'key' ? text.keyBad : text.keyHint}
          </p>
        </div>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" className="button primary">
            {server === null ? text.connectIt : text.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

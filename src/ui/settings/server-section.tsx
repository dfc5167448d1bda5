import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { ConnectedBackend } from '#providers/registry.ts';
import { failureWords, useFailureText } from '../language/failures-text.ts';
import { useHuggingFaceText } from '../language/hugging-face.ts';
import { useErrorsText } from '../language/errors-text.ts';
import { useServersText } from '../language/servers.ts';
import { showToast } from '../notices.ts';
import { Icon } from '../parts/icon.tsx';
import { AccessDialog } from '../parts/servers/access-dialog.tsx';
import { CheckDialog } from '../parts/servers/check-dialog.tsx';
import { ServerDialog } from '../parts/servers/server-dialog.tsx';
import '../parts/servers/servers.css';
import { useServices } from '../services-context.ts';

type Open = { readonly dialog: 'check' | 'key' | 'edit'; readonly id: string } | { readonly dialog: 'connect' };

/** The servers of this installation and the person's own, with what each of them says now. */
export function ServerSection(): ReactNode {
  const text = useServersText();
  const { backends, ownServers } = useServices();
  const servers = useSyncExternalStore(backends.subscribe, backends.list).filter(({ provider }) => provider.backend.host !== null);
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const subject = open === null || open.dialog === 'connect' ? null : (servers.find(({ settings }) => settings.id === open.id) ?? null);

  function remove({ settings }: ConnectedBackend): void {
    if (ownServers === null) return;
    void ownServers.remove(settings.id);
    showToast({ text: text.removed(settings.label), action: { label: text.undo, run: () => void ownServers.save(settings) } });
  }

  return (
    <>
      <p className="settings-note">{ownServers === null ? text.notAllowed : text.note}</p>
      {servers.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <ul className="server-list">
          {servers.map((backend) => (
            <ServerRow
              key={backend.settings.id}
              backend={backend}
              onOpen={(dialog) => setOpen({ dialog, id: backend.settings.id })}
              onRemove={() => remove(backend)}
            />
          ))}
        </ul>
      )}
      {ownServers === null ? null : (
        <div className="settings-actions">
          <button type="button" className="button" onClick={() => setOpen({ dialog: 'connect' })}>
            <Icon name="plus" size={18} />
            {text.connect}
          </button>
        </div>
      )}
      {open?.dialog === 'connect' && ownServers !== null ? <ServerDialog server={null} ownServers={ownServers} onClose={close} /> : null}
      {open?.dialog === 'edit' && subject !== null && ownServers !== null ? (
        <ServerDialog server={subject.settings} ownServers={ownServers} onClose={close} />
      ) : null}
      {open?.dialog === 'key' && subject !== null ? <AccessDialog backend={subject} onClose={close} /> : null}
      {open?.dialog === 'check' && subject !== null ? <CheckDialog backend={subject} modelId={null} onClose={close} /> : null}
    </>
  );
}

interface RowProperties {
  readonly backend: ConnectedBackend;
  readonly onOpen: (dialog: 'check' | 'key' | 'edit') => void;
  readonly onRemove: () => void;
}

function ServerRow({ backend, onOpen, onRemove }: RowProperties): ReactNode {
  const text = useServersText();
  const huggingFace = useHuggingFaceText();
  const errors = useErrorsText();
  const failures = useFailureText();
  const { backends, offers } = useServices();
  const { settings, isOwn, provider } = backend;
  const listing = useStore(offers, (state) => state.listings.find((one) => one.backend === provider.backend)?.listing ?? null);
  const { label, kind, auth } = settings;
  const isLogin = auth === 'hugging-face-login';
  const isOpen = backends.hasKey(settings.id);
  const held = isOpen ? (isLogin ? huggingFace.signedIn : text.keyHeld) : isLogin ? huggingFace.notSignedIn : huggingFace.noToken;
  // Its list is public: only a question needs more.
  const needsMore = kind === 'hugging-face' && auth !== 'proxy' && auth !== 'none';
  const trouble = listing?.ok === false ? listing.error.code : null;
  // In a list the short words do, except of a refusal: they would ask for a key that nobody can give here.
  const inWords = trouble === null ? '' : trouble === 'auth' ? failureWords(failures, trouble, auth).what : errors.byCode[trouble];
  const state = listing === null ? text.asking : listing.ok ? text.models(listing.models.length) : inWords;
  return (
    <li data-server={settings.id}>
      <div className="server-name">
        <bdi>{label}</bdi>
        <small dir="ltr">{provider.backend.host}</small>
      </div>
      <p className={listing?.ok === false ? 'server-state trouble' : 'server-state'}>
        {state}
        {isOpen || needsMore ? ` · ${held}` : null}
      </p>
      <div className="server-actions">
        <button type="button" className="button" aria-label={text.checkOf(label)} onClick={() => onOpen('check')}>
          {text.checkIt}
        </button>
        {auth === 'none' || auth === 'proxy' ? null : (
          <button
            type="button"
            className="button"
            aria-label={isLogin ? huggingFace.signInOf(label) : text.keyOf(label)}
            onClick={() => onOpen('key')}
          >
            {isLogin ? huggingFace.signIn : text.keyIt}
          </button>
        )}
        {isOwn ? (
          <>
            <button type="button" className="button" aria-label={text.editOf(label)} onClick={() => onOpen('edit')}>
              {text.editIt}
            </button>
            <button type="button" className="button" aria-label={text.removeOf(label)} onClick={onRemove}>
              {text.remove}
            </button>
          </>
        ) : null}
      </div>
    </li>
  );
}

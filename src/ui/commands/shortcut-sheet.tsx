import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useCommandsText } from '../language/commands-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import type { Preferences } from '../preferences.ts';
import { navigate } from '../routes.ts';
import { commandIds, keysOf } from './commands.ts';
import { ShownKeys } from './show-keys.tsx';
import './shortcut-sheet.css';

interface Properties {
  readonly preferences: StoreApi<Preferences>;
  readonly onClose: () => void;
}

/** Every shortcut as it is set now, with the keys of the message field, which never change. */
export function ShortcutSheet({ preferences, onClose }: Properties): ReactNode {
  const text = useCommandsText();
  const { keys, enter } = useStore(preferences);
  const set = commandIds.flatMap((id) => {
    const combination = keysOf(keys, id);
    return combination === null ? [] : [{ name: text.names[id], combination }];
  });
  const fixed = [
    { name: text.send, combination: enter === 'send' ? 'Enter' : 'Mod+Enter' },
    { name: text.newLine, combination: enter === 'send' ? 'Shift+Enter' : 'Enter' },
    { name: text.escape, combination: 'Escape' },
  ];
  return (
    <Dialog title={text.sheet} onClose={onClose} className="shortcut-sheet">
      <div className="shortcut-lists" tabIndex={0} role="group" aria-label={text.sheet}>
        <ShortcutList title={text.everywhere} shortcuts={set} />
        <ShortcutList title={text.inMessage} shortcuts={fixed} />
      </div>
      <p className="shortcut-note">
        {text.sheetNote}{' '}
        <button
          type="button"
          className="link-button"
          onClick={() => {
            onClose();
            navigate({ screen: 'settings', section: 'keyboard' });
          }}
        >
          {text.change}
        </button>
      </p>
    </Dialog>
  );
}

interface ListProperties {
  readonly title: string;
  readonly shortcuts: readonly { readonly name: string; readonly combination: string }[];
}

function ShortcutList({ title, shortcuts }: ListProperties): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {shortcuts.map(({ name, combination }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <ShownKeys combination={combination} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

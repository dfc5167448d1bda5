import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { ShownKeys } from '../commands/show-keys.tsx';
import { useCommandsText } from '../language/commands-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Preferences } from '../preferences.ts';
import type { Route } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import './palette.css';
import { paletteGroups } from './palette-groups.ts';

interface Properties {
  readonly route: Route;
  readonly preferences: StoreApi<Preferences>;
  readonly onClose: () => void;
}

/** Everything that can be done, every conversation and every model, by name: a combobox whose list is always open. */
export function Palette({ route, preferences, onClose }: Properties): ReactNode {
  const text = useCommandsText();
  const { offers, store } = useServices();
  const { keys } = useStore(preferences);
  const listings = useStore(offers);
  useChat((state) => state.conversations);
  const [typed, setTyped] = useState('');
  // Letters never wait for a list of thousands.
  const search = useDeferredValue(typed);
  const [active, setActive] = useState<string | null>(null);
  const listId = useId();
  const conversationId = route.screen === 'chat' ? route.conversationId : null;

  const groupsOf = (words: string) =>
    paletteGroups({ typed: words, text, keys, offers: listings, state: store.getState(), conversationId });
  const groups = groupsOf(search);
  const entries = groups.flatMap((group) => group.entries);
  const current = entries.find(({ id }) => id === active) ?? entries[0] ?? null;
  const optionId = (id: string): string => `${listId}-${id}`;

  function choose(entry: (typeof entries)[number]): void {
    onClose();
    // After the dialog has given the focus back: the command may take it elsewhere.
    setTimeout(entry.run);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const place = current === null ? -1 : entries.indexOf(current);
    const next = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: Math.min(place + 8, entries.length - 1),
      PageUp: Math.max(place - 8, 0),
    }[event.key];
    if (next !== undefined && entries.length > 0) {
      event.preventDefault();
      const entry = entries[(next + entries.length) % entries.length];
      if (entry === undefined) return;
      setActive(entry.id);
      document.getElementById(optionId(entry.id))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Who types fast means what is typed, not what is listed yet.
      const chosen = search === typed ? current : groupsOf(typed)[0]?.entries[0];
      if (chosen) choose(chosen);
    }
  }

  return (
    <Dialog title={text.names.palette} onClose={onClose} className="palette">
      <div className="palette-search">
        <Icon name="search" size={18} />
        <input
          // Not a search field: there Escape empties the field first.
          type="text"
          inputMode="search"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current === null ? undefined : optionId(current.id)}
          aria-label={text.search}
          placeholder={text.search}
          autoComplete="off"
          spellCheck={false}
          data-first-focus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="palette-list" id={listId} role="listbox" aria-label={text.search}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div className="palette-group-name" role="presentation">
              {group.name}
            </div>
            {group.entries.map((entry) => (
              <div
                key={entry.id}
                id={optionId(entry.id)}
                role="option"
                aria-selected={entry.id === current?.id}
                className={entry.id === current?.id ? 'palette-option active' : 'palette-option'}
                onClick={() => choose(entry)}
                onPointerMove={() => setActive(entry.id)}
              >
                <Icon name={entry.icon} size={18} />
                <bdi>{entry.name}</bdi>
                {entry.detail === null ? null : <small>{entry.detail}</small>}
                {entry.keys === null ? null : <ShownKeys combination={entry.keys} />}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p className={entries.length === 0 ? 'palette-nothing' : 'visually-hidden'} role="status">
        {entries.length === 0 ? text.nothing : text.found(entries.length)}
      </p>
    </Dialog>
  );
}

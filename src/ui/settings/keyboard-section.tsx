import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { type ChosenKeys, type CommandId, commandIds, keysOf, usualKeys } from '../commands/commands.ts';
import { useCommandsText } from '../language/commands-text.ts';
import { usePreferencesText } from '../language/preferences-text.ts';
import { announce } from '../notices.ts';
import type { Preferences } from '../preferences.ts';
import { KeyRow } from './key-row.tsx';
import './keyboard.css';

/** The keys of each command. What a person chose replaces the usual ones; two commands never have the same. */
export function KeyboardSettings({ preferences }: { readonly preferences: StoreApi<Preferences> }): ReactNode {
  const { names } = useCommandsText();
  const text = usePreferencesText();
  const { keys } = useStore(preferences);
  const [recording, setRecording] = useState<CommandId | null>(null);

  function choose(changes: ChosenKeys, named: CommandId): void {
    const chosen = { ...preferences.getState().keys, ...changes };
    // Only what differs is kept: a later version may find better usual keys.
    const kept = Object.fromEntries(commandIds.flatMap((id) => (keysOf(chosen, id) === usualKeys[id] ? [] : [[id, keysOf(chosen, id)]])));
    preferences.setState({ keys: kept });
    setRecording(null);
    announce(text.changed(names[named]));
  }
  /** The usual keys of one command, taken from whoever has them now. */
  function reset(id: CommandId): void {
    const holder = commandIds.find((other) => other !== id && usualKeys[id] !== null && keysOf(keys, other) === usualKeys[id]);
    choose({ [id]: usualKeys[id], ...(holder === undefined ? {} : { [holder]: null }) }, id);
  }

  return (
    <>
      <p className="settings-note">{text.keyboardNote}</p>
      <ul className="key-list">
        {commandIds.map((id) => (
          <KeyRow
            key={id}
            id={id}
            keys={keys}
            isRecording={recording === id}
            onRecord={(on) => setRecording(on ? id : null)}
            onChoose={(changes) => choose(changes, id)}
            onReset={() => reset(id)}
          />
        ))}
      </ul>
      {Object.keys(keys).length === 0 ? null : (
        <div className="settings-actions">
          <button type="button" className="button" onClick={() => preferences.setState({ keys: {} })}>
            {text.resetAll}
          </button>
        </div>
      )}
    </>
  );
}

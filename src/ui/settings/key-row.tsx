import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type ChosenKeys, type CommandId, commandOf, keysOf, usualKeys } from '../commands/commands.ts';
import { combinationOf, isMac, isTaken } from '../commands/keys.ts';
import { ShownKeys } from '../commands/show-keys.tsx';
import { useCommandsText } from '../language/commands-text.ts';
import { usePreferencesText } from '../language/preferences-text.ts';
import { Icon } from '../parts/icon.tsx';

interface Properties {
  readonly id: CommandId;
  readonly keys: ChosenKeys;
  readonly isRecording: boolean;
  readonly onRecord: (on: boolean) => void;
  readonly onChoose: (changes: ChosenKeys) => void;
  readonly onReset: () => void;
}

type Problem = { readonly kind: 'taken' } | { readonly kind: 'conflict'; readonly combination: string; readonly holder: CommandId };

/** A command with its keys. While it records, its button takes the next keys that are pressed. */
export function KeyRow({ id, keys, isRecording, onRecord, onChoose, onReset }: Properties): ReactNode {
  const { names } = useCommandsText();
  const text = usePreferencesText();
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = names[id];
  const combination = keysOf(keys, id);

  function stop(): void {
    setProblem(null);
    onRecord(false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    // Tab leaves, as everywhere; input methods keep their keys.
    if (!isRecording || event.key === 'Tab' || event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      stop();
      return;
    }
    if (event.key === 'Backspace' || event.key === 'Delete') {
      setProblem(null);
      onChoose({ [id]: null });
      return;
    }
    const pressed = combinationOf(event, isMac());
    if (pressed === null) return;
    const holder = commandOf(keys, pressed);
    if (isTaken(pressed)) setProblem({ kind: 'taken' });
    else if (holder !== null && holder !== id) setProblem({ kind: 'conflict', combination: pressed, holder });
    else {
      setProblem(null);
      onChoose({ [id]: pressed });
    }
  }

  return (
    <li data-command={id}>
      <span className="key-name">{name}</span>
      <div className="key-actions">
        {keys[id] === undefined || combination === usualKeys[id] ? null : (
          <button type="button" className="icon-button small" aria-label={text.resetOf(name)} title={text.reset} onClick={onReset}>
            <Icon name="refresh" size={16} />
          </button>
        )}
        <button
          type="button"
          className={isRecording ? 'key-button recording' : 'key-button'}
          aria-describedby={isRecording ? `keys-of-${id}` : undefined}
          onClick={() => onRecord(!isRecording)}
          onKeyDown={onKeyDown}
          onBlur={(event) => {
            // The way to the buttons of a problem is no end.
            if (isRecording && event.currentTarget.closest('li')?.contains(event.relatedTarget) !== true) stop();
          }}
        >
          {isRecording ? text.press : <span className="visually-hidden">{text.changeOf(name)} </span>}
          {isRecording ? null : combination === null ? (
            <span className="key-none">{text.unset}</span>
          ) : (
            <ShownKeys combination={combination} />
          )}
        </button>
      </div>
      {isRecording ? (
        <div className="key-problem" id={`keys-of-${id}`} role="status">
          {problem === null ? <p>{text.pressNote}</p> : null}
          {problem?.kind === 'taken' ? <p>{text.taken}</p> : null}
          {problem?.kind === 'conflict' ? (
            <>
              <p>{text.conflict(names[problem.holder])}</p>
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  setProblem(null);
                  onChoose({ [id]: problem.combination, [problem.holder]: null });
                }}
              >
                {text.moveHere}
              </button>
            </>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

import { type ReactNode, useId, useRef, useState } from 'react';
import { folderNames, listedRecord } from '#chat/selectors.ts';
import { useStore } from 'zustand';
import { useLocale, useText } from '../language/language.tsx';
import { useOrganisingText } from '../language/organising-text.ts';
import { showToast } from '../notices.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useServices } from '../services-context.ts';
import { folderHabits, forgetFolder } from './habits.ts';
import './organising.css';

interface Properties {
  readonly ids: readonly string[];
  /** The folder that they lie in now; `null` = in none, or not all in one. */
  readonly current: string | null;
  readonly onClose: () => void;
}

/** The value of the choice that takes out of all folders; no folder has this name, as names are trimmed. */
const none = ' ';

/** Puts conversations into a folder, a new one if it must be, or takes them out. */
export function MoveDialog({ ids, current, onClose }: Properties): ReactNode {
  const { chat, common } = useText();
  const text = useOrganisingText();
  const locale = useLocale();
  const { store } = useServices();
  const { empty } = useStore(folderHabits);
  const [choice, setChoice] = useState(current ?? none);
  const fresh = useRef<HTMLInputElement>(null);
  const id = useId();
  const [folders] = useState(() =>
    [...new Set([...folderNames(store.getState()), ...empty])].toSorted(new Intl.Collator(locale, { numeric: true }).compare),
  );

  function move(): void {
    const state = store.getState();
    const { actions } = state;
    const before = new Map(ids.map((one) => [one, listedRecord(state, one)?.folder?.value ?? null]));
    const written = fresh.current?.value.trim() ?? '';
    const folder = written === '' ? (choice === none ? null : choice) : written;
    actions.moveToFolder(ids, folder);
    if (folder !== null) forgetFolder(folder);
    onClose();
    const undo = (): void => before.forEach((was, one) => actions.moveToFolder(one, was));
    showToast({
      text: folder === null ? text.movedOut(ids.length) : text.moved(ids.length, folder),
      action: { label: chat.undo, run: undo },
    });
  }

  return (
    <Dialog title={text.moveTitle(ids.length)} onClose={onClose}>
      <form
        className="organise-form"
        onSubmit={(event) => {
          event.preventDefault();
          move();
        }}
      >
        {folders.length === 0 ? null : (
          <fieldset className="organise-choices">
            <legend className="visually-hidden">{text.folder}</legend>
            {[none, ...folders].map((folder) => (
              <label key={folder}>
                <input
                  type="radio"
                  name={id}
                  checked={choice === folder}
                  onChange={() => {
                    setChoice(folder);
                    if (fresh.current !== null) fresh.current.value = '';
                  }}
                />
                <bdi>{folder === none ? text.noFolder : folder}</bdi>
              </label>
            ))}
          </fieldset>
        )}
        <div className="field">
          <label htmlFor={`${id}-new`}>{text.newFolder}</label>
          <input ref={fresh} id={`${id}-new`} className="text-input" dir="auto" maxLength={80} autoComplete="off" data-first-focus />
        </div>
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" className="button primary">
            {text.moveNow}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

import { type ReactNode, useState } from 'react';
import { useText } from '../language/language.tsx';
import { useOrganisingText } from '../language/organising-text.ts';
import { Icon } from '../parts/icon.tsx';
import { useServices } from '../services-context.ts';
import { MoveDialog } from './move-dialog.tsx';
import { archiveWithUndo, removeWithUndo } from '../parts/removing.ts';
import type { RowSelection } from './use-row-selection.ts';

interface Properties {
  readonly selection: RowSelection;
  /** All that is listed now. */
  readonly ids: readonly string[];
  readonly isArchive: boolean;
}

/** What can be done with the chosen conversations. */
export function SelectionBar({ selection, ids, isArchive }: Properties): ReactNode {
  const { chat } = useText();
  const text = useOrganisingText();
  const { store } = useServices();
  const [isMoving, setIsMoving] = useState(false);
  const chosen = ids.filter((id) => selection.selected?.has(id) === true);
  const isNone = chosen.length === 0;
  const end = (): void => selection.set(null);
  return (
    <div className="selection-bar" role="group" aria-label={text.chosen(chosen.length)}>
      <p>
        <span>{text.chosen(chosen.length)}</span>
        <button type="button" className="link-button" onClick={() => selection.set(chosen.length === ids.length ? [] : ids)}>
          {chosen.length === ids.length ? text.chooseNone : text.chooseAll}
        </button>
      </p>
      <div>
        <button type="button" className="button" disabled={isNone} onClick={() => setIsMoving(true)}>
          {text.moveNow}
        </button>
        <button
          type="button"
          className="button"
          disabled={isNone}
          onClick={() => {
            const done = isArchive ? text.unarchived(chosen.length) : text.archived(chosen.length);
            archiveWithUndo({ store, ids: chosen, words: { done, undo: chat.undo } }, !isArchive);
            end();
          }}
        >
          {isArchive ? text.unarchive : text.archive}
        </button>
        <button
          type="button"
          className="button danger"
          disabled={isNone}
          onClick={() => {
            removeWithUndo({ store, ids: chosen, words: { done: text.removed(chosen.length), undo: chat.undo } });
            end();
          }}
        >
          {chat.remove}
        </button>
        <button type="button" className="icon-button" aria-label={text.endSelecting} onClick={end}>
          <Icon name="close" size={18} />
        </button>
      </div>
      {isMoving ? (
        <MoveDialog
          ids={chosen}
          current={null}
          onClose={() => {
            setIsMoving(false);
            end();
          }}
        />
      ) : null}
    </div>
  );
}

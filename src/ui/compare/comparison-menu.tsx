import { type ReactNode, useId, useState } from 'react';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { useServices } from '../services-context.ts';
import { removeWithUndo } from '../parts/removing.ts';

/** The name of a comparison, and what can be done with the whole of it. */
export function ComparisonMenu({ comparison }: { readonly comparison: ComparisonRecord }): ReactNode {
  const { chat } = useText();
  const text = useCompareText();
  const { store } = useServices();
  const [isOpen, setIsOpen] = useState(false);
  const field = useId();
  const { id } = comparison;
  const title = comparison.title.value ?? text.untitled;
  function remove(): void {
    removeWithUndo({ store, ids: [id], words: { done: chat.removed(title), undo: chat.undo } });
  }
  return (
    <>
      <h1 className="compare-title">
        <button type="button" aria-haspopup="dialog" title={text.rename} onClick={() => setIsOpen(true)}>
          <bdi>{title}</bdi>
          <Icon name="chevron-down" size={14} />
        </button>
      </h1>
      {isOpen ? (
        <Dialog title={text.rename} onClose={() => setIsOpen(false)}>
          <form
            className="field"
            onSubmit={(event) => {
              event.preventDefault();
              const name = new FormData(event.currentTarget).get('name');
              store.getState().actions.rename(id, typeof name === 'string' ? name : '');
              setIsOpen(false);
            }}
          >
            <label htmlFor={field}>{text.renamed}</label>
            <input id={field} name="name" className="text-input" defaultValue={title} maxLength={200} autoComplete="off" data-first-focus />
            <div className="dialog-actions">
              <button type="button" className="button danger" onClick={remove}>
                <Icon name="trash" size={16} />
                {text.remove}
              </button>
              <button type="submit" className="button primary">
                {chat.save}
              </button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}

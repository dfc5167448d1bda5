import type { ReactNode } from 'react';
import type { PresetRecord, PromptRecord } from '#chat/item-records.ts';
import { usePromptsText } from '../language/prompts-text.ts';
import { showToast } from '../notices.ts';
import { useServices } from '../services-context.ts';

/** Edit and delete, with a way back. */
export function ItemActions({ item, onEdit }: { readonly item: PresetRecord | PromptRecord; readonly onEdit: () => void }): ReactNode {
  const text = usePromptsText();
  const { store } = useServices();
  const name = item.name.value;
  function remove(): void {
    const { actions } = store.getState();
    actions.removeItem(item.id);
    showToast({ text: text.removed(name), action: { label: text.undo, run: () => actions.restoreItem(item.id) } });
  }
  return (
    <div className="prompts-actions">
      <button type="button" className="button" aria-label={text.editOf(name)} onClick={onEdit}>
        {text.edit}
      </button>
      <button type="button" className="button" aria-label={text.removeOf(name)} onClick={remove}>
        {text.remove}
      </button>
    </div>
  );
}

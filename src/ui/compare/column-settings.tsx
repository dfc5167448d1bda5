import type { ReactNode } from 'react';
import { useText } from '../language/language.tsx';
import { useCompareText } from '../language/compare-text.ts';
import { showToast } from '../notices.ts';
import { Icon } from '../parts/icon.tsx';
import { useChat, useServices } from '../services-context.ts';
import { comparing } from './comparing.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { useModelName } from './use-model-name.ts';

interface Properties {
  readonly comparisonId: string;
  readonly conversationId: string;
  readonly onClose: () => void;
}

/** Settings of a column that stands, with its place among the others. */
export function ColumnSettings({ comparisonId, conversationId, onClose }: Properties): ReactNode {
  const { chat } = useText();
  const text = useCompareText();
  const { store } = useServices();
  const conversation = useChat((state) => state.conversations.get(conversationId));
  const comparison = useChat((state) => state.items.get(comparisonId));
  const model = conversation?.model.value ?? null;
  const name = useModelName(model);
  if (conversation === undefined || comparison?.kind !== 'comparison') return null;
  const columns = comparison.columns.value;
  const place = columns.indexOf(conversationId);
  const without = columns.filter((id) => id !== conversationId);
  const move = (to: number): void => comparing(store).arrangeColumns(comparisonId, without.toSpliced(to, 0, conversationId));
  function remove(): void {
    comparing(store).arrangeColumns(comparisonId, without);
    onClose();
    showToast({
      text: text.removedColumn(name),
      action: { label: chat.undo, run: () => comparing(store).restoreColumn(comparisonId, conversationId, place) },
    });
  }
  return (
    <SettingsDialog
      setup={{ model: model ?? '', system: conversation.system?.value ?? null, parameters: conversation.parameters?.value ?? {} }}
      name={name}
      onChange={(setup) => comparing(store).setColumn(conversationId, setup)}
      onClose={onClose}
    >
      <div className="column-arrange">
        <button type="button" className="button" disabled={place === 0} onClick={() => move(place - 1)}>
          <Icon name="chevron-left" size={16} />
          {text.moveLeft}
        </button>
        <button type="button" className="button" disabled={place === columns.length - 1} onClick={() => move(place + 1)}>
          {text.moveRight}
          <Icon name="chevron-right" size={16} />
        </button>
        <button type="button" className="button danger" disabled={columns.length <= 2} onClick={remove}>
          <Icon name="trash" size={16} />
          {text.removeColumn}
        </button>
      </div>
    </SettingsDialog>
  );
}

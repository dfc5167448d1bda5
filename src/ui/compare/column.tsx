import { lazy, memo, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { lastAnswerOf } from '#chat/column-answers.ts';
import { isLive } from '#chat/state.ts';
import { useCompareText } from '../language/compare-text.ts';
import { Icon } from '../parts/icon.tsx';
import { SelectionContext } from '../parts/thread/selection.ts';
import { Thread } from '../parts/thread/thread.tsx';
import { ThreadPlaceContext } from '../parts/thread/thread-place.ts';
import { hrefOf } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { comparing } from './comparing.ts';
import { AnswerNumbers } from './answer-numbers.tsx';
import { ColumnSettings } from './column-settings.tsx';
import { useModelName } from './use-model-name.ts';

const PickerDialog = lazy(async () => ({ default: (await import('../parts/picker/picker-dialog.tsx')).PickerDialog }));
const PromptDialog = lazy(async () => ({ default: (await import('./prompt-dialog.tsx')).PromptDialog }));

interface Properties {
  readonly comparisonId: string;
  readonly conversationId: string;
  /** A message of it that is to be shown; `null` = the end. */
  readonly messageId: string | null;
  /** Counted from 0. */
  readonly place: number;
}

/** One model's own thread, with its way to stop, to settings and to what will be sent. */
export const Column = memo(function Column({ comparisonId, conversationId, messageId, place }: Properties): ReactNode {
  const text = useCompareText();
  const { store } = useServices();
  const model = useChat((state) => state.conversations.get(conversationId)?.model.value ?? null);
  const name = useModelName(model);
  const status = useChat((state) => lastAnswerOf(state, conversationId)?.status ?? 'empty');
  const liveId = useChat((state) => {
    const answer = lastAnswerOf(state, conversationId);
    return answer !== null && isLive(answer) ? answer.id : null;
  });
  const [open, setOpen] = useState<'picker' | 'settings' | 'prompt' | null>(null);
  const [selectedId, select] = useState<string | null>(null);
  const selection = useMemo(() => ({ selectedId, isWide: false, select }), [selectedId]);
  const footOf = useCallback((id: string) => <AnswerNumbers answerId={id} />, []);
  const close = (): void => setOpen(null);
  return (
    <section
      className="column"
      aria-label={text.column(place + 1, name)}
      data-column={place}
      data-column-id={conversationId}
      data-column-model={model ?? ''}
      data-column-status={status}
    >
      <header className="column-head">
        <button type="button" className="column-name" aria-label={text.changeModel(name)} onClick={() => setOpen('picker')}>
          <bdi>{name}</bdi>
          <Icon name="chevron-down" size={14} />
        </button>
        <button
          type="button"
          className="icon-button small"
          title={text.showPrompt}
          aria-label={text.promptOf(name)}
          onClick={() => setOpen('prompt')}
        >
          <Icon name="file" size={16} />
        </button>
        <button
          type="button"
          className="icon-button small"
          title={text.settings}
          aria-label={text.settingsOf(name)}
          onClick={() => setOpen('settings')}
        >
          <Icon name="sliders" size={16} />
        </button>
        <a
          className="icon-button small"
          title={text.openAsChat}
          aria-label={`${text.openAsChat}: ${name}`}
          href={hrefOf({ screen: 'chat', conversationId })}
        >
          <Icon name="panel" size={16} />
        </a>
      </header>
      {status === 'empty' ? (
        <EmptyColumn comparisonId={comparisonId} conversationId={conversationId} />
      ) : (
        <ThreadPlaceContext value="column">
          <SelectionContext value={selection}>
            <Thread conversationId={conversationId} messageId={messageId} footOf={footOf} />
          </SelectionContext>
        </ThreadPlaceContext>
      )}
      {liveId === null ? null : (
        <button type="button" className="column-stop" onClick={() => store.getState().actions.stop(liveId)}>
          <Icon name="stop" size={16} />
          {text.stopOne(name)}
        </button>
      )}
      {open === null
        ? null
        : // Outside of the column: a dialog that is moved with it would no longer be on top.
          createPortal(
            <Suspense fallback={null}>
              {open === 'picker' ? (
                <PickerDialog
                  chosen={model}
                  onClose={close}
                  onChoose={(key) => {
                    store.getState().actions.chooseModel(key, conversationId);
                    close();
                  }}
                />
              ) : null}
              {open === 'settings' ? <ColumnSettings comparisonId={comparisonId} conversationId={conversationId} onClose={close} /> : null}
              {open === 'prompt' ? (
                <PromptDialog comparisonId={comparisonId} conversationId={conversationId} name={name} onClose={close} />
              ) : null}
            </Suspense>,
            document.body,
          )}
    </section>
  );
});

/** A column that came later, with the way to hear it too. */
function EmptyColumn({ comparisonId, conversationId }: Pick<Properties, 'comparisonId' | 'conversationId'>): ReactNode {
  const text = useCompareText();
  const { store } = useServices();
  const asked = useChat((state) => {
    const item = state.items.get(comparisonId);
    const other =
      item?.kind === 'comparison' ? item.columns.value.map((id) => lastAnswerOf(state, id)).find((answer) => answer !== null) : null;
    return other ?? null;
  });
  const question = useChat((state) => state.messages.get(asked?.parentId ?? '')?.text ?? null);
  return (
    <div className="column-empty">
      <p>{text.emptyColumn}</p>
      {question === null ? null : (
        <button
          type="button"
          className="button"
          onClick={() => comparing(store).askEach([conversationId], question, asked?.provenance.parameters.seed)}
        >
          {text.askHere}
        </button>
      )}
    </div>
  );
}

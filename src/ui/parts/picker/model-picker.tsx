import { lazy, type ReactNode, Suspense } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../language/language.tsx';
import { findOffer } from '../../offers.ts';
import { FirstIcon } from '../../parts/first-icon.tsx';
import { useChat, useServices } from '../../services-context.ts';
import './model-picker.css';

const PickerDialog = lazy(async () => ({ default: (await import('./picker-dialog.tsx')).PickerDialog }));

/** Which model answers next, and the way to another. */
export function ModelPicker({
  conversationId,
  isOpen,
  onOpen,
}: {
  readonly conversationId: string | null;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}): ReactNode {
  const text = useText();
  const { offers, store } = useServices();
  const chosen = useChat(
    (state) => (conversationId === null ? null : state.conversations.get(conversationId)?.model.value) ?? state.chosenModel,
  );
  const name = useStore(offers, (state) => findOffer(state, chosen)?.model.name ?? null) ?? modelIdOf(chosen) ?? text.chat.noModel;
  return (
    <>
      <button
        type="button"
        className="model-picker"
        aria-label={text.chat.modelOf(name)}
        aria-haspopup="dialog"
        onClick={() => onOpen(true)}
      >
        <bdi>{name}</bdi>
        <FirstIcon name="chevron-down" size={16} />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <PickerDialog
            chosen={chosen}
            onClose={() => onOpen(false)}
            onChoose={(key) => {
              const { actions } = store.getState();
              if (conversationId !== null) actions.chooseModel(key, conversationId);
              actions.chooseModel(key, null);
              onOpen(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** The id of a backend says nothing to a person. */
const modelIdOf = (key: string | null): string | null => key?.slice(key.indexOf('/') + 1) ?? null;

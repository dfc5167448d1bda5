import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../language/language.tsx';
import { findOffer } from '../../offers.ts';
import { Icon } from '../../parts/icon.tsx';
import { useChat, useServices } from '../../services-context.ts';
import './model-picker.css';

const PickerDialog = lazy(async () => ({ default: (await import('./picker-dialog.tsx')).PickerDialog }));

/** Which model answers next, and the way to another. */
export function ModelPicker({ conversationId }: { readonly conversationId: string | null }): ReactNode {
  const text = useText();
  const { offers, store } = useServices();
  const [isOpen, setIsOpen] = useState(false);
  const chosen = useChat(
    (state) => (conversationId === null ? null : state.conversations.get(conversationId)?.model.value) ?? state.chosenModel,
  );
  const name = useStore(offers, (state) => findOffer(state, chosen)?.model.name ?? null) ?? chosen ?? text.chat.noModel;
  return (
    <>
      <button
        type="button"
        className="model-picker"
        aria-label={text.chat.modelOf(name)}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <bdi>{name}</bdi>
        <Icon name="chevron-down" size={16} />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <PickerDialog
            chosen={chosen}
            onClose={() => setIsOpen(false)}
            onChoose={(key) => {
              const { actions } = store.getState();
              if (conversationId !== null) actions.chooseModel(key, conversationId);
              actions.chooseModel(key, null);
              setIsOpen(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

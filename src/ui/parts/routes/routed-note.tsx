import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useHuggingFaceText } from '../../language/hugging-face.ts';
import { findOffer } from '../../offers.ts';
import { useServices } from '../../services-context.ts';
import { RouteDialog } from './route-dialog.tsx';

/** Below the message field: where the words go through a router, and the way to choose who gets them. */
export function RoutedNote({ modelKey, conversationId }: { readonly modelKey: string; readonly conversationId: string | null }): ReactNode {
  const text = useHuggingFaceText();
  const { offers, store } = useServices();
  const offer = findOffer(useStore(offers), modelKey);
  const [isOpen, setIsOpen] = useState(false);
  if (offer === null) return null;
  const host = offer.backend.host ?? '';
  const provider = offer.model.routes?.find(({ id }) => id === offer.model.id)?.provider ?? null;
  return (
    <span>
      {provider === null ? text.goesToSome(host) : text.goesTo(host, provider)}{' '}
      <button type="button" className="link-button" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {text.change}
      </button>
      {isOpen ? (
        <RouteDialog
          modelKey={modelKey}
          onClose={() => setIsOpen(false)}
          onChoose={(key) => {
            const { actions } = store.getState();
            if (conversationId !== null) actions.chooseModel(key, conversationId);
            actions.chooseModel(key, null);
          }}
        />
      ) : null}
    </span>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { temporaryConversation } from '#chat/selectors.ts';
import { type ChatState, temporaryDraft } from '#chat/state.ts';
import { useTemporaryText } from '../../language/temporary-text.ts';
import { showToast } from '../../notices.ts';
import { findOffer } from '../../offers.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { guardLeaving, navigate } from '../../routes.ts';
import { useChat, useServices } from '../../services-context.ts';
import './temporary.css';

interface Properties {
  /** `null`: nothing was asked yet. */
  readonly conversationId: string | null;
}

/** Says what a temporary chat is, lets it be kept, and asks before it is left with words in it. */
export function TemporaryBar({ conversationId }: Properties): ReactNode {
  const text = useTemporaryText();
  const { store, offers } = useServices();
  const chosen = useChat(
    (state) => (conversationId === null ? null : state.conversations.get(conversationId)?.model.value) ?? state.chosenModel,
  );
  const backend = useStore(offers, (state) => findOffer(state, chosen)?.backend ?? null);
  const hasDraft = useChat((state) => draftsSomething(state, conversationId ?? temporaryDraft));
  const hasContent = conversationId !== null || hasDraft;
  const [wanted, setWanted] = useState<string | null>(null);
  const isFree = useRef(false);

  useEffect(() => {
    if (!hasContent) return undefined;
    const unguard = guardLeaving((hash) => {
      // What was typed may have been taken elsewhere in this moment.
      const state = store.getState();
      const isEmpty = temporaryConversation(state) === null && !draftsSomething(state, temporaryDraft);
      if (isFree.current || isEmpty) return true;
      setWanted(hash);
      return false;
    });
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      unguard();
      window.removeEventListener('beforeunload', warn);
    };
  }, [hasContent, store]);

  function keep(): void {
    if (conversationId === null) return;
    store.getState().actions.keepTemporary(conversationId);
    isFree.current = true;
  }
  function leaveTo(hash: string): void {
    isFree.current = true;
    window.location.hash = hash === '' ? '#/' : hash;
  }

  return (
    <>
      <section className="temporary-bar" aria-label={text.title}>
        <Icon name="temporary" size={18} />
        <p>
          <strong>{text.lead}</strong> {text.note} {backend === null || backend.host === null ? null : text.stillSent(backend.label)}
        </p>
        {conversationId === null ? null : (
          <button
            type="button"
            className="button"
            onClick={() => {
              keep();
              navigate({ screen: 'chat', conversationId }, { replace: true });
              showToast({ text: text.kept, action: null });
            }}
          >
            {text.keep}
          </button>
        )}
      </section>
      {wanted === null ? null : (
        <Dialog title={text.leaveTitle} onClose={() => setWanted(null)}>
          <p>{text.leaveText}</p>
          <div className="dialog-actions">
            <button type="button" className="button" data-first-focus onClick={() => setWanted(null)}>
              {text.stay}
            </button>
            {conversationId === null ? null : (
              <button
                type="button"
                className="button"
                onClick={() => {
                  keep();
                  leaveTo(wanted);
                }}
              >
                {text.keepAndLeave}
              </button>
            )}
            <button type="button" className="button danger" onClick={() => leaveTo(wanted)}>
              {text.leave}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function draftsSomething({ drafts, draftAttachments }: ChatState, key: string): boolean {
  return (drafts.get(key) ?? '').trim() !== '' || draftAttachments.has(key);
}

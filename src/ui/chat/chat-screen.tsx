import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Attachment } from '#chat/records.ts';
import { useText } from '../language/language.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Preferences } from '../preferences.ts';
import { hrefOf, navigate } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { useMedia, wideEnoughForAside } from '../use-media.ts';
import { Announcer } from './announcer.tsx';
import './chat-screen.css';
import { useAttaching } from './composer/attach/use-attaching.ts';
import { useFileDrop } from './composer/attach/use-file-drop.ts';
import { Composer } from './composer/composer.tsx';
import { ModelPicker } from './picker/model-picker.tsx';
import { SelectionContext, useSelection } from './selection.ts';
import { Welcome } from './welcome.tsx';

/** Answers and what they stand on are not on the first page: they come while the first question is being written. */
const loadThread = () => import('./thread/thread.tsx');
const loadAside = () => import('./provenance-aside.tsx');
const DropHint = lazy(async () => ({ default: (await import('./composer/attach/drop-hint.tsx')).DropHint }));
const Thread = lazy(async () => ({ default: (await loadThread()).Thread }));
const ProvenanceAside = lazy(async () => ({ default: (await loadAside()).ProvenanceAside }));

interface Properties {
  /** `null`: a conversation that begins with the next question. */
  readonly conversationId: string | null;
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}

export function ChatScreen({ conversationId, menuButton, preferences }: Properties): ReactNode {
  const text = useText();
  const { store } = useServices();
  const isWide = useMedia(wideEnoughForAside);
  const selection = useSelection(conversationId, isWide);
  const [isPicking, setIsPicking] = useState(false);
  useEffect(() => {
    // A part that can't be fetched now is asked for again when it is shown.
    const timer = setTimeout(() => void Promise.allSettled([loadThread(), loadAside()]), 500);
    return () => clearTimeout(timer);
  }, []);
  const openPicker = useCallback(() => setIsPicking(true), []);
  const { attach } = useAttaching(conversationId);
  const isHeldOver = useFileDrop(attach);
  const send = (question: string, attachments: readonly Attachment[] = []): boolean => {
    const sent = store.getState().actions.send({ conversationId, text: question, attachments });
    if (sent === null) return false;
    if (conversationId === null) navigate({ screen: 'chat', conversationId: sent.conversationId });
    return true;
  };
  return (
    <SelectionContext value={selection}>
      <div className="chat-screen">
        <div className="chat-column">
          <header className="chat-bar">
            {menuButton}
            <ModelPicker conversationId={conversationId} isOpen={isPicking} onOpen={setIsPicking} />
            <span className="chat-bar-space" />
            {menuButton === null ? null : (
              <a className="icon-button" href={hrefOf({ screen: 'new' })} aria-label={text.chat.newChat}>
                <Icon name="plus" />
              </a>
            )}
          </header>
          <main className="chat-main">
            {/* Two neighbours with one key would leave the thread before in the page. */}
            {conversationId === null ? (
              <Welcome onAsk={send} />
            ) : (
              <OpenConversation key={`thread ${conversationId}`} conversationId={conversationId} />
            )}
            <Composer
              key={`composer ${conversationId ?? 'new'}`}
              conversationId={conversationId}
              onSend={send}
              onChooseModel={openPicker}
              preferences={preferences}
            />
          </main>
          {isHeldOver ? (
            <Suspense fallback={null}>
              <DropHint />
            </Suspense>
          ) : null}
          <Announcer conversationId={conversationId} />
        </div>
        {isWide && selection.selectedId !== null ? (
          <Suspense fallback={<div className="chat-aside" />}>
            <ProvenanceAside answerId={selection.selectedId} onClose={() => selection.select(null)} />
          </Suspense>
        ) : null}
      </div>
    </SelectionContext>
  );
}

/** A conversation whose messages are read from where it is kept, if they are not here already. */
function OpenConversation({ conversationId }: { readonly conversationId: string }): ReactNode {
  const text = useText();
  const { storage } = useServices();
  const exists = useChat((state) => state.conversations.get(conversationId)?.deleted.value === null);
  const title = useChat((state) => state.conversations.get(conversationId)?.title.value ?? null);
  const isLoaded = useChat((state) => state.loaded.has(conversationId));
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (!exists || isLoaded) return;
    storage.openConversation(conversationId).catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  }, [conversationId, exists, isLoaded, storage]);
  if (exists && isLoaded) {
    return (
      <Suspense fallback={<div className="chat-empty" />}>
        <h1 className="visually-hidden">{title ?? text.chat.untitled}</h1>
        <Thread conversationId={conversationId} />
      </Suspense>
    );
  }
  return (
    <div className="chat-empty">
      {exists ? (
        failure !== null && (
          <div role="alert">
            <p>{text.chat.openingFailed}</p>
            <p className="chat-detail">{failure}</p>
          </div>
        )
      ) : (
        <>
          <p>{text.chat.missing}</p>
          <a className="button" href={hrefOf({ screen: 'new' })}>
            {text.chat.startNew}
          </a>
        </>
      )}
    </div>
  );
}

import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Attachment } from '#chat/records.ts';
import { temporaryDraft } from '#chat/state.ts';
import { useCommand } from '../commands/commands.ts';
import { useText } from '../language/language.tsx';
import { FirstIcon } from '../parts/first-icon.tsx';
import { routeOfColumns } from '../parts/record-route.ts';
import { prepared } from '../parts/prepared.ts';
import type { Preferences } from '../preferences.ts';
import { hrefOf, navigate } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { useMedia, wideEnoughForAside } from '../use-media.ts';
import { Announcer } from './announcer.tsx';
import './chat-screen.css';
import { copyLastAnswer } from './copy-last-answer.ts';
import { openFind } from '../parts/find/find-state.ts';
import { Composer } from './composer/composer.tsx';
import { KeepingButton } from './keeping-button.tsx';
import { ModelPicker } from '../parts/picker/model-picker.tsx';
import { provenanceId, SelectionContext, useSelection } from '../parts/thread/selection.ts';
import { TemporaryToggle } from './temporary/temporary-toggle.tsx';
import { Welcome } from './welcome/welcome.tsx';

/** Answers and what they stand on are not on the first page: they come while the first question is being written. */
const TemporaryBar = lazy(async () => ({ default: (await import('./temporary/temporary-bar.tsx')).TemporaryBar }));
const thread = prepared(async () => (await import('../parts/thread/thread.tsx')).Thread);
const loadAside = () => import('./provenance-aside.tsx');
const ProvenanceAside = lazy(async () => ({ default: (await loadAside()).ProvenanceAside }));

interface Properties {
  /** `null`: a conversation that begins with the next question. */
  readonly conversationId: string | null;
  /** A conversation that is never kept. */
  readonly isTemporary?: boolean;
  /** A message to be shown; `null` = the end. */
  readonly messageId: string | null;
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}

export function ChatScreen({ conversationId, messageId, isTemporary = false, menuButton, preferences }: Properties): ReactNode {
  const text = useText();
  const { store } = useServices();
  const isWide = useMedia(wideEnoughForAside);
  const selection = useSelection(conversationId, isWide);
  const [isPicking, setIsPicking] = useState(false);
  useEffect(() => {
    // A part that can't be fetched now is asked for again when it is shown.
    const timer = setTimeout(() => void Promise.allSettled([thread.load(), loadAside()]), 500);
    return () => clearTimeout(timer);
  }, []);
  const draftKey = isTemporary ? temporaryDraft : 'new';
  const openPicker = useCallback(() => setIsPicking(true), []);
  const columnsAt = useChat((state) => {
    const comparisonId = state.conversations.get(conversationId ?? '')?.comparisonId;
    return comparisonId === undefined ? null : hrefOf(routeOfColumns(state.items, comparisonId));
  });
  useCommand('choose-model', openPicker);
  useCommand('find', conversationId === null ? null : openFind);
  useCommand('copy-answer', conversationId === null ? null : () => void copyLastAnswer(store.getState(), conversationId, text.chat));
  const send = (question: string, attachments: readonly Attachment[] = []): boolean => {
    const sent = store.getState().actions.send({ conversationId, text: question, attachments, temporary: isTemporary });
    if (sent === null) return false;
    if (conversationId === null && !isTemporary) navigate({ screen: 'chat', conversationId: sent.conversationId });
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
            {columnsAt === null ? null : (
              <a className="icon-button" href={columnsAt} title={text.chat.toComparison} aria-label={text.chat.toComparison}>
                <FirstIcon name="columns" />
              </a>
            )}
            {conversationId === null || isTemporary ? <TemporaryToggle isTemporary={isTemporary} /> : null}
            {conversationId === null ? null : (
              <button type="button" className="icon-button" aria-label={text.chat.find} title={text.chat.find} onClick={openFind}>
                <FirstIcon name="search" />
              </button>
            )}
            {conversationId === null ? null : <KeepingButton conversationId={conversationId} />}
            {menuButton === null ? null : (
              <a className="icon-button" href={hrefOf({ screen: 'new' })} aria-label={text.chat.newChat}>
                <FirstIcon name="plus" />
              </a>
            )}
          </header>
          <main id="main" className={isTemporary ? 'chat-main chat-temporary' : 'chat-main'} tabIndex={-1}>
            {isTemporary ? (
              <Suspense fallback={null}>
                <TemporaryBar conversationId={conversationId} />
              </Suspense>
            ) : null}
            {/* Two neighbours with one key would leave the thread before in the page. */}
            {conversationId === null ? (
              <Welcome onAsk={send} />
            ) : (
              <OpenConversation key={`thread ${conversationId}`} conversationId={conversationId} messageId={messageId} />
            )}
            <Composer
              key={`composer ${conversationId ?? draftKey}`}
              conversationId={conversationId}
              draftKey={conversationId ?? draftKey}
              onSend={send}
              onChooseModel={openPicker}
              preferences={preferences}
            />
          </main>
          <Announcer conversationId={conversationId} />
        </div>
        {isWide && selection.selectedId !== null ? (
          <Suspense fallback={<div className="chat-aside" id={provenanceId(selection.selectedId)} />}>
            <ProvenanceAside answerId={selection.selectedId} onClose={() => selection.select(null)} />
          </Suspense>
        ) : null}
      </div>
    </SelectionContext>
  );
}

/** A conversation whose messages are read from where it is kept, if they are not here already. */
function OpenConversation({
  conversationId,
  messageId,
}: {
  readonly conversationId: string;
  readonly messageId: string | null;
}): ReactNode {
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
        <thread.Part conversationId={conversationId} messageId={messageId} waiting={<div className="chat-empty" />} />
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

import { type FormEvent, type KeyboardEvent, lazy, memo, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Attachment } from '#chat/records.ts';
import { useCommand } from '../../commands/commands.ts';
import { useText } from '../../language/language.tsx';
import { findOffer } from '../../offers.ts';
import { showToast } from '../../notices.ts';
import { FirstIcon } from '../../parts/first-icon.tsx';
import { isComposing } from '../../parts/is-composing.ts';
import { isSecondClick, sendsMessage } from '../../parts/sends-message.ts';
import type { Preferences } from '../../preferences.ts';
import { useChat, useServices } from '../../services-context.ts';
import './composer.css';
import { useLiveAnswers } from './use-live-answers.ts';

const RoutedNote = lazy(async () => ({ default: (await import('../../parts/routes/routed-note.tsx')).RoutedNote }));

/** What stands below the field is not needed to write: it comes later, and if it cannot be fetched the composer does without it. */
const loadNextRequest = () => import('../../parts/sending/next-request.tsx');
const nothing = () => ({ default: () => null });
const NextRequest = lazy(async () => ({ default: (await loadNextRequest()).NextRequest }));
const Attach = lazy(() => import('./attach/attach.tsx').then(({ Attach: shown }) => ({ default: shown }), nothing));
const FootNotes = lazy(() => import('./foot-notes.tsx').then(({ FootNotes: shown }) => ({ default: shown }), nothing));

interface Properties {
  readonly conversationId: string | null;
  /** Under which its text is kept as a draft. */
  readonly draftKey: string;
  /** False if nothing was sent: the text then stays. */
  readonly onSend: (text: string, attachments: readonly Attachment[]) => boolean;
  readonly onChooseModel: () => void;
  readonly preferences: StoreApi<Preferences>;
}

/** The message field. The browser holds its text, so typing renders nothing; the store hears it as the draft. */
export const Composer = memo(function Composer({ conversationId, draftKey, onSend, onChooseModel, preferences }: Properties): ReactNode {
  const text = useText();
  const { store, offers, prepareModel } = useServices();
  const field = useRef<HTMLTextAreaElement>(null);
  const [first] = useState(() => store.getState().drafts.get(draftKey) ?? '');
  const [isBlank, setIsBlank] = useState(first.trim() === '');
  const [shownQuestion, setShownQuestion] = useState<string | null>(null);
  const live = useLiveAnswers(conversationId);
  const hasAttachments = useChat((state) => state.draftAttachments.has(draftKey));
  const [isReading, setIsReading] = useState(false);
  const chosen = useChat(
    (state) => (conversationId === null ? null : state.conversations.get(conversationId)?.model.value) ?? state.chosenModel,
  );
  const modelName = useStore(offers, (state) => findOffer(state, chosen)?.model.name ?? null);
  const backendLabel = useStore(offers, (state) => findOffer(state, chosen)?.backend.label ?? null);
  const isGone = useStore(
    offers,
    ({ listings }) => chosen !== null && !listings.some(({ backend }) => chosen.startsWith(`${backend.id}/`)),
  );
  const remoteHost = useStore(offers, (state) => findOffer(state, chosen)?.model.remoteHost ?? null);
  const isRouted = useStore(offers, (state) => findOffer(state, chosen)?.model.routes !== undefined);
  const staysHere = useStore(offers, (state) => findOffer(state, chosen)?.backend.host === null);

  useEffect(() => {
    // A keyboard that slides over the page on every visit would be in the way.
    if (window.matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, []);

  function stop(): void {
    for (const id of live?.split(' ') ?? []) store.getState().actions.stop(id);
  }
  useCommand('focus-message', () => field.current?.focus());
  useCommand('stop', live === null ? null : stop);

  function send(): void {
    const element = field.current;
    const attachments = store.getState().draftAttachments.get(draftKey) ?? [];
    if (element === null || live !== null || isReading || (element.value.trim() === '' && attachments.length === 0)) return;
    if (!onSend(element.value, attachments)) return;
    element.value = '';
    setIsBlank(true);
  }

  async function showRequest(): Promise<void> {
    try {
      await loadNextRequest();
      setShownQuestion(field.current?.value ?? '');
    } catch {
      showToast({ text: text.common.partMissing, action: null });
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && live !== null && !isComposing(event)) {
      stop();
      return;
    }
    if (!sendsMessage(event, preferences)) return;
    event.preventDefault();
    send();
  }

  function insert(more: string): void {
    const element = field.current;
    if (element === null) return;
    element.value = element.value.trim() === '' ? more : `${element.value}\n\n${more}`;
    took(element.value);
    element.focus();
  }

  function onInput(event: FormEvent<HTMLTextAreaElement>): void {
    took(event.currentTarget.value);
  }

  function took(value: string): void {
    const stillBlank = value.trim() === '';
    // Whoever begins to write will ask: what the first answer needs comes meanwhile.
    if (isBlank && !stillBlank && chosen !== null) prepareModel(chosen);
    setIsBlank(stillBlank);
    store.getState().actions.setDraft(draftKey, value);
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="composer-box">
        <Suspense fallback={<span className="composer-attach" />}>
          <Attach
            conversationId={conversationId}
            draftKey={draftKey}
            modelKey={chosen}
            field={field}
            onInsert={insert}
            onReading={setIsReading}
          />
        </Suspense>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={text.chat.message}
          placeholder={modelName === null ? text.chat.chooseModelFirst : text.chat.placeholder(modelName)}
          defaultValue={first}
          onInput={onInput}
          onKeyDown={onKeyDown}
          enterKeyHint="send"
        />
        {live === null ? (
          <button
            key="send"
            type="submit"
            className="send-button"
            aria-label={text.chat.send}
            disabled={(isBlank && !hasAttachments) || isReading || chosen === null}
            onClick={(event) => {
              if (isSecondClick(event)) event.preventDefault();
            }}
          >
            <FirstIcon name="arrow-up" />
          </button>
        ) : (
          <button
            // Another element than the one that sends: else what is pressed to stop would turn into it and send what was typed meanwhile.
            key="stop"
            type="button"
            className="send-button stop"
            aria-label={text.chat.stop}
            onClick={(event) => {
              if (!isSecondClick(event)) stop();
              field.current?.focus();
            }}
          >
            <FirstIcon name="stop" />
          </button>
        )}
      </div>
      <div className="composer-foot">
        <p className="composer-note">
          {isGone ? (
            <>
              {text.chat.serverGone}
              <button type="button" className="link-button" onClick={onChooseModel}>
                {text.chat.chooseAnother}
              </button>
            </>
          ) : backendLabel === null ? (
            ' '
          ) : staysHere ? (
            <>
              <FirstIcon name="lock" size={14} />
              {text.chat.privateHere}
            </>
          ) : isRouted && chosen !== null ? (
            <Suspense fallback={text.chat.sentTo(backendLabel)}>
              <RoutedNote modelKey={chosen} conversationId={conversationId} />
            </Suspense>
          ) : remoteHost === null ? (
            text.chat.sentTo(backendLabel)
          ) : (
            text.chat.sentOnTo(backendLabel, remoteHost)
          )}
        </p>
        <Suspense fallback={null}>
          <FootNotes conversationId={conversationId} modelKey={chosen} field={field} />
        </Suspense>
        {chosen === null ? null : (
          <button type="button" className="composer-request" aria-haspopup="dialog" onClick={() => void showRequest()}>
            <FirstIcon name="sliders" size={16} />
            <span>{text.chat.request}</span>
          </button>
        )}
      </div>
      {shownQuestion === null
        ? null
        : // Outside of the form in the page: Enter in one of its fields must not send the message.
          createPortal(
            <Suspense fallback={null}>
              <NextRequest
                conversationId={conversationId}
                question={shownQuestion}
                attachments={store.getState().draftAttachments.get(draftKey)}
                onClose={() => setShownQuestion(null)}
              />
            </Suspense>,
            document.body,
          )}
    </form>
  );
});

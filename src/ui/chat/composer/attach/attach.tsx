import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { takesImages } from '#providers/takes-images.ts';
import { useAttachingText } from '../../../language/attaching-text.ts';
import { findOffer } from '../../../offers.ts';
import { ActionMenu, type MenuEntry } from '../../../parts/action-menu.tsx';
import { useServices } from '../../../services-context.ts';
import { useLiveAnswers } from '../use-live-answers.ts';
import './attach.css';
import { forgetTroubles } from './attach-files.ts';
import { attaching } from './attaching-state.ts';
import { AttachmentTray } from './attachment-tray.tsx';
import { useAttaching } from './use-attaching.ts';
import { useFileDrop } from './use-file-drop.ts';

interface Properties {
  readonly conversationId: string | null;
  readonly draftKey: string;
  /** "backend id/model id". */
  readonly modelKey: string | null;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Puts a text behind what stands in the field. */
  readonly onInsert: (text: string) => void;
  /** Told while something is being read: the question waits for it. */
  readonly onReading: (isReading: boolean) => void;
}

/** The way to attach files to a question, and what is attached. */
export function Attach({ conversationId, draftKey, modelKey, field, onInsert, onReading }: Properties): ReactNode {
  const text = useAttachingText();
  const { offers } = useServices();
  const attach = useAttaching({ conversationId, draftKey, field, onInsert, onReading });
  const isHeldOver = useFileDrop(attach);
  const live = useLiveAnswers(conversationId);
  useEffect(() => {
    if (live !== null) forgetTroubles(draftKey);
  }, [live, draftKey]);
  useEffect(() => () => forgetTroubles(draftKey), [draftKey]);
  const input = useRef<HTMLInputElement>(null);
  const sees = useSight(modelKey);
  const modelName = useStore(offers, (state) => findOffer(state, modelKey)?.model.name ?? null);

  function choose(accept: string): void {
    if (input.current === null) return;
    input.current.accept = accept;
    input.current.click();
  }

  function entries(): readonly MenuEntry[] {
    const pictureHint = modelName === null ? text.pictureNobody : sees === false ? text.pictureNo(modelName) : text.pictureHint;
    return [
      { key: 'file', label: text.file, hint: text.fileHint, icon: 'file', run: () => choose('') },
      {
        key: 'picture',
        label: text.picture,
        hint: pictureHint,
        icon: 'picture',
        isDisabled: modelName === null || sees === false,
        run: () => choose('image/*'),
      },
    ];
  }

  return (
    <>
      {isHeldOver ? (
        <div className="composer-drop" aria-hidden="true">
          <strong>{text.drop}</strong>
          <span>{text.dropHint}</span>
        </div>
      ) : null}
      <AttachmentTray draftKey={draftKey} modelName={modelName} sees={sees} onInsert={onInsert} />
      <ActionMenu label={text.attach} icon="paperclip" entries={entries} className="icon-button composer-attach" />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-attach
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          attach(files);
        }}
      />
    </>
  );
}

/** Whether a model reads pictures, as far as it is known without asking; `null` = not known. */
function useSight(modelKey: string | null): boolean | null {
  const { offers } = useServices();
  const said = useStore(offers, (state): boolean | null => {
    const offer = findOffer(state, modelKey);
    if (offer === null) return null;
    return takesImages.has(offer.backend.kind) ? (offer.model.readsImages ?? null) : false;
  });
  const found = useStore(attaching, ({ sight }) => sight[modelKey ?? ''] ?? null);
  return said ?? found;
}

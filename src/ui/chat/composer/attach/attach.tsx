import { type ReactNode, useRef } from 'react';
import { useStore } from 'zustand';
import { takesImages } from '#providers/takes-images.ts';
import { useAttachingText } from '../../../language/attaching-text.ts';
import { announce } from '../../../notices.ts';
import { findOffer } from '../../../offers.ts';
import { ActionMenu, type MenuEntry } from '../../../parts/action-menu.tsx';
import { useServices } from '../../../services-context.ts';
import './attach.css';
import { attachFiles } from './attach-files.ts';
import { attaching } from './attaching-state.ts';
import { AttachmentTray } from './attachment-tray.tsx';

interface Properties {
  readonly conversationId: string | null;
  /** "backend id/model id". */
  readonly modelKey: string | null;
  /** Puts a text behind what stands in the field. */
  readonly onInsert: (text: string) => void;
}

/** The way to attach files to a question, and what is attached. */
export function Attach({ conversationId, modelKey, onInsert }: Properties): ReactNode {
  const text = useAttachingText();
  const { store, offers } = useServices();
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
      <AttachmentTray conversationId={conversationId} modelName={modelName} sees={sees} onInsert={onInsert} />
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
          void attachFiles(store, conversationId, files, ({ name }) => announce(text.read(name)));
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

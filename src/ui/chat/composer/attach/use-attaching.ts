import { type RefObject, useCallback, useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import { useAttachingText } from '../../../language/attaching-text.ts';
import { announce } from '../../../notices.ts';
import { useServices } from '../../../services-context.ts';
import { attachFiles, attachText } from './attach-files.ts';
import { attaching } from './attaching-state.ts';

/** Longer texts become an attachment when they are pasted: in the field nobody finds their own words between them. Characters. */
const longPaste = 5000;

interface Place {
  readonly conversationId: string | null;
  readonly draftKey: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Gets a text that there was no more room for. */
  readonly onInsert: (text: string) => void;
  /** Told while something is being read: the question waits for it. */
  readonly onReading: (isReading: boolean) => void;
}

/** The ways of files and long texts into the next question; gives the one for files. What is pasted into the field takes its own. */
export function useAttaching({ conversationId, draftKey, field, onInsert, onReading }: Place): (files: readonly File[]) => void {
  const text = useAttachingText();
  const { store } = useServices();
  const isReading = useStore(attaching, ({ reading }) => reading.some((one) => one.draftKey === draftKey));
  useEffect(() => onReading(isReading), [isReading, onReading]);
  const attach = useCallback(
    (files: readonly File[]): void => {
      if (files.length > 0) void attachFiles(store, { conversationId, draftKey }, files, ({ name }) => announce(text.read(name)));
    },
    [store, conversationId, draftKey, text],
  );
  const takes = useEffectEvent((clipboard: DataTransfer): boolean => {
    const pasted = clipboard.getData('text/plain');
    // A spreadsheet puts a picture of its cells beside their text.
    if (clipboard.files.length > 0 && pasted === '') {
      attach([...clipboard.files]);
      return true;
    }
    if (pasted.length <= longPaste) return false;
    if (!attachText(store, draftKey, pasted, text.pasted)) onInsert(pasted);
    return true;
  });
  useEffect(() => {
    const element = field.current;
    const onPaste = (event: ClipboardEvent): void => {
      if (event.clipboardData !== null && takes(event.clipboardData)) event.preventDefault();
    };
    element?.addEventListener('paste', onPaste);
    return () => element?.removeEventListener('paste', onPaste);
  }, [field]);
  return attach;
}

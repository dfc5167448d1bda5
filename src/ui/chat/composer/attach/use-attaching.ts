import { useCallback } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../../language/language.tsx';
import { announce, showToast } from '../../../notices.ts';
import { useServices } from '../../../services-context.ts';
import { attaching } from './attaching-state.ts';

/** Reading files is not on the first page. */
const loadAttaching = () => import('./attach-files.ts');

/** Longer texts become an attachment when they are pasted: in the field nobody finds their own words between them. Characters. */
const longPaste = 5000;

/** Ways into the next question of a conversation for what is pasted and dropped, and whether something is still being read. */
export function useAttaching(conversationId: string | null): {
  readonly isReading: boolean;
  readonly attach: (files: readonly File[]) => void;
  /** True if it takes what is on the clipboard; else the browser puts it into the field. `putBack` gets a text that could not be attached. */
  readonly paste: (clipboard: DataTransfer, putBack: (text: string) => void) => boolean;
} {
  const text = useText();
  const { store } = useServices();
  const isReading = useStore(attaching, ({ reading }) => reading.some((one) => one.conversationId === conversationId));
  const failed = useCallback(() => showToast({ text: text.errors.byCode['part-missing'], action: null }), [text]);
  const attach = useCallback(
    (files: readonly File[]): void => {
      if (files.length === 0) return;
      loadAttaching().then(({ attachFiles }) => attachFiles(store, conversationId, files, ({ name }) => announce(name)), failed);
    },
    [store, conversationId, failed],
  );
  return {
    isReading,
    attach,
    paste(clipboard, putBack) {
      const pasted = clipboard.getData('text/plain');
      // A spreadsheet puts a picture of its cells beside their text.
      if (clipboard.files.length > 0 && pasted === '') {
        attach([...clipboard.files]);
        return true;
      }
      if (pasted.length <= longPaste) return false;
      loadAttaching()
        .then(({ attachText }) => attachText(store, conversationId, pasted, text.chat.pasted))
        .catch(() => putBack(pasted));
      return true;
    },
  };
}

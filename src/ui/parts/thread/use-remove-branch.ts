import { useThreadText } from '../../language/thread-text.ts';
import { showToast } from '../../notices.ts';
import { useServices } from '../../services-context.ts';

/** Deletes a message with what follows it, at once, and offers to bring it back. */
export function useRemoveBranch(): (messageId: string) => void {
  const text = useThreadText();
  const { store } = useServices();
  return (messageId) => {
    const { actions } = store.getState();
    actions.removeBranch(messageId);
    showToast({ text: text.removed, action: { label: text.undo, run: () => actions.restoreBranch(messageId) } });
    // What had the focus is gone; the place to go on from is the message field.
    document.querySelector<HTMLElement>('.composer textarea')?.focus({ preventScroll: true });
  };
}

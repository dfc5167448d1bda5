import { type RefObject, useEffect, useRef } from 'react';
import { useServices } from '../../services-context.ts';

/** How long a message that was looked for stays marked. Milliseconds. */
const markTime = 2500;

/**
 * Shows a message that an address names: the branch that it is on, then its place, marked for a moment and with the focus on it, so that
 * whoever listens goes on from there. `isHere`: it is on the branch that is shown.
 */
export function useShownMessage(messageId: string | null, isHere: boolean, content: RefObject<HTMLElement | null>): void {
  const { store } = useServices();
  // Once for each address: whoever pages on to another branch is not brought back.
  const asked = useRef<string | null>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (messageId === null || shown.current === messageId) return undefined;
    if (!isHere) {
      if (asked.current === messageId) return undefined;
      asked.current = messageId;
      store.getState().actions.showBranch(messageId);
      return undefined;
    }
    let element: HTMLElement | null = null;
    // After the thread went to its end, which it does when it opens.
    const frame = requestAnimationFrame(() => {
      element = content.current?.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(messageId)}"]`) ?? null;
      if (element === null) return;
      shown.current = messageId;
      element.scrollIntoView({ block: 'center' });
      element.dataset['sought'] = '';
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
    });
    const unmark = (): void => {
      if (element !== null) delete element.dataset['sought'];
    };
    const timer = setTimeout(unmark, markTime);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      unmark();
    };
  }, [messageId, isHere, content, store]);
}

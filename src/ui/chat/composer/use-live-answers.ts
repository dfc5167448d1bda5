import { useMemo } from 'react';
import { liveAnswersAt } from '#chat/drafts.ts';
import { createThreadSelector } from '#chat/selectors.ts';
import { useChat } from '../../services-context.ts';

/** Ids of the answers that are being written at the end of the shown branch, in one string; `null` if there is none. Several are drafts. */
export function useLiveAnswers(conversationId: string | null): string | null {
  const selector = useMemo(() => createThreadSelector(conversationId ?? ''), [conversationId]);
  return useChat((state) => liveAnswersAt(state, selector(state).at(-1)).join(' ') || null);
}

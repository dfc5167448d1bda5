import { useMemo } from 'react';
import { createThreadSelector } from '#chat/selectors.ts';
import { isLive } from '#chat/state.ts';
import { useChat } from '../../services-context.ts';

/** Id of the answer that is being written at the end of the shown branch; `null` if there is none. */
export function useLiveAnswer(conversationId: string | null): string | null {
  const selector = useMemo(() => createThreadSelector(conversationId ?? ''), [conversationId]);
  return useChat((state) => {
    const last = state.messages.get(selector(state).at(-1) ?? '');
    return last?.kind === 'answer' && isLive(last) ? last.id : null;
  });
}

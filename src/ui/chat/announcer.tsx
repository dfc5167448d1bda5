import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { createThreadSelector } from '#chat/selectors.ts';
import type { AnswerStatus } from '#chat/records.ts';
import { useText } from '../language/language.tsx';
import { announce } from '../notices.ts';
import { useChat } from '../services-context.ts';

/** Tells screen readers that an answer began and how it ended, and nothing in between. */
export function Announcer({ conversationId }: { readonly conversationId: string | null }): ReactNode {
  const text = useText();
  const selector = useMemo(() => createThreadSelector(conversationId ?? ''), [conversationId]);
  const lastId = useChat((state) => selector(state).at(-1) ?? null);
  const status = useChat((state): AnswerStatus | null => {
    const message = lastId === null ? undefined : state.messages.get(lastId);
    return message?.kind === 'answer' ? message.status : null;
  });
  const before = useRef<{ readonly id: string | null; readonly status: AnswerStatus | null }>({ id: null, status: null });
  useEffect(() => {
    const last = before.current;
    before.current = { id: lastId, status };
    const began = status === 'streaming' && (last.id !== lastId || last.status === 'waiting');
    const wasLive = last.id === lastId && (last.status === 'waiting' || last.status === 'streaming');
    if (began) announce(text.chat.answering);
    else if (wasLive && status === 'done') announce(text.chat.answered);
    else if (wasLive && (status === 'stopped' || status === 'interrupted')) announce(text.chat.answerStopped);
    else if (wasLive && status === 'failed') announce(text.chat.answerFailed);
  }, [lastId, status, text]);
  return null;
}

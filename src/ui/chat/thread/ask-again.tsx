import { type ReactNode, useEffect, useState } from 'react';
import { pathFromHead } from '#chat/message-tree.ts';
import type { AnswerRecord } from '#chat/records.ts';
import type { ErrorCode, ProviderError } from '#providers/provider.ts';
import { useFailureText } from '../../language/failures-text.ts';
import { useChat, useServices } from '../../services-context.ts';

/** After these, asking the same again can only fail again: something else must be changed first. */
const askingIsVain: ReadonlySet<ErrorCode> = new Set([
  'auth',
  'not-found',
  'bad-request',
  'malformed',
  'context-exceeded',
  'file-damaged',
  'file-too-large',
  'architecture-unsupported',
]);

/** What a person can do about a failed answer, here and now. Nothing is sent until a button is pressed. */
export function AskAgain({ answer, error }: { readonly answer: AnswerRecord; readonly error: ProviderError }): ReactNode {
  const text = useFailureText();
  const { store } = useServices();
  const hasOlder = useChat(({ messages }) => pathFromHead(messages, answer.parentId).filter((message) => message.text !== '').length > 1);
  const isNewest = useChat(({ conversations }) => conversations.get(answer.conversationId)?.head.value === answer.id);
  const endedAt = answer.provenance.timing.startedAt + (answer.provenance.timing.totalMs ?? 0);
  const seconds = useSecondsUntil(endedAt + (error.retryAfterMs ?? 0));
  const canShorten = error.code === 'context-exceeded' && hasOlder;
  if (!isNewest || (askingIsVain.has(error.code) && !canShorten)) return null;
  const label = canShorten ? text.askShorter : error.code === 'loading' ? text.tryAgain : text.askAgain;
  return (
    <div className="answer-failure-actions">
      <button type="button" className="button" disabled={seconds > 0} onClick={() => store.getState().actions.askAgain(answer.id)}>
        {seconds > 0 ? text.askAgainIn(seconds) : label}
      </button>
    </div>
  );
}

/** Seconds until a moment, counted down; 0 when it has come. */
function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Math.ceil((moment - now) / 1000));
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), 1000);
    return () => clearTimeout(timer);
  }, [left, now]);
  return left;
}

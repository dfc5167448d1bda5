import type { ReactNode } from 'react';
import { pathFromHead } from '#chat/message-tree.ts';
import type { AnswerRecord } from '#chat/records.ts';
import type { ProviderError } from '#providers/provider.ts';
import { useFailureText } from '../../language/failures-text.ts';
import { useSecondsUntil } from '../../parts/use-seconds-until.ts';
import { useChat, useServices } from '../../services-context.ts';

/** Asking once more, when the backend allows it. Nothing is sent until the button is pressed. */
export function AskAgain({ answer, error }: { readonly answer: AnswerRecord; readonly error: ProviderError }): ReactNode {
  const text = useFailureText();
  const { store } = useServices();
  const hasOlder = useChat(({ messages }) => pathFromHead(messages, answer.parentId).filter((message) => message.text !== '').length > 1);
  const endedAt = answer.provenance.timing.startedAt + (answer.provenance.timing.totalMs ?? 0);
  const seconds = useSecondsUntil(endedAt + (error.retryAfterMs ?? 0));
  const canShorten = error.code === 'context-exceeded' && hasOlder;
  const label = canShorten ? text.askShorter : error.code === 'loading' ? text.tryAgain : text.askAgain;
  return (
    <div className="answer-failure-actions">
      <button type="button" className="button" disabled={seconds > 0} onClick={() => store.getState().actions.askAgain(answer.id)}>
        {seconds > 0 ? text.askAgainIn(seconds) : label}
      </button>
    </div>
  );
}

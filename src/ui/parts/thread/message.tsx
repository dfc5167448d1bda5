import { memo, type ReactNode, useMemo } from 'react';
import { createDraftsSelector } from '#chat/drafts.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { ErrorBoundary } from '../../parts/error-boundary.tsx';
import { useChat } from '../../services-context.ts';
import { Answer } from './answer.tsx';
import { Drafts } from './drafts.tsx';
import { Question } from './question.tsx';

/** One message, found by its id, so that words arriving in another one do not touch it. */
export const Message = memo(function Message({ id }: { readonly id: string }): ReactNode {
  const text = useText();
  const message = useChat((state) => state.messages.get(id));
  if (message === undefined) return null;
  return (
    <ErrorBoundary
      resetKey={`${id}${message.kind === 'answer' ? message.status : ''}`}
      fallback={<p role="alert">{text.common.screenFailed}</p>}
    >
      {message.kind === 'question' ? <Question question={message} /> : <AnswerOrDrafts answer={message} />}
    </ErrorBoundary>
  );
});

/** Drafts of which none was kept yet stand beside each other, in the place of the one that the branch leads to. */
function AnswerOrDrafts({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const selector = useMemo(() => createDraftsSelector(answer.id), [answer.id]);
  const drafts = useChat(selector);
  return drafts.length > 1 ? <Drafts ids={drafts} /> : <Answer answer={answer} />;
}

import { memo, type ReactNode } from 'react';
import { useText } from '../../language/language.tsx';
import { ErrorBoundary } from '../../parts/error-boundary.tsx';
import { useChat } from '../../services-context.ts';
import { Answer } from './answer.tsx';
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
      {message.kind === 'question' ? <Question question={message} /> : <Answer answer={message} />}
    </ErrorBoundary>
  );
});

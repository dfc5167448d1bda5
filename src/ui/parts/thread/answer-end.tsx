import { lazy, type ReactNode, Suspense } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { useCounts } from '../../language/counts.ts';
import { failureWords, useFailureText } from '../../language/failures-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { useServices } from '../../services-context.ts';
import { AskAgain } from './ask-again.tsx';

const FailureActions = lazy(async () => ({ default: (await import('../../parts/servers/failure-actions.tsx')).FailureActions }));

/** Says when an answer is not whole. What failed is said by the failure itself. */
export function AnswerNote({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const chat = useThreadText();
  if (answer.error !== null) return null;
  const note =
    answer.status === 'stopped'
      ? chat.stopped
      : answer.status === 'interrupted'
        ? chat.interrupted
        : answer.finishReason === 'length'
          ? chat.cutAtLimit
          : answer.finishReason === 'content-filter'
            ? chat.filtered
            : answer.status === 'done' && answer.text === ''
              ? chat.empty
              : null;
  return note === null ? null : <p className="answer-note">{note}</p>;
}

/** What happened, what is safe, what to do, and the backend's own words. */
export function AnswerFailure({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useFailureText();
  const counts = useCounts();
  const { backends } = useServices();
  const { error } = answer;
  if (error === null) return null;
  const { what, todo } = failureWords(text, error.code, backends.find(answer.provenance.asked.backendId)?.settings.auth);
  const isOwn = error.code === 'app-failed' || error.code === 'part-missing';
  return (
    <div className="answer-failure" data-part="error" data-code={error.code}>
      <Icon name="warning" />
      <div>
        <p className="answer-failure-what">{what}</p>
        {error.needed === undefined || error.limit === undefined ? null : <p>{text.tokens(counts(error.needed), counts(error.limit))}</p>}
        <p>{text.together(answer.text === '' ? text.questionKept : text.partKept, todo)}</p>
        <AskAgain answer={answer} error={error} />
        <Suspense fallback={null}>
          <FailureActions answer={answer} />
        </Suspense>
        {error.detail === '' ? null : (
          <details>
            <summary>{isOwn ? text.ownDetail : text.detail}</summary>
            <p className="answer-failure-detail" dir="auto">
              {error.detail}
            </p>
          </details>
        )}
      </div>
    </div>
  );
}

import { lazy, type ReactNode, Suspense } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { Icon } from '../../parts/icon.tsx';

const FailureActions = lazy(async () => ({ default: (await import('../../parts/servers/failure-actions.tsx')).FailureActions }));

/** Says when an answer is not whole. */
export function AnswerNote({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const { chat } = useText();
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

/** What failed, what to do, and the backend's own words. */
export function AnswerFailure({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const { errors } = useText();
  const { error } = answer;
  if (error === null) return null;
  return (
    <div className="answer-failure" data-part="error" data-code={error.code}>
      <Icon name="warning" />
      <div>
        <p>{errors.byCode[error.code]}</p>
        {error.retryAfterMs === undefined ? null : <p>{errors.retryAfter(Math.ceil(error.retryAfterMs / 1000))}</p>}
        {error.needed === undefined || error.limit === undefined ? null : <p>{errors.tokens(error.needed, error.limit)}</p>}
        <Suspense fallback={null}>
          <FailureActions answer={answer} />
        </Suspense>
        {error.detail === '' ? null : (
          <details>
            <summary>{errors.detail}</summary>
            <p className="answer-failure-detail" dir="auto">
              {error.detail}
            </p>
          </details>
        )}
      </div>
    </div>
  );
}

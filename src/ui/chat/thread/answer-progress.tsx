import type { ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';

/** What the backend is doing before the first word, with a bar where its length is known. */
export function AnswerProgress({ progress }: { readonly progress: AnswerRecord['progress'] }): ReactNode {
  const text = useText();
  const words = progress === null ? text.chat.waiting : text.chat[progress.stage];
  const share = progress !== null && progress.total !== null && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <div className="answer-progress">
      <span className="answer-progress-dot" aria-hidden="true" />
      <span>{words}</span>
      {share === null ? null : <progress value={share} max={1} aria-label={words} />}
    </div>
  );
}

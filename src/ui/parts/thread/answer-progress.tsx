import type { ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useThreadText } from '../../language/thread-text.ts';

/** What the backend is doing before the first word, with a bar where its length is known. */
export function AnswerProgress({ progress }: { readonly progress: AnswerRecord['progress'] }): ReactNode {
  const text = useThreadText();
  const words = wordsOf(text, progress);
  const share = progress !== null && progress.total !== null && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <div className="answer-progress">
      <span className="answer-progress-dot" aria-hidden="true" />
      <span>{words}</span>
      {share === null ? null : <progress value={share} max={1} aria-label={words} />}
    </div>
  );
}

function wordsOf(text: ReturnType<typeof useThreadText>, progress: AnswerRecord['progress']): string {
  if (progress === null) return text.waiting;
  if (progress.stage === 'held') return text.held(Math.ceil(progress.done / 1000));
  if (progress.stage === 'queued' && progress.done > 0) return text.queuedAt(progress.done);
  return text[progress.stage];
}

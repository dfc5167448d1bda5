import type { ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { useMarkdownText } from '../../language/markdown-text.ts';
import { useReadingText } from '../../language/reading-text.ts';
import { Markdown } from '../../parts/markdown/markdown.tsx';

/** What a model thought before it answered: folded, with how long it took. */
export function Reasoning({ answer, isLive }: { readonly answer: AnswerRecord; readonly isLive: boolean }): ReactNode {
  const chat = useThreadText();
  const reading = useReadingText();
  const labels = useMarkdownText();
  const { reasonedMs } = answer.provenance.timing;
  const isThinking = isLive && answer.text === '';
  return (
    <details className="answer-reasoning" data-part="reasoning">
      <summary>
        {isThinking
          ? chat.reasoningNow
          : reasonedMs === undefined
            ? chat.reasoning
            : reading.reasoned(Math.max(1, Math.round(reasonedMs / 1000)))}
      </summary>
      <Markdown text={answer.reasoning} isLive={isThinking} labels={labels} />
    </details>
  );
}

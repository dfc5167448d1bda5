import { lazy, type ReactNode, Suspense, useCallback } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { isLive } from '#chat/state.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useMarkdownText } from '../../language/markdown-text.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { Markdown } from '../../parts/markdown/markdown.tsx';
import { mentionsIn } from '../../parts/mentions.ts';
import { servedName } from '../../parts/model-name.ts';
import { useCatalogIfHere } from '../../services-context.ts';
import { useSteady } from './use-steady.ts';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerFailure, AnswerNote } from './answer-end.tsx';
import { AnswerProgress } from './answer-progress.tsx';
import { ContinueAnswer, ContinuedNote } from './continue-answer.tsx';
import { FilledText } from './filled-text.tsx';
import { ProvenanceFold } from './provenance-fold.tsx';
import { useThreadPlace } from './thread-place.ts';
import { Reasoning } from './reasoning.tsx';

const Reproduction = lazy(async () => ({ default: (await import('./reproduction.tsx')).Reproduction }));

/** `isDraft`: it stands beside others, and one of them is to be kept before anything else is done with it. */
export function Answer({ answer, isDraft = false }: { readonly answer: AnswerRecord; readonly isDraft?: boolean }): ReactNode {
  const provenance = useProvenanceText();
  const thread = useThreadText();
  const place = useThreadPlace();
  const labels = useMarkdownText();
  const catalog = useCatalogIfHere();
  const live = isLive(answer);
  const steady = useSteady(answer);
  const withheld = answer.provenance.context?.images?.withheld ?? 0;
  const isContinuation = catalog?.models.get(servedCatalogId(answer.provenance) ?? '')?.kind === 'base';
  const decorate = useCallback((plain: string) => (catalog === null ? [] : mentionsIn(catalog, plain)), [catalog]);
  return (
    <article
      className="message answer"
      data-role="assistant"
      data-message-id={answer.id}
      data-status={answer.status}
      aria-label={thread.answerBy(servedName(catalog, answer.provenance))}
      aria-busy={live}
    >
      {answer.reasoning === '' ? null : <Reasoning answer={answer} isLive={live} />}
      {answer.text === '' ? null : (
        <div className="answer-text" data-part="text" dir="auto">
          {answer.filled.length > 0 ? (
            <FilledText text={answer.text} filled={answer.filled} decorate={decorate} labels={labels} />
          ) : (
            <Markdown text={answer.text} isLive={live} decorate={decorate} labels={labels} />
          )}
        </div>
      )}
      {answer.status === 'waiting' ? <AnswerProgress progress={answer.progress} /> : null}
      {isContinuation && answer.text !== '' ? <p className="answer-note">{provenance.continued}</p> : null}
      <ContinuedNote answer={answer} />
      {withheld > 0 ? <p className="answer-note">{thread.pictureWithheld(withheld)}</p> : null}
      <AnswerNote answer={answer} />
      <AnswerFailure answer={answer} />
      {isDraft || place === 'column' ? null : <ContinueAnswer answer={answer} />}
      {answer.provenance.reproduces === undefined ? null : (
        <Suspense fallback={null}>
          <Reproduction answer={steady} />
        </Suspense>
      )}
      {live || isDraft ? null : <AnswerActions answer={answer} />}
      <ProvenanceFold answer={steady} />
    </article>
  );
}

import { lazy, type ReactNode, Suspense, useCallback } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { isLive } from '#chat/state.ts';
import { useText } from '../../language/language.tsx';
import { useMarkdownText } from '../../language/markdown-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { Markdown } from '../../parts/markdown/markdown.tsx';
import { mentionsIn } from '../../parts/mentions.ts';
import { servedName } from '../../parts/model-name.ts';
import { useCatalogIfHere, useServices } from '../../services-context.ts';
import { useSteady } from './use-steady.ts';
import { AnswerFailure, AnswerNote } from './answer-end.tsx';
import { AnswerProgress } from './answer-progress.tsx';
import { CopyButton } from './copy-button.tsx';
import { FilledText } from './filled-text.tsx';
import { ProvenanceFold } from './provenance-fold.tsx';
import { Reasoning } from './reasoning.tsx';
import { VersionPager } from './version-pager.tsx';

const Reproduction = lazy(async () => ({ default: (await import('./reproduction.tsx')).Reproduction }));

export function Answer({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useText();
  const labels = useMarkdownText();
  const catalog = useCatalogIfHere();
  const { store } = useServices();
  const live = isLive(answer);
  const steady = useSteady(answer);
  const isContinuation = catalog?.models.get(servedCatalogId(answer.provenance) ?? '')?.kind === 'base';
  const decorate = useCallback((plain: string) => (catalog === null ? [] : mentionsIn(catalog, plain)), [catalog]);
  return (
    <article
      className="message answer"
      data-role="assistant"
      data-message-id={answer.id}
      data-status={answer.status}
      aria-label={text.chat.answerBy(servedName(catalog, answer.provenance))}
      aria-busy={live}
    >
      {answer.reasoning === '' ? null : <Reasoning answer={answer} isLive={live} />}
      {answer.status === 'waiting' ? <AnswerProgress progress={answer.progress} /> : null}
      {answer.text === '' ? null : (
        <div className="answer-text" data-part="text" dir="auto">
          {answer.filled.length > 0 ? (
            <FilledText text={answer.text} filled={answer.filled} decorate={decorate} labels={labels} />
          ) : (
            <Markdown text={answer.text} isLive={live} decorate={decorate} labels={labels} />
          )}
        </div>
      )}
      {isContinuation && answer.text !== '' ? <p className="answer-note">{text.provenance.continued}</p> : null}
      <AnswerNote answer={answer} />
      <AnswerFailure answer={answer} />
      {answer.provenance.reproduces === undefined ? null : (
        <Suspense fallback={null}>
          <Reproduction answer={steady} />
        </Suspense>
      )}
      {live ? null : (
        <div className="message-actions">
          <VersionPager messageId={answer.id} />
          {answer.text === '' ? null : <CopyButton text={answer.text} />}
          {answer.error === null ? (
            <button
              type="button"
              className="icon-button small"
              aria-label={text.chat.askAgain}
              title={text.chat.askAgain}
              onClick={() => store.getState().actions.askAgain(answer.id)}
            >
              <Icon name="refresh" size={16} />
            </button>
          ) : null}
        </div>
      )}
      <ProvenanceFold answer={steady} />
    </article>
  );
}

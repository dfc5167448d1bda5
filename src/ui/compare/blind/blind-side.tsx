import { type ReactNode, useMemo, useRef, useLayoutEffect } from 'react';
import { createThreadSelector } from '#chat/selectors.ts';
import { useCompareText } from '../../language/compare-text.ts';
import { useText } from '../../language/language.tsx';
import { useThreadText } from '../../language/thread-text.ts';
import { useMarkdownText } from '../../language/markdown-text.ts';
import { CopyButton } from '../../parts/thread/copy-button.tsx';
import { Markdown } from '../../parts/markdown/markdown.tsx';
import { useChat } from '../../services-context.ts';

interface Properties {
  readonly conversationId: string;
  readonly side: 'left' | 'right';
  /** The newest answers of both sides are held back. */
  readonly isWaiting: boolean;
}

/** One side of a blind round: the questions, and the words of the answers. */
export function BlindSide({ conversationId, side, isWaiting }: Properties): ReactNode {
  const { chat } = useText();
  const { round } = useCompareText();
  const selector = useMemo(() => createThreadSelector(conversationId), [conversationId]);
  const ids = useChat(selector);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = isWaiting ? ids.slice(0, -1) : ids;
  const lastId = shown.at(-1);
  // The question that was asked last stands at the top, its answer below it: both sides are read from their beginning.
  useLayoutEffect(() => {
    const element = scroller.current;
    const question = element?.querySelector<HTMLElement>('.question:last-of-type');
    if (element !== null && question !== null && question !== undefined) element.scrollTop = question.offsetTop - element.offsetTop;
  }, [lastId]);
  return (
    <section className="column blind-side" aria-label={round[side]} data-side={side}>
      <header className="column-head">
        <h2>{round[side]}</h2>
      </header>
      <div className="thread-area">
        <div className="thread" ref={scroller}>
          <div className="thread-content">
            {shown.map((id, place) =>
              place % 2 === 0 ? (
                <article key={id} className="message question" data-role="user" aria-label={chat.you}>
                  <Words id={id} />
                </article>
              ) : (
                <BlindAnswer key={id} id={id} name={round[side]} />
              ),
            )}
          </div>
        </div>
      </div>
    </section>
  );
}

function Words({ id }: { readonly id: string }): ReactNode {
  const words = useChat((state) => state.messages.get(id)?.text ?? '');
  return (
    <div className="question-text" dir="auto" data-part="text">
      {words}
    </div>
  );
}

/** The words of an answer, and whether they are all of them. What a backend says of itself is left out, whatever it is. */
function BlindAnswer({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  const chat = useThreadText();
  const labels = useMarkdownText();
  const { round } = useCompareText();
  const answer = useChat((state) => state.messages.get(id));
  if (answer?.kind !== 'answer') return null;
  const isWhole = answer.status === 'done' && answer.text !== '';
  return (
    <article className="message answer" data-role="assistant" aria-label={chat.answerBy(name)}>
      {answer.text === '' ? null : (
        <div className="answer-text" data-part="text" dir="auto">
          <Markdown text={answer.text} isLive={false} labels={labels} />
        </div>
      )}
      {isWhole ? null : <p className="answer-note">{answer.status === 'stopped' ? round.sideStopped : round.sideFailed}</p>}
      {isWhole && answer.finishReason === 'length' ? <p className="answer-note">{chat.cutAtLimit}</p> : null}
      {answer.text === '' ? null : (
        <div className="message-actions">
          <CopyButton text={answer.text} />
        </div>
      )}
    </article>
  );
}

import { Fragment, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MessageRecord } from '#chat/records.ts';
import { createThreadSelector } from '#chat/selectors.ts';
import { useText } from '../../language/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useChat } from '../../services-context.ts';
import { ForkNote } from './fork-note.tsx';
import { Message } from './message.tsx';
import './thread.css';
import { useStayAtEnd } from './use-stay-at-end.ts';

/** The newest messages are mounted; older ones come when asked for. */
const mountedAtFirst = 60;

export function Thread({ conversationId }: { readonly conversationId: string }): ReactNode {
  const text = useText();
  const selector = useMemo(() => createThreadSelector(conversationId), [conversationId]);
  const ids = useChat(selector);
  const [mounted, setMounted] = useState(mountedAtFirst);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isAtEnd, toEnd } = useStayAtEnd(scroller, content);
  const lastId = ids.at(-1);
  // A new question or branch is what the person wants to see.
  useLayoutEffect(() => toEnd(), [lastId, toEnd]);
  const leftOut = useChat((state) => leftOutOf(state.messages.get(lastId ?? '')));
  const lastLeftOut = leftOut.at(-1);
  const hidden = Math.max(0, ids.length - mounted);
  return (
    <div className="thread-area">
      <div className="thread" ref={scroller}>
        <div className="thread-content" ref={content}>
          <ForkNote conversationId={conversationId} />
          {hidden > 0 ? (
            <button type="button" className="button quiet thread-earlier" onClick={() => setMounted(mounted + mountedAtFirst)}>
              {text.chat.earlier(Math.min(hidden, mountedAtFirst))}
            </button>
          ) : null}
          {ids.slice(hidden).map((id) => (
            <Fragment key={id}>
              <Message id={id} />
              {id === lastLeftOut ? <p className="not-sent">{text.chat.notSent(leftOut.length)}</p> : null}
            </Fragment>
          ))}
        </div>
      </div>
      {isAtEnd ? null : (
        <button type="button" className="icon-button thread-to-end" aria-label={text.chat.toEnd} onClick={toEnd}>
          <Icon name="arrow-down" />
        </button>
      )}
    </div>
  );
}

const nothing: readonly string[] = [];

/** What was not sent for the answer at the end of the thread. */
function leftOutOf(message: MessageRecord | undefined): readonly string[] {
  return (message?.kind === 'answer' ? message.provenance.context?.leftOut : undefined) ?? nothing;
}

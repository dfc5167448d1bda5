import { Fragment, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MessageRecord } from '#chat/records.ts';
import { createThreadSelector } from '#chat/selectors.ts';
import { useText } from '../../language/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useChat } from '../../services-context.ts';
import { Message } from './message.tsx';
import './thread.css';
import { useShownMessage } from './use-shown-message.ts';
import { useStayAtEnd } from './use-stay-at-end.ts';

/** The newest messages are mounted; older ones come when asked for. */
const mountedAtFirst = 60;

interface Properties {
  readonly conversationId: string;
  /** A message to be shown; `null` = the end. */
  readonly messageId: string | null;
}

export function Thread({ conversationId, messageId }: Properties): ReactNode {
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
  const place = messageId === null ? -1 : ids.indexOf(messageId);
  const hidden = Math.max(0, Math.min(ids.length - mounted, place === -1 ? ids.length : place - 1));
  useShownMessage(messageId, place !== -1, content);
  return (
    <div className="thread-area">
      <div className="thread" ref={scroller}>
        <div className="thread-content" ref={content}>
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

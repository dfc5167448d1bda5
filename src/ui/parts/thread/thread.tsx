import { Fragment, lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { MessageRecord } from '#chat/records.ts';
import { createThreadSelector } from '#chat/selectors.ts';
import { isLive } from '#chat/state.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { useReadingText } from '../../language/reading-text.ts';
import { useChat, useServices } from '../../services-context.ts';
import { closeFind, findState } from '../find/find-state.ts';
import { ForkNote } from './fork-note.tsx';
import { Message } from './message.tsx';
import { MoreMessages } from './more-messages.tsx';
import './thread.css';
import { ToLatest } from './to-latest.tsx';
import { useMountedRange } from './use-mounted-range.ts';
import { useShownMessage } from './use-shown-message.ts';
import { useStayAtEnd } from './use-stay-at-end.ts';

const FindBar = lazy(async () => ({ default: (await import('../find/find-bar.tsx')).FindBar }));

/** Browsers that keep the place of what is read by themselves. */
const anchors = CSS.supports('overflow-anchor', 'auto');
/** So near to its beginning a thread is at the top. CSS pixels. */
const atTop = 2;

interface Properties {
  readonly conversationId: string;
  /** A message to be shown; `null` = the end. */
  readonly messageId: string | null;
  /** Stands below a message. */
  readonly footOf?: (messageId: string) => ReactNode;
}

export function Thread({ conversationId, messageId, footOf }: Properties): ReactNode {
  const thread = useThreadText();
  const reading = useReadingText();
  const { store } = useServices();
  const selector = useMemo(() => createThreadSelector(conversationId), [conversationId]);
  const ids = useChat(selector);
  const range = useMountedRange(ids.length);
  const { from, to } = range;
  const isWhole = to === ids.length;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isAtEnd, toEnd, letGo } = useStayAtEnd(scroller, content, isWhole);
  const isFinding = useStore(findState, ({ asked }) => asked > 0);
  const lastId = ids.at(-1);
  const leftOut = useChat((state) => leftOutOf(state.messages.get(lastId ?? '')));
  const lastLeftOut = leftOut.at(-1);

  const wantsEnd = useRef(messageId === null);
  const place = messageId === null ? -1 : ids.indexOf(messageId);
  const isHere = place !== -1;
  const showSought = useEffectEvent(() => range.show(place));
  useLayoutEffect(() => {
    if (isHere) showSought();
  }, [messageId, isHere]);
  useShownMessage(messageId, isHere, content);
  const heightBefore = useRef<number | null>(null);
  const showEnd = (): void => {
    wantsEnd.current = true;
    range.showEnd();
    if (isWhole) toEnd();
  };
  // A question that was asked here just now is what the person wants to see; another version of a message is seen where it stands.
  const showNew = useEffectEvent((id: string) => {
    const last = store.getState().messages.get(id);
    if (last?.kind === 'answer' && isLive(last) && document.hasFocus()) showEnd();
  });
  useLayoutEffect(() => showNew(lastId ?? ''), [lastId]);
  useLayoutEffect(() => {
    if (wantsEnd.current && isWhole) {
      wantsEnd.current = false;
      toEnd();
    }
    const element = scroller.current;
    if (heightBefore.current !== null && element !== null) element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = null;
  });
  const showEarlier = (): void => {
    const element = scroller.current;
    // At the very top browsers do not keep the place of what is read, or not always: they have nothing above it to go by.
    const isByHand = element !== null && (!anchors || element.scrollTop < atTop);
    heightBefore.current = isByHand ? element.scrollHeight : null;
    range.more('earlier');
  };

  useEffect(() => closeFind, []);

  return (
    <div className="thread-area">
      {isFinding ? (
        <Suspense fallback={null}>
          <FindBar ids={ids} scroller={scroller} onShow={range.show} onGo={letGo} shown={`${from} ${to}`} />
        </Suspense>
      ) : null}
      <div className="thread" ref={scroller} data-follows={isAtEnd && isWhole}>
        <div className="thread-content" ref={content}>
          {from > 0 ? null : <ForkNote conversationId={conversationId} />}
          {from > 0 ? <MoreMessages scroller={scroller} label={reading.earlier(from)} onMore={showEarlier} /> : null}
          {ids.slice(from, to).map((id) => (
            <Fragment key={id}>
              <Message id={id} />
              {footOf?.(id)}
              {id === lastLeftOut ? <p className="not-sent">{thread.notSent(leftOut.length)}</p> : null}
            </Fragment>
          ))}
          {isWhole ? null : <MoreMessages scroller={scroller} label={reading.later(ids.length - to)} onMore={() => range.more('later')} />}
        </div>
      </div>
      {isAtEnd && isWhole ? null : <ToLatest ids={ids} onClick={showEnd} />}
    </div>
  );
}

const nothing: readonly string[] = [];

/** What was not sent for the answer at the end of the thread. */
function leftOutOf(message: MessageRecord | undefined): readonly string[] {
  return (message?.kind === 'answer' ? message.provenance.context?.leftOut : undefined) ?? nothing;
}

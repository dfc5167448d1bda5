import { memo, type ReactNode } from 'react';
import type { FoundConversation } from '#chat/search/match.ts';
import { useLocale, useText } from '../../language/language.tsx';
import { useSearchText } from '../../language/search-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { useChat } from '../../services-context.ts';
import { MarkedText } from './marked-text.tsx';

/** Somewhere to go to. */
export interface Place {
  readonly key: string;
  readonly conversationId: string;
  readonly comparisonId: string | null;
  /** `null`: the conversation itself. */
  readonly messageId: string | null;
}

/** The places of one conversation: itself if its title was found or nothing else was, then its messages. */
export function placesOf({ conversationId, comparisonId, isTitleFound, messages }: FoundConversation): readonly Place[] {
  const itself = { key: conversationId, conversationId, comparisonId, messageId: null };
  const places = messages.map(({ id }) => ({ key: `${conversationId} ${id}`, conversationId, comparisonId, messageId: id }));
  return isTitleFound || messages.length === 0 ? [itself, ...places] : places;
}

interface Properties {
  readonly found: readonly FoundConversation[];
  readonly words: readonly string[];
  readonly activeKey: string | null;
  readonly optionId: (key: string) => string;
  readonly onChoose: (key: string) => void;
  readonly onPoint: (key: string) => void;
}

export function FoundConversations({ found, ...rest }: Properties): ReactNode {
  return found.map((one) => <FoundOne key={one.conversationId} one={one} {...rest} />);
}

type OneProperties = Omit<Properties, 'found'> & { readonly one: FoundConversation };

/** A conversation with what was found in it. */
const FoundOne = memo(function FoundOne({ one, words, activeKey, optionId, onChoose, onPoint }: OneProperties): ReactNode {
  const { chat } = useText();
  const text = useSearchText();
  const locale = useLocale();
  const conversation = useChat((state) => state.conversations.get(one.conversationId));
  const comparison = useChat((state) => state.items.get(one.comparisonId ?? ''));
  const title = (comparison?.kind === 'comparison' ? comparison.title.value : null) ?? conversation?.title.value ?? chat.untitled;
  const date =
    conversation === undefined ? '' : new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(conversation.head.updatedAt);
  const places = placesOf(one);
  const option = (key: string) => ({
    id: optionId(key),
    role: 'option' as const,
    'aria-selected': key === activeKey,
    className: key === activeKey ? 'search-option active' : 'search-option',
    onClick: () => onChoose(key),
    onPointerMove: () => onPoint(key),
  });
  const heading = (
    <>
      <bdi className="search-title">
        <MarkedText text={title} words={words} />
      </bdi>
      {conversation?.archived?.value === true ? <small>{chat.archived}</small> : null}
      <time dateTime={conversation === undefined ? undefined : new Date(conversation.head.updatedAt).toISOString()}>{date}</time>
    </>
  );
  const hidden = one.count - one.messages.length;
  return (
    <div role="group" aria-label={title} className="search-group">
      {places[0]?.messageId === null ? (
        <div {...option(one.conversationId)}>{heading}</div>
      ) : (
        <div role="presentation" className="search-heading">
          {heading}
        </div>
      )}
      {one.messages.map(({ id, kind, snippet }) => (
        <div key={id} {...option(`${one.conversationId} ${id}`)}>
          <Icon name={kind === 'question' ? 'chevron-right' : 'tree'} size={14} />
          <span className="visually-hidden">{kind === 'question' ? chat.you : text.answer}: </span>
          <bdi className="search-snippet">
            <MarkedText text={snippet} words={words} />
          </bdi>
        </div>
      ))}
      {hidden > 0 ? (
        <div role="presentation" className="search-rest">
          {text.moreInIt(hidden)}
        </div>
      ) : null}
    </div>
  );
});

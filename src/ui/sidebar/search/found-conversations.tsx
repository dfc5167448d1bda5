import { memo, type ReactNode } from 'react';
import type { Found, FoundMessage } from '#chat/search/match.ts';
import { useLocale, useText } from '../../language/language.tsx';
import { useSearchText } from '../../language/search-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { useChat } from '../../services-context.ts';
import { MarkedText } from './marked-text.tsx';
import { placesOf } from './places.ts';

interface Properties {
  readonly found: readonly Found[];
  readonly words: readonly string[];
  readonly activeKey: string | null;
  readonly optionId: (key: string) => string;
  readonly onChoose: (key: string) => void;
  readonly onPoint: (key: string) => void;
}

export function FoundConversations({ found, ...rest }: Properties): ReactNode {
  return found.map((one) => <FoundOne key={one.id} one={one} {...rest} />);
}

type OneProperties = Omit<Properties, 'found'> & { readonly one: Found };

/** A conversation, a comparison or a run with what was found in it. */
const FoundOne = memo(function FoundOne({ one, words, activeKey, optionId, onChoose, onPoint }: OneProperties): ReactNode {
  const { chat } = useText();
  const text = useSearchText();
  const locale = useLocale();
  const record = useChat((state) => {
    const item = state.items.get(one.id);
    return state.conversations.get(one.id) ?? (item?.kind === 'comparison' || item?.kind === 'run' ? item : undefined);
  });
  const title = record?.title.value ?? (one.kind === 'conversation' ? chat.untitled : text.kinds[one.kind]);
  const isArchived = record !== undefined && record.kind !== 'run' && record.archived?.value === true;
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
      {one.kind === 'conversation' ? null : <Icon name={one.kind === 'run' ? 'table' : 'columns'} size={14} />}
      <bdi className="search-title">
        <MarkedText text={title} words={words} />
      </bdi>
      {one.kind === 'conversation' ? null : <small className="search-kind">{text.kinds[one.kind]}</small>}
      {isArchived ? <small>{chat.archived}</small> : null}
      <time dateTime={new Date(one.usedAt).toISOString()}>
        {new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(one.usedAt)}
      </time>
    </>
  );
  const hidden = one.count - one.messages.length;
  return (
    <div role="group" aria-label={title} className="search-group">
      {places[0]?.message === null ? (
        <div {...option(one.id)}>{heading}</div>
      ) : (
        <div role="presentation" className="search-heading">
          {heading}
        </div>
      )}
      {places.map(({ key, message }) =>
        message === null ? null : (
          <div key={key} {...option(key)}>
            <Words message={message} words={words} />
          </div>
        ),
      )}
      {hidden > 0 ? (
        <div role="presentation" className="search-rest">
          {text.moreInIt(hidden)}
        </div>
      ) : null}
    </div>
  );
});

/** Who said it, or which file it stands in, and the words. */
function Words({ message, words }: { readonly message: FoundMessage; readonly words: readonly string[] }): ReactNode {
  const { chat } = useText();
  const text = useSearchText();
  const { kind, file, snippet } = message;
  return (
    <>
      <Icon name={file !== null ? 'file' : kind === 'question' ? 'chevron-right' : 'tree'} size={14} />
      <span className="visually-hidden">{kind === 'question' ? chat.you : text.answer}: </span>
      <span className="search-snippet">
        {file === null ? null : (
          <span className="search-file">
            {text.inFile}{' '}
            <bdi>
              <MarkedText text={file} words={words} />
            </bdi>
            <span className="visually-hidden">: </span>
          </span>
        )}
        <bdi>
          <MarkedText text={snippet} words={words} />
        </bdi>
      </span>
    </>
  );
}

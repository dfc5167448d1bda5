import { type ReactNode, useState } from 'react';
import { livingConversations } from '#chat/selectors.ts';
import { useText } from '../language/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { hrefOf, type Route } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { ConversationRow } from './conversation-row.tsx';
import { byDay } from './day-groups.ts';
import './sidebar.css';
import { useMidnight } from './use-midnight.ts';
import { Wordmark } from './wordmark.tsx';

/** A long list is mounted in steps: nobody reads a thousand titles at once. */
const firstShown = 100;
const atlasScreens: ReadonlySet<Route['screen']> = new Set(['atlas', 'what-if', 'article']);

export function Sidebar({ route, onClose }: { readonly route: Route; readonly onClose?: () => void }): ReactNode {
  const text = useText();
  const { configuration } = useServices();
  const conversations = useChat(livingConversations);
  const midnight = useMidnight();
  const [shown, setShown] = useState(firstShown);
  const currentId = route.screen === 'chat' ? route.conversationId : null;
  return (
    <aside className="sidebar">
      <div className="sidebar-top">
        <a className="wordmark" href={hrefOf({ screen: 'new' })} aria-label={configuration.title}>
          <Wordmark title={configuration.title} />
        </a>
        {onClose === undefined ? null : (
          <button type="button" className="icon-button" aria-label={text.chat.closeSidebar} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </div>
      <a
        className="sidebar-new"
        href={hrefOf({ screen: 'new' })}
        aria-current={route.screen === 'new' ? 'page' : undefined}
        onClick={onClose}
      >
        <Icon name="plus" size={18} />
        {text.chat.newChat}
      </a>
      <nav className="sidebar-conversations" aria-label={text.chat.conversations}>
        {conversations.length === 0 ? <p className="sidebar-empty">{text.chat.noConversations}</p> : null}
        {byDay(conversations.slice(0, shown), midnight).map(({ group, conversations: members }) => (
          <section key={group} aria-label={text.chat[group]}>
            <h2>{text.chat[group]}</h2>
            <ul>
              {members.map((conversation) => (
                <ConversationRow key={conversation.id} conversation={conversation} isCurrent={conversation.id === currentId} />
              ))}
            </ul>
          </section>
        ))}
        {conversations.length > shown ? (
          <button type="button" className="button quiet" onClick={() => setShown(shown + 10 * firstShown)}>
            {text.chat.older}
          </button>
        ) : null}
      </nav>
      <div className="sidebar-bottom">
        <a href={hrefOf({ screen: 'compare', comparisonId: null })} aria-current={route.screen === 'compare' ? 'page' : undefined}>
          <Icon name="columns" size={18} />
          {text.chat.compare}
        </a>
        <a href={hrefOf({ screen: 'atlas', modelId: null })} aria-current={atlasScreens.has(route.screen) ? 'page' : undefined}>
          <Icon name="tree" size={18} />
          {text.chat.models}
        </a>
        <a href={hrefOf({ screen: 'settings' })} aria-current={route.screen === 'settings' ? 'page' : undefined}>
          <Icon name="gear" size={18} />
          {text.chat.settings}
        </a>
      </div>
    </aside>
  );
}

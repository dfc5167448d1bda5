import { lazy, type ReactNode, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { organisedConversations } from '#chat/selectors.ts';
import { runCommand } from '../commands/commands.ts';
import { useLocale, useText } from '../language/language.tsx';
import { FirstIcon } from '../parts/first-icon.tsx';
import { prepared } from '../parts/prepared.ts';
import { listedIdOf } from '../parts/record-route.ts';
import { hrefOf, type Route } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { folderHabits } from './habits.ts';
import { LatePart } from './late-part.tsx';
import type { ListTool } from './list-menu.tsx';
import { archivedSections, sectionsOf } from './sections.ts';
import './sidebar.css';
import { useMidnight } from './use-midnight.ts';
import { useRowSelection } from './use-row-selection.ts';
import { Wordmark } from './wordmark.tsx';

/** Whoever is here for the first time has no list yet. */
const conversationList = prepared(async () => (await import('./conversation-list.tsx')).ConversationList);
const ListMenu = lazy(async () => ({ default: (await import('./list-menu.tsx')).ListMenu }));
const SelectionBar = lazy(async () => ({ default: (await import('./selection-bar.tsx')).SelectionBar }));

const comparingScreens: ReadonlySet<Route['screen']> = new Set(['compare', 'runs', 'board']);
const atlasScreens: ReadonlySet<Route['screen']> = new Set(['atlas', 'what-if', 'article']);

export function Sidebar({ route, onClose }: { readonly route: Route; readonly onClose?: () => void }): ReactNode {
  const text = useText();
  const locale = useLocale();
  const { configuration, signedInName: nameStore } = useServices();
  const signedInName = useStore(nameStore);
  const organised = useChat(organisedConversations);
  const habits = useStore(folderHabits);
  const midnight = useMidnight();
  const selection = useRowSelection();
  const [isArchive, setIsArchive] = useState(false);
  const [opened, setOpened] = useState<ListTool | null>(null);
  const scroller = useRef<HTMLElement>(null);
  const listButton = useRef<HTMLButtonElement>(null);
  const currentId = listedIdOf(route);
  const sections = useMemo(
    () => (isArchive ? archivedSections(organised) : sectionsOf(organised, habits, midnight, locale)),
    [isArchive, organised, habits, midnight, locale],
  );
  return (
    <aside className="sidebar">
      <div className="sidebar-top">
        <a className="wordmark" href={hrefOf({ screen: 'new' })} aria-label={configuration.title}>
          <Wordmark title={configuration.title} />
        </a>
        {onClose === undefined ? null : (
          <button type="button" className="icon-button" aria-label={text.chat.closeSidebar} onClick={onClose}>
            <FirstIcon name="close" />
          </button>
        )}
      </div>
      <a
        className="sidebar-new"
        href={hrefOf({ screen: 'new' })}
        aria-current={route.screen === 'new' ? 'page' : undefined}
        onClick={onClose}
      >
        <FirstIcon name="plus" size={18} />
        {text.chat.newChat}
      </a>
      {isArchive ? (
        <button type="button" className="sidebar-back" onClick={() => setIsArchive(false)}>
          <FirstIcon name="chevron-left" size={18} />
          {text.chat.allConversations}
        </button>
      ) : (
        <div className="sidebar-tools">
          <button type="button" className="sidebar-search" aria-haspopup="dialog" onClick={() => runCommand('search')}>
            <FirstIcon name="search" size={18} />
            {text.chat.searchConversations}
          </button>
          <button
            ref={listButton}
            type="button"
            className="icon-button"
            aria-label={text.chat.organise}
            aria-haspopup="menu"
            aria-expanded={opened === 'menu'}
            onClick={() => setOpened('menu')}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              setOpened('menu');
            }}
          >
            <FirstIcon name="more" size={18} />
          </button>
        </div>
      )}
      <nav ref={scroller} className="sidebar-conversations" aria-label={text.chat.conversations}>
        {sections.length === 0 ? (
          <p className="sidebar-empty">{isArchive ? text.chat.noArchived : text.chat.noConversations}</p>
        ) : (
          <LatePart name="list">
            <conversationList.Part scroller={scroller} sections={sections} currentId={currentId} selection={selection} waiting={null} />
          </LatePart>
        )}
      </nav>
      {selection.selected === null ? null : (
        <LatePart name="selection">
          <SelectionBar
            selection={selection}
            ids={sections.flatMap(({ conversations }) => conversations.map(({ id }) => id))}
            isArchive={isArchive}
          />
        </LatePart>
      )}
      {opened === null ? null : (
        <LatePart name={opened}>
          <ListMenu
            button={listButton}
            opened={opened}
            onOpen={setOpened}
            onSelect={() => selection.set([])}
            onArchive={() => {
              selection.set(null);
              setIsArchive(true);
            }}
          />
        </LatePart>
      )}
      <div className="sidebar-bottom">
        {signedInName === null ? null : (
          <p className="sidebar-person" title={`${text.chat.signedIn} ${signedInName}`}>
            <FirstIcon name="person" size={18} />
            <span className="visually-hidden">{text.chat.signedIn}</span>
            <bdi>{signedInName}</bdi>
          </p>
        )}
        <a
          href={hrefOf({ screen: 'compare', comparisonId: null })}
          aria-current={comparingScreens.has(route.screen) && currentId === null ? 'page' : undefined}
        >
          <FirstIcon name="columns" size={18} />
          {text.chat.compare}
        </a>
        <a href={hrefOf({ screen: 'atlas', modelId: null })} aria-current={atlasScreens.has(route.screen) ? 'page' : undefined}>
          <FirstIcon name="tree" size={18} />
          {text.chat.models}
        </a>
        <a href={hrefOf({ screen: 'prompts' })} aria-current={route.screen === 'prompts' ? 'page' : undefined}>
          <FirstIcon name="text" size={18} />
          {text.chat.prompts}
        </a>
        <a href={hrefOf({ screen: 'settings' })} aria-current={route.screen === 'settings' ? 'page' : undefined}>
          <FirstIcon name="gear" size={18} />
          {text.chat.settings}
        </a>
      </div>
    </aside>
  );
}

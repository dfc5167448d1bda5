import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../language/language.tsx';
import { useServices } from '../services-context.ts';
import { ConversationRow } from './conversation-row.tsx';
import { draggedType, folderAt } from './dragging.ts';
import type { Section } from './sections.ts';
import { SectionHeading } from './section-heading.tsx';
import { useRowWindow } from './use-row-window.ts';
import type { RowSelection } from './use-row-selection.ts';

interface Properties {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly sections: readonly Section[];
  readonly currentId: string | null;
  readonly selection: RowSelection;
}

/** The row of each heading, and one more for the end. */
function topsOf(sections: readonly Section[]): readonly number[] {
  const tops = [0];
  for (const { conversations } of sections) tops.push((tops.at(-1) ?? 0) + 1 + conversations.length);
  return tops;
}

/**
 * The conversations under their headings. Only rows near what is seen are in the page, so five thousand cost as much as fifty. One row at a
 * time is in the tab order, and arrows, Home and End move: nobody tabs through a thousand titles.
 */
export function ConversationList({ scroller, sections, currentId, selection }: Properties): ReactNode {
  const text = useText();
  const { store } = useServices();
  const list = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const [dropFolder, setDropFolder] = useState<string | null | undefined>(undefined);
  const tops = topsOf(sections);
  const rows = tops.at(-1) ?? 0;
  const { first, end, isWhole } = useRowWindow(scroller, rows);
  const ids = sections.flatMap(({ conversations }) => conversations.map(({ id }) => id));
  const isListed = (id: string | null): id is string => id !== null && ids.includes(id);
  const activeId = isListed(focusedId) ? focusedId : isListed(currentId) ? currentId : (ids[0] ?? null);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target instanceof Element && event.target.closest('[role="menu"], dialog') !== null) return;
    if (event.key === 'Escape' && selection.selected !== null) {
      // Of a drawer below Escape must not close more than this.
      event.preventDefault();
      selection.set(null);
      return;
    }
    const focused = event.target instanceof Element ? event.target.closest('[data-conversation]') : null;
    const place = ids.indexOf(focused?.getAttribute('data-conversation') ?? '');
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: ids.length - 1 }[event.key];
    const id = next === undefined || place === -1 ? undefined : ids[next];
    if (id === undefined) return;
    event.preventDefault();
    // The row must be in the page before it can take the focus.
    flushSync(() => setFocusedId(id));
    list.current?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"] .row-main`)?.focus();
  }

  return (
    <div
      role="presentation"
      ref={list}
      className="conversation-list"
      data-selecting={selection.selected === null ? undefined : ''}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const id = event.target.closest('[data-conversation]')?.getAttribute('data-conversation') ?? null;
        if (id !== null) setFocusedId(id);
      }}
      onDragOver={(event) => {
        const folder = event.dataTransfer.types.includes(draggedType) ? folderAt(event.target) : undefined;
        if (folder !== undefined) event.preventDefault();
        if (folder !== dropFolder) setDropFolder(folder);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && list.current?.contains(event.relatedTarget) === true)) setDropFolder(undefined);
      }}
      onDrop={(event) => {
        setDropFolder(undefined);
        const folder = folderAt(event.target);
        const dragged = event.dataTransfer.getData(draggedType).split(' ').filter(Boolean);
        if (folder === undefined || dragged.length === 0) return;
        event.preventDefault();
        store.getState().actions.moveToFolder(dragged, folder);
      }}
    >
      {sections.map(({ key, of, conversations }, place) => {
        const top = (tops[place] ?? 0) + 1;
        const folder = of.kind === 'folder' ? of.name : of.kind === 'day' ? null : undefined;
        return (
          <section
            key={key}
            aria-label={of.kind === 'folder' ? of.name : undefined}
            aria-labelledby={of.kind === 'folder' ? undefined : `section-${key}`}
            data-folder={folder === undefined ? undefined : (folder ?? '')}
            data-drop={folder !== undefined && folder === dropFolder ? '' : undefined}
          >
            <SectionHeading id={`section-${key}`} of={of} />
            <ul style={{ height: `calc(var(--row) * ${conversations.length})` }}>
              {conversations.map((conversation, index) =>
                (top + index >= first && top + index < end) || conversation.id === activeId ? (
                  <ConversationRow
                    key={conversation.id}
                    conversation={conversation}
                    title={conversation.title.value ?? (conversation.kind === 'comparison' ? text.chat.comparison : text.chat.untitled)}
                    index={index}
                    setSize={isWhole ? null : conversations.length}
                    isCurrent={conversation.id === currentId}
                    isActive={conversation.id === activeId}
                    selection={selection}
                  />
                ) : null,
              )}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

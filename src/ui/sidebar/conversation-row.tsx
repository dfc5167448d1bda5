import { type DragEvent, lazy, memo, type ReactNode, useRef, useState } from 'react';
import type { ListedRecord } from '#chat/records.ts';
import { useText } from '../language/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { routeOfListed } from '../parts/record-route.ts';
import { hrefOf } from '../routes.ts';
import { draggedType } from './dragging.ts';
import { LatePart } from './late-part.tsx';
import type { RowTool } from './row-menu.tsx';
import type { RowSelection } from './use-row-selection.ts';

const RowMenu = lazy(async () => ({ default: (await import('./row-menu.tsx')).RowMenu }));

interface Properties {
  readonly conversation: ListedRecord;
  readonly title: string;
  /** Place under its heading. */
  readonly index: number;
  /** How many are under its heading, where not all of them are in the page. */
  readonly setSize: number | null;
  readonly isCurrent: boolean;
  /** In the tab order. */
  readonly isActive: boolean;
  readonly selection: RowSelection;
}

export const ConversationRow = memo(function ConversationRow(properties: Properties): ReactNode {
  const { conversation, title, index, setSize, isCurrent, isActive, selection } = properties;
  const text = useText();
  const [opened, setOpened] = useState<RowTool | null>(null);
  const isMenuOpen = opened === 'menu';
  const button = useRef<HTMLButtonElement>(null);
  const { id } = conversation;
  const tags = conversation.tags?.value ?? [];
  const isSelected = selection.selected?.has(id) ?? false;
  const drag = (event: DragEvent): void => {
    event.dataTransfer.setData(draggedType, (isSelected ? [...(selection.selected ?? [])] : [id]).join(' '));
    event.dataTransfer.effectAllowed = 'move';
  };
  const words = (
    <>
      {conversation.kind === 'comparison' ? <Icon name="columns" size={16} /> : null}
      <bdi className="row-title">{title}</bdi>
      {conversation.kind === 'comparison' ? <span className="visually-hidden">{text.chat.comparison}</span> : null}
      {tags.slice(0, 2).map((tag) => (
        <bdi key={tag} className="row-tag">
          {tag}
        </bdi>
      ))}
    </>
  );
  return (
    <li
      className={isMenuOpen ? 'conversation-row open' : 'conversation-row'}
      style={{ top: `calc(var(--row) * ${index})` }}
      data-conversation={id}
      {...(setSize === null ? {} : { 'aria-setsize': setSize, 'aria-posinset': index + 1 })}
    >
      {selection.selected === null ? (
        <>
          <a
            className="row-main"
            href={hrefOf(routeOfListed(conversation))}
            aria-current={isCurrent ? 'page' : undefined}
            tabIndex={isActive ? 0 : -1}
            draggable
            onDragStart={drag}
            title={title}
          >
            {words}
          </a>
          <button
            ref={button}
            type="button"
            className="icon-button small row-more"
            aria-label={text.chat.optionsOf(title)}
            aria-haspopup="menu"
            aria-expanded={isMenuOpen}
            tabIndex={isActive ? 0 : -1}
            onClick={() => setOpened('menu')}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              // Of a menu button an arrow opens the menu; elsewhere in the row it moves on.
              event.preventDefault();
              event.stopPropagation();
              setOpened('menu');
            }}
          >
            <Icon name="more" size={16} />
          </button>
        </>
      ) : (
        <label className="row-choice" title={title} draggable onDragStart={drag}>
          <input
            type="checkbox"
            className="row-main"
            checked={isSelected}
            tabIndex={isActive ? 0 : -1}
            onChange={() => selection.toggle(id)}
          />
          {words}
        </label>
      )}
      {opened === null ? null : (
        <LatePart name={opened}>
          <RowMenu
            conversation={conversation}
            title={title}
            button={button}
            opened={opened}
            onOpen={setOpened}
            onSelect={() => selection.set([id])}
          />
        </LatePart>
      )}
    </li>
  );
});

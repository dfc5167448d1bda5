import { lazy, type ReactNode, useRef, useState } from 'react';
import { useLocale, useText } from '../language/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { monthName } from './day-groups.ts';
import type { FolderTool } from './folder-menu.tsx';
import { toggleFolder } from './habits.ts';
import { LatePart } from './late-part.tsx';
import type { Section } from './sections.ts';

const FolderMenu = lazy(async () => ({ default: (await import('./folder-menu.tsx')).FolderMenu }));

/** The name of a group; a folder's folds it. */
export function SectionHeading({ id, of }: { readonly id: string; readonly of: Section['of'] }): ReactNode {
  const text = useText();
  const locale = useLocale();
  const [opened, setOpened] = useState<FolderTool | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (of.kind !== 'folder') {
    const name =
      of.kind !== 'day'
        ? text.chat[of.kind]
        : of.group === 'today' || of.group === 'yesterday' || of.group === 'lastWeek' || of.group === 'lastMonth'
          ? text.chat[of.group]
          : monthName(of.group, locale);
    return (
      <h2 id={id} className="section-heading">
        {name}
      </h2>
    );
  }
  return (
    <div className={opened === 'menu' ? 'section-heading folder open' : 'section-heading folder'}>
      <h2>
        <button type="button" aria-expanded={!of.isCollapsed} onClick={() => toggleFolder(of.name)}>
          <Icon name={of.isCollapsed ? 'chevron-right' : 'chevron-down'} size={14} />
          <bdi>{of.name}</bdi>
          <span className="section-count">{of.count}</span>
        </button>
      </h2>
      <button
        ref={button}
        type="button"
        className="icon-button small row-more"
        aria-label={text.chat.optionsOf(of.name)}
        aria-haspopup="menu"
        aria-expanded={opened === 'menu'}
        onClick={() => setOpened('menu')}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpened('menu');
        }}
      >
        <Icon name="more" size={16} />
      </button>
      {opened === null ? null : (
        <LatePart name={opened}>
          <FolderMenu name={of.name} button={button} opened={opened} onOpen={setOpened} />
        </LatePart>
      )}
    </div>
  );
}

import { lazy, type ReactNode, type RefObject } from 'react';
import type { ListedRecord } from '#chat/records.ts';
import { useText } from '../language/language.tsx';
import { useOrganisingText } from '../language/organising-text.ts';
import { Menu, type MenuItem } from '../parts/menu/menu.tsx';
import { useServices } from '../services-context.ts';
import { MoveDialog } from './move-dialog.tsx';
import { NameDialog } from '../parts/name-dialog.tsx';
import { archiveWithUndo, removeWithUndo } from '../parts/removing.ts';
import { TagsDialog } from './tags-dialog.tsx';

/** What a row has open. */
export type RowTool = 'menu' | 'rename' | 'move' | 'tags' | 'export';

const ExportDialog = lazy(async () => ({ default: (await import('../parts/keeping/export-dialog.tsx')).ExportDialog }));

interface Properties {
  readonly conversation: ListedRecord;
  readonly title: string;
  readonly button: RefObject<HTMLElement | null>;
  readonly opened: RowTool;
  readonly onOpen: (tool: RowTool | null) => void;
  readonly onSelect: () => void;
}

/** Everything that can be done with one conversation or comparison. Fetched when somebody wants it. */
export function RowMenu({ conversation, title, button, opened, onOpen, onSelect }: Properties): ReactNode {
  const { chat } = useText();
  const text = useOrganisingText();
  const { store, storage } = useServices();
  const { id } = conversation;
  const isPinned = conversation.pinned?.value ?? false;
  const isArchived = conversation.archived?.value ?? false;
  const close = (): void => onOpen(null);
  // A file of a blind round would tell whose its sides are.
  const isHidden = conversation.kind === 'comparison' && conversation.blind?.value.state === 'open';
  const exporting: MenuItem =
    conversation.kind === 'comparison'
      ? { name: text.export, icon: 'upload', run: () => onOpen('export') }
      : {
          name: chat.exportOrShare,
          icon: 'upload',
          run() {
            // A link holds what is in memory; a file is told by itself what cannot be read.
            const opening = storage.openConversation(id).catch(() => undefined);
            void opening.then(() => onOpen('export'));
          },
        };
  const items: readonly MenuItem[] = [
    { name: chat.rename, icon: 'pencil', run: () => onOpen('rename') },
    { name: isPinned ? text.unpin : text.pin, icon: 'pin', run: () => store.getState().actions.pin(id, !isPinned) },
    { name: text.move, icon: 'folder', run: () => onOpen('move') },
    { name: text.tags, icon: 'tag', run: () => onOpen('tags') },
    {
      name: isArchived ? text.unarchive : text.archive,
      icon: 'archive',
      run() {
        const done = isArchived ? text.unarchived(1) : text.archived(1);
        archiveWithUndo({ store, ids: [id], words: { done, undo: chat.undo } }, !isArchived);
      },
    },
    ...(isHidden ? [] : [exporting]),
    { name: text.select, icon: 'check', run: onSelect },
    {
      name: chat.remove,
      icon: 'trash',
      isDanger: true,
      run: () => removeWithUndo({ store, ids: [id], words: { done: chat.removed(title), undo: chat.undo } }),
    },
  ];
  switch (opened) {
    case 'menu':
      return <Menu label={chat.optionsOf(title)} items={items} button={button} onClose={close} />;
    case 'rename':
      return (
        <NameDialog
          title={conversation.kind === 'comparison' ? text.renameComparison : chat.renameTitle}
          label={chat.title}
          name={title}
          onName={(name) => store.getState().actions.rename(id, name)}
          onClose={close}
        />
      );
    case 'move':
      return <MoveDialog ids={[id]} current={conversation.folder?.value ?? null} onClose={close} />;
    case 'export':
      return <ExportDialog listedId={id} onClose={close} />;
    case 'tags':
      return <TagsDialog conversation={conversation} onClose={close} />;
    default:
      opened satisfies never;
      return null;
  }
}

import type { ReactNode, RefObject } from 'react';
import { useOrganisingText } from '../language/organising-text.ts';
import { Menu } from '../parts/menu/menu.tsx';
import { addEmptyFolder } from './habits.ts';
import { NameDialog } from '../parts/name-dialog.tsx';

/** What the list of conversations has open. */
export type ListTool = 'menu' | 'folder';

interface Properties {
  readonly button: RefObject<HTMLElement | null>;
  readonly opened: ListTool;
  readonly onOpen: (tool: ListTool | null) => void;
  readonly onSelect: () => void;
  readonly onArchive: () => void;
}

/** What can be done with the list itself. */
export function ListMenu({ button, opened, onOpen, onSelect, onArchive }: Properties): ReactNode {
  const text = useOrganisingText();
  const close = (): void => onOpen(null);
  if (opened === 'folder') {
    return <NameDialog title={text.newFolder} label={text.folderName} name="" onName={addEmptyFolder} onClose={close} />;
  }
  return (
    <Menu
      label={text.organise}
      items={[
        { name: text.selectSeveral, icon: 'check', run: onSelect },
        { name: text.newFolder, icon: 'folder', run: () => onOpen('folder') },
        { name: text.openArchive, icon: 'archive', run: onArchive },
      ]}
      button={button}
      onClose={close}
    />
  );
}

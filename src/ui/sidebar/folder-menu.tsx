import type { ReactNode, RefObject } from 'react';
import { livingConversations } from '#chat/selectors.ts';
import { useText } from '../language/language.tsx';
import { useOrganisingText } from '../language/organising-text.ts';
import { showToast } from '../notices.ts';
import { Menu } from '../parts/menu/menu.tsx';
import { useServices } from '../services-context.ts';
import { addEmptyFolder, forgetFolder } from './habits.ts';
import { NameDialog } from '../parts/name-dialog.tsx';

/** What a folder has open. */
export type FolderTool = 'menu' | 'rename';

interface Properties {
  readonly name: string;
  readonly button: RefObject<HTMLElement | null>;
  readonly opened: FolderTool;
  readonly onOpen: (tool: FolderTool | null) => void;
}

/** A folder's new name, and its end; what lies in it stays in either case. */
export function FolderMenu({ name, button, opened, onOpen }: Properties): ReactNode {
  const { chat } = useText();
  const text = useOrganisingText();
  const { store } = useServices();
  const members = (): readonly string[] =>
    livingConversations(store.getState())
      .filter(({ folder }) => folder?.value === name)
      .map(({ id }) => id);

  function rename(next: string): void {
    if (next === name) return;
    const ids = members();
    store.getState().actions.moveToFolder(ids, next);
    forgetFolder(name);
    if (ids.length === 0) addEmptyFolder(next);
  }

  function remove(): void {
    const ids = members();
    const { actions } = store.getState();
    actions.moveToFolder(ids, null);
    forgetFolder(name);
    const undo = (): void => {
      actions.moveToFolder(ids, name);
      if (ids.length === 0) addEmptyFolder(name);
    };
    showToast({ text: text.folderRemoved(name, ids.length), action: { label: chat.undo, run: undo } });
  }

  if (opened === 'rename') {
    return <NameDialog title={text.renameFolder} label={text.folderName} name={name} onName={rename} onClose={() => onOpen(null)} />;
  }
  return (
    <Menu
      label={chat.optionsOf(name)}
      items={[
        { name: chat.rename, icon: 'pencil', run: () => onOpen('rename') },
        { name: text.removeFolder, icon: 'trash', isDanger: true, run: remove },
      ]}
      button={button}
      onClose={() => onOpen(null)}
    />
  );
}

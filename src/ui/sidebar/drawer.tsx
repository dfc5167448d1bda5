import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useText } from '../language/language.tsx';
import type { Route } from '../routes.ts';
import { Sidebar } from './sidebar.tsx';

/** The sidebar over the page, on a narrow screen. */
export function SidebarDrawer({ route, onClose }: { readonly route: Route; readonly onClose: () => void }): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  const text = useText();
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="drawer"
      aria-label={text.chat.conversations}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <Sidebar route={route} onClose={onClose} />
    </dialog>
  );
}

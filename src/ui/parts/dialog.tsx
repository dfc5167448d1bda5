import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../language/language.tsx';
import './dialog.css';
import { Icon } from './icon.tsx';

/**
 * A modal dialog on the browser's own `<dialog>`: focus is held inside, Escape closes, focus returns to where it was. It is open as long
 * as it is rendered. The element marked `data-first-focus` is focused first.
 */
export function Dialog({
  title,
  onClose,
  children,
  className = '',
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const text = useText();
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    // Closing gives the focus back, and only while the element is still there: a layout effect is cleaned up in time.
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className="dialog-frame">
        <div className="dialog-header">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="icon-button small" aria-label={text.common.close} onClick={onClose}>
            <Icon name="close" size={18} />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

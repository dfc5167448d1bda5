import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../language/language.tsx';
import './dialog.css';
import { Icon } from './icon.tsx';

/**
 * A modal dialog on the browser's own `<dialog>`: focus is held inside, Escape closes, focus returns to where it was. It is open as long
 * as it is rendered.
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
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // Closing in the clean-up gives the focus back before the element goes.
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
        <header className="dialog-header">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="icon-button small" aria-label={text.common.close} onClick={onClose}>
            <Icon name="close" size={18} />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

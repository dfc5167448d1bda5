import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import './action-menu.css';
import { Icon, type IconName } from './icon.tsx';

export interface MenuEntry {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: IconName;
  /** Its hint says why it cannot be chosen. */
  readonly isDisabled?: boolean;
  readonly isDanger?: boolean;
  readonly run: () => void;
}

/** Distance from the button and from the edges of the window. CSS pixels. */
const gap = 4;
const edge = 8;

/**
 * A button with a menu: arrows, Home and End move, Enter chooses, Escape and a press elsewhere close. It opens above or below, wherever
 * there is more room, in the browser's top layer, so nothing that scrolls cuts it off.
 */
export function ActionMenu({
  label,
  icon,
  entries,
  title,
  className = 'icon-button small',
}: {
  readonly label: string;
  readonly icon: IconName;
  /** Asked for when it is opened. */
  readonly entries: () => readonly MenuEntry[];
  readonly title?: string;
  readonly className?: string;
}): ReactNode {
  const [shown, setShown] = useState<readonly MenuEntry[] | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = menu.current;
    const from = button.current?.getBoundingClientRect();
    if (shown === null || element === null || from === undefined) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    const below = window.innerHeight - from.bottom;
    const top = below >= height + gap + edge || below >= from.top ? from.bottom + gap : from.top - gap - height;
    element.style.top = `${Math.max(edge, Math.min(top, window.innerHeight - height - edge))}px`;
    element.style.left = `${Math.max(edge, Math.min(from.left, window.innerWidth - width - edge))}px`;
    element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, [shown]);

  function close(): void {
    setShown(null);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const place = items.indexOf(document.activeElement instanceof HTMLElement ? document.activeElement : document.body);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items[(next + items.length) % items.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={shown !== null}
        aria-controls={shown === null ? undefined : id}
        onClick={() => setShown(shown === null ? entries() : null)}
      >
        <Icon name={icon} size={className.includes('small') ? 16 : 20} />
      </button>
      {shown === null ? null : (
        <div
          ref={menu}
          id={id}
          popover="auto"
          className="action-menu"
          role="menu"
          aria-label={label}
          onKeyDown={onKeyDown}
          onToggle={(event) => {
            if (event.newState === 'closed') setShown(null);
          }}
        >
          {title === undefined ? null : (
            <p className="action-menu-title" role="presentation">
              {title}
            </p>
          )}
          {shown.map((entry) => (
            <button
              key={entry.key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={entry.isDanger === true ? 'action-menu-danger' : undefined}
              aria-disabled={entry.isDisabled === true}
              onClick={() => {
                if (entry.isDisabled === true) return;
                close();
                entry.run();
              }}
            >
              {entry.icon === undefined ? <span /> : <Icon name={entry.icon} size={16} />}
              <bdi className="action-menu-label">{entry.label}</bdi>
              {entry.hint === undefined ? null : <span className="action-menu-hint">{entry.hint}</span>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { Icon, type IconName } from '../icon.tsx';
import './menu.css';

export interface MenuItem {
  readonly name: string;
  readonly icon: IconName;
  readonly run: () => void;
  /** It destroys something: shown apart from the others. */
  readonly isDanger?: boolean;
}

interface Properties {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** The button that opened it: the menu stands beside it, and the focus goes back to it. */
  readonly button: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** Between the menu, its button and the edge of the page. CSS pixels. */
const gap = 4;

/**
 * The menu of a menu button (the pattern of the ARIA Authoring Practices): arrows, Home, End and first letters move, Enter and Space choose,
 * Escape and Tab close. It stands above everything else and is open as long as it is rendered.
 */
export function Menu({ label, items, button, onClose }: Properties): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  // A press that is let go elsewhere, or a press on the button, closes once.
  const isClosed = useRef(false);
  useLayoutEffect(() => {
    const menu = element.current;
    const opener = button.current;
    if (menu === null || opener === null) return undefined;
    isClosed.current = false;
    menu.showPopover();
    const { left, right, top, bottom } = opener.getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    const below = bottom + gap + height <= window.innerHeight - gap;
    const isRtl = getComputedStyle(opener).direction === 'rtl';
    const wanted = isRtl ? left : right - width;
    menu.style.left = `${Math.max(gap, Math.min(wanted, window.innerWidth - width - gap))}px`;
    menu.style.top = `${below ? bottom + gap : Math.max(gap, top - height - gap)}px`;
    menu.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    return undefined;
  }, [button]);

  function close(isFocusReturned: boolean): void {
    if (isClosed.current) return;
    isClosed.current = true;
    if (isFocusReturned) button.current?.focus();
    onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const entries = [...(element.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const place = entries.findIndex((entry) => entry === document.activeElement);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      entries[(next + entries.length) % entries.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      // Of a drawer below the menu Escape must close the menu only.
      if (event.key === 'Escape') event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const letter = event.key.toLowerCase();
      const after = [...items.keys()].map((step) => (place + 1 + step) % items.length);
      const found = after.find((index) => items[index]?.name.toLowerCase().startsWith(letter));
      if (found !== undefined) entries[found]?.focus();
    }
  }

  return (
    <div
      ref={element}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className="menu"
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.newState === 'closed') close(document.activeElement === document.body);
      }}
    >
      {items.map(({ name, icon, run, isDanger = false }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={isDanger ? 'menu-item danger' : 'menu-item'}
          onClick={() => {
            close(true);
            run();
          }}
        >
          <Icon name={icon} size={16} />
          {name}
        </button>
      ))}
    </div>
  );
}

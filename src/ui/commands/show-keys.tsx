import type { ReactNode } from 'react';
import { isMac } from './keys.ts';
import './show-keys.css';

const signs: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };
const ofMac: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩', Backspace: '⌫', Escape: 'esc' };
/** How Macs write them. */
const macOrder = ['Ctrl', 'Alt', 'Shift', 'Mod'];

/** The keys of a combination, one by one, as this system's keyboards name them. */
export function keyNames(combination: string, onMac: boolean): readonly string[] {
  // The key itself may be a plus.
  const parts = combination.split(/\+(?=.)/);
  if (!onMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : (signs[part] ?? part)));
  const modifiers = parts.slice(0, -1).toSorted((left, right) => macOrder.indexOf(left) - macOrder.indexOf(right));
  return [...modifiers, ...parts.slice(-1)].map((part) => ofMac[part] ?? signs[part] ?? part);
}

export function ShownKeys({ combination }: { readonly combination: string }): ReactNode {
  return (
    <span className="shown-keys" dir="ltr">
      {keyNames(combination, isMac()).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}

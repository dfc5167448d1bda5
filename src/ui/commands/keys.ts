/** What of a `KeyboardEvent` tells which keys were pressed. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

const modifierKeys = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified', 'Fn']);

/**
 * Pressed keys as they are kept: "Mod+Shift+O", "?", "Alt+ArrowUp". `Mod` is Command on a Mac and Ctrl elsewhere; `Ctrl` is the other one on a
 * Mac. Shift is named beside letters and keys with names, and is part of every other character. `null`: no combination, or one of the system's.
 */
export function combinationOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed, onMac: boolean): string | null {
  if (modifierKeys.has(key) || (metaKey && !onMac)) return null;
  const name = nameOf(key, code, altKey);
  const isCharacter = name.length === 1 && !/[A-Z]/.test(name);
  const modifiers = [
    ...((onMac ? metaKey : ctrlKey) ? ['Mod'] : []),
    ...(onMac && ctrlKey ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !isCharacter ? ['Shift'] : []),
  ];
  return [...modifiers, name].join('+');
}

function nameOf(key: string, code: string, altKey: boolean): string {
  if (key === ' ') return 'Space';
  if (key.length > 1) return key;
  // Full-width forms, as Chinese input methods write them, are the same keys.
  const plain = key.normalize('NFKC').toUpperCase();
  const [, physical] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? [];
  // On other alphabets, and with Option on a Mac, the key has another character than its Latin one.
  const isOther = !/^[\x21-\x7e]$/.test(plain) || altKey;
  return isOther && physical !== undefined ? physical : plain;
}

/** What browsers need for themselves, on any system: pages may take some of it, and should not. */
const browserKeys: ReadonlySet<string> = new Set(
  [
    ['Mod', 'T N W R L D F G P S O H J U Q A C V X Z Y 0 1 2 3 4 5 6 7 8 9 + - = F4 F5 Tab'],
    ['Mod+Shift', 'T N W R P I J C Q B Z Tab'],
    ['Alt', 'ArrowLeft ArrowRight Home F4 D'],
    ['', 'Tab Enter Space Escape Backspace Delete Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight ContextMenu'],
    ['', 'F1 F3 F5 F6 F7 F10 F11 F12'],
  ].flatMap(([modifiers = '', keys = '']) => keys.split(' ').map((key) => (modifiers === '' ? key : `${modifiers}+${key}`))),
);

/** Whether keys must stay with the browser, the page or whoever writes text. */
export function isTaken(combination: string): boolean {
  const withoutShift = combination.replace(/^Shift\+/, '');
  return (
    browserKeys.has(combination) ||
    browserKeys.has(withoutShift) ||
    /^Mod(?:\+Alt)?(?:\+Shift)?\+(?:Arrow|Enter|Backspace|Delete|Home|End)/.test(combination)
  );
}

/** Whether the keys write a character or move in a text: they are left alone where one is written. */
export function belongsToText(combination: string): boolean {
  return !/^(?:Mod|Ctrl)\+|^(?:Alt\+|Shift\+)*F\d+$/.test(combination);
}

export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(?:button|checkbox|radio|range|file|submit|reset|color)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

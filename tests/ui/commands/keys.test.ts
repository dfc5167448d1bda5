import { expect, test } from 'vitest';
import { commandIds, commandOf, keysOf, readKeys, usualKeys } from '#ui/commands/commands.ts';
import { belongsToText, combinationOf, isTaken, type Pressed } from '#ui/commands/keys.ts';
import { keyNames } from '#ui/commands/show-keys.tsx';

const press = (key: string, code: string, ...held: readonly ('ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey')[]): Pressed => ({
  key,
  code,
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  altKey: held.includes('altKey'),
  shiftKey: held.includes('shiftKey'),
});

test('the same combination is Ctrl here and Command on a Mac', () => {
  expect(combinationOf(press('k', 'KeyK', 'ctrlKey'), false)).toBe('Mod+K');
  expect(combinationOf(press('k', 'KeyK', 'metaKey'), true)).toBe('Mod+K');
  expect(combinationOf(press('k', 'KeyK', 'ctrlKey'), true)).toBe('Ctrl+K');
  // The Windows key belongs to the system.
  expect(combinationOf(press('k', 'KeyK', 'metaKey'), false)).toBeNull();
});

test('Shift is named beside letters and named keys, and is part of other characters', () => {
  expect(combinationOf(press('O', 'KeyO', 'ctrlKey', 'shiftKey'), false)).toBe('Mod+Shift+O');
  expect(combinationOf(press('?', 'Slash', 'shiftKey'), false)).toBe('?');
  // German keyboards have it on another key.
  expect(combinationOf(press('?', 'Minus', 'shiftKey'), false)).toBe('?');
  expect(combinationOf(press('ArrowUp', 'ArrowUp', 'shiftKey', 'altKey'), false)).toBe('Alt+Shift+ArrowUp');
});

test('other alphabets, full-width characters and Option on a Mac give the same keys', () => {
  expect(combinationOf(press('л', 'KeyK', 'ctrlKey'), false)).toBe('Mod+K');
  expect(combinationOf(press('？', 'Slash', 'shiftKey'), false)).toBe('?');
  expect(combinationOf(press('µ', 'KeyM', 'altKey'), true)).toBe('Alt+M');
});

test('modifiers alone and keys that an input method has are no combination', () => {
  for (const key of ['Shift', 'Control', 'Process', 'Dead', 'AltGraph']) expect(combinationOf(press(key, ''), false)).toBeNull();
});

test('what browsers need is refused, and no usual keys are among it', () => {
  for (const combination of [
    'Mod+T',
    'Mod+W',
    'Mod+R',
    'Mod+Shift+T',
    'Mod+F',
    'F5',
    'Tab',
    'Enter',
    'Shift+Tab',
    'Alt+ArrowLeft',
    'Mod+Enter',
    'Mod+Shift+ArrowUp',
  ])
    expect([combination, isTaken(combination)]).toEqual([combination, true]);
  const usual = commandIds.flatMap((id) => usualKeys[id] ?? []);
  for (const combination of usual) expect([combination, isTaken(combination)]).toEqual([combination, false]);
  expect(new Set(usual).size).toBe(usual.length);
});

test('keys that write or move in a text are left to the text', () => {
  for (const combination of ['?', 'C', '/', 'Alt+ArrowUp', 'Shift+A']) expect(belongsToText(combination)).toBe(true);
  for (const combination of ['Mod+K', 'Ctrl+K', 'Mod+Shift+O', 'F2', 'Alt+F2']) expect(belongsToText(combination)).toBe(false);
});

test('chosen keys go over the usual ones, and a command may have none', () => {
  expect(keysOf({}, 'palette')).toBe('Mod+K');
  expect(keysOf({ palette: 'Mod+J' }, 'palette')).toBe('Mod+J');
  expect(keysOf({ palette: null }, 'palette')).toBeNull();
  expect(commandOf({ palette: 'F2' }, 'F2')).toBe('palette');
  expect(commandOf({ palette: 'F2' }, 'Mod+K')).toBeNull();
});

test('what was kept is checked: commands of other builds and values of other types are left out', () => {
  expect(readKeys({ palette: 'F2', stop: null, theme: 7, launch: 'F3' })).toEqual({ palette: 'F2', stop: null });
  for (const kept of [null, 'F2', undefined, 3]) expect(readKeys(kept)).toEqual({});
});

test('keys are shown as the keyboards of the system name them', () => {
  expect(keyNames('Mod+Shift+O', false)).toEqual(['Ctrl', 'Shift', 'O']);
  expect(keyNames('Mod+Shift+O', true)).toEqual(['⇧', '⌘', 'O']);
  expect(keyNames('Alt+ArrowUp', true)).toEqual(['⌥', '↑']);
  expect(keyNames('Mod++', false)).toEqual(['Ctrl', '+']);
});

import type { StoreApi } from 'zustand/vanilla';
import type { Preferences } from '../preferences.ts';
import { commandOf, runCommand } from './commands.ts';
import { belongsToText, combinationOf, isMac, isTextField } from './keys.ts';

/**
 * Runs commands by their keys until the function that it gives is called. None runs while a dialog is open, while an input method composes
 * or, if its keys write, in a text.
 */
export function listenToKeys(preferences: StoreApi<Preferences>): () => void {
  const onMac = isMac();
  function onKeyDown(event: KeyboardEvent): void {
    // Safari ends a composition before the key that chose the candidate, and tells it by the key code.
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.repeat) return;
    // The key that gives a keyboard its third characters comes as Ctrl and Alt together.
    if (event.getModifierState('AltGraph')) return;
    const combination = combinationOf(event, onMac);
    const command = combination === null ? null : commandOf(preferences.getState().keys, combination);
    if (combination === null || command === null) return;
    if (belongsToText(combination) && isTextField(event.target)) return;
    if (document.querySelector('dialog[open]') !== null) return;
    if (runCommand(command)) event.preventDefault();
  }
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

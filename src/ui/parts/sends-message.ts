import { createContext, type KeyboardEvent, type MouseEvent, use } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Preferences } from '../preferences.ts';
import { isComposing } from './is-composing.ts';

/** What the person chose for this browser, for what stands deep in a screen. `null` outside of the app: as if nothing had been chosen. */
export const PreferencesContext = createContext<StoreApi<Preferences> | null>(null);

export function usePreferences(): StoreApi<Preferences> | null {
  return use(PreferencesContext);
}

/** Whether a key sends what is in a field for messages, by what the person chose that Enter does. */
export function sendsMessage(event: KeyboardEvent, preferences: StoreApi<Preferences> | null): boolean {
  if (event.key !== 'Enter' || isComposing(event) || event.altKey) return false;
  return event.ctrlKey || event.metaKey || (preferences?.getState().enter !== 'new-line' && !event.shiftKey);
}

/**
 * Whether a click is the second one of a double click. The buttons that send and stop stand in one place: who clicks twice out of habit would
 * stop the answer that was just asked for.
 */
export function isSecondClick(event: MouseEvent): boolean {
  return event.detail > 1;
}

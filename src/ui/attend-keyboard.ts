import type { StoreApi } from 'zustand/vanilla';
import { listenToKeys } from './commands/listen-to-keys.ts';
import { keepFocus } from './keep-focus.ts';
import type { Preferences } from './preferences.ts';

/** What whoever uses the keyboard needs, once the first page stands; gives a function that ends it. */
export function attendKeyboard(preferences: StoreApi<Preferences>): () => void {
  const ends = [listenToKeys(preferences), keepFocus()];
  return () => {
    for (const end of ends) end();
  };
}

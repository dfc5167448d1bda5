import type { StoreApi } from 'zustand/vanilla';
import { type ComparingActions, comparingActions } from '#chat/actions/comparing.ts';
import type { ChatStoreState } from '#chat/state.ts';

/** What can be done with comparisons. */
export function comparing(store: StoreApi<ChatStoreState>): ComparingActions {
  return store.getState().actions.group(comparingActions);
}

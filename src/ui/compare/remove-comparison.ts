import type { StoreApi } from 'zustand/vanilla';
import type { ChatStoreState } from '#chat/state.ts';
import { showToast } from '../notices.ts';
import { navigate } from '../routes.ts';
import { comparing } from './comparing.ts';

/** Deletes a comparison with its conversations and offers to bring them back. Whoever is in it is led to a new one. */
export function removeWithUndo(
  store: StoreApi<ChatStoreState>,
  comparisonId: string,
  words: { readonly done: string; readonly undo: string },
): void {
  const isHere = window.location.hash.endsWith(comparisonId);
  comparing(store).removeComparison(comparisonId);
  if (isHere) navigate({ screen: 'compare', comparisonId: null });
  showToast({
    text: words.done,
    action: {
      label: words.undo,
      run() {
        comparing(store).restoreComparison(comparisonId);
        if (isHere) navigate({ screen: 'compare', comparisonId });
      },
    },
  });
}

import type { StoreApi } from 'zustand/vanilla';
import type { ChatStoreState } from '#chat/state.ts';
import { showToast } from '../notices.ts';
import { navigate, parseRoute } from '../routes.ts';
import { listedIdOf } from './record-route.ts';

interface Taking {
  readonly store: StoreApi<ChatStoreState>;
  /** Of conversations and comparisons. */
  readonly ids: readonly string[];
  readonly words: { readonly done: string; readonly undo: string };
}

/** Deletes conversations and comparisons and offers to bring them back. Whoever is in one of them is led to a new one. */
export function removeWithUndo({ store, ids, words }: Taking): void {
  const { actions } = store.getState();
  const place = parseRoute(window.location.hash);
  const isHere = ids.includes(listedIdOf(place) ?? '');
  actions.remove(ids);
  if (isHere) navigate(place.screen === 'compare' ? { screen: 'compare', comparisonId: null } : { screen: 'new' });
  showToast({
    text: words.done,
    action: {
      label: words.undo,
      run() {
        actions.restore(ids);
        if (isHere) navigate(place);
      },
    },
  });
}

/** Puts conversations and comparisons into the archive or takes them out, and offers the way back. */
export function archiveWithUndo({ store, ids, words }: Taking, isArchived: boolean): void {
  const { actions } = store.getState();
  actions.archive(ids, isArchived);
  showToast({ text: words.done, action: { label: words.undo, run: () => actions.archive(ids, !isArchived) } });
}

import type { StoreApi } from 'zustand/vanilla';
import type { ChatStoreState } from '#chat/state.ts';
import { showToast } from '../notices.ts';
import { navigate } from '../routes.ts';

interface Taking {
  readonly store: StoreApi<ChatStoreState>;
  readonly ids: readonly string[];
  /** The conversation that is shown. */
  readonly currentId: string | null;
  readonly words: { readonly done: string; readonly undo: string };
}

/** Deletes conversations and offers to bring them back. Whoever is in one of them is led to a new one. */
export function removeWithUndo({ store, ids, currentId, words }: Taking): void {
  const { actions } = store.getState();
  const isHere = currentId !== null && ids.includes(currentId);
  actions.remove(ids);
  if (isHere) navigate({ screen: 'new' });
  showToast({
    text: words.done,
    action: {
      label: words.undo,
      run() {
        actions.restore(ids);
        if (isHere) navigate({ screen: 'chat', conversationId: currentId });
      },
    },
  });
}

/** Puts conversations into the archive or takes them out, and offers the way back. */
export function archiveWithUndo({ store, ids, words }: Omit<Taking, 'currentId'>, isArchived: boolean): void {
  const { actions } = store.getState();
  actions.archive(ids, isArchived);
  showToast({ text: words.done, action: { label: words.undo, run: () => actions.archive(ids, !isArchived) } });
}

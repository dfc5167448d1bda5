import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export interface Notices {
  /** What the one polite live region says. */
  readonly spoken: string;
  readonly toast: Toast | null;
}

export const notices: StoreApi<Notices> = createStore<Notices>()(() => ({ spoken: '', toast: null }));

/** Says something to screen readers, once. */
export function announce(text: string): void {
  // The same text twice would not be spoken: a no-break space at the end makes it another one.
  const { spoken } = notices.getState();
  notices.setState({ spoken: spoken === text ? `${text}\u00a0` : text });
}

/** Shows a short message with at most one action; the newest takes the place of the one before. */
export function showToast(toast: Toast): void {
  announce(toast.text);
  notices.setState({ toast });
}

export function dismissToast(): void {
  notices.setState({ toast: null });
}

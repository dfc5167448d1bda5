import { createStore, type StoreApi } from 'zustand/vanilla';

interface FindState {
  /** How often the search was asked for since it was closed; 0 = it is closed. */
  readonly asked: number;
}

/** Whether the search of the conversation is open: the button stands in the bar, the field in the thread. */
export const findState: StoreApi<FindState> = createStore<FindState>()(() => ({ asked: 0 }));

export function openFind(): void {
  findState.setState(({ asked }) => ({ asked: asked + 1 }));
}

export function closeFind(): void {
  findState.setState({ asked: 0 });
}

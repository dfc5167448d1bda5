import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { createRunner, type Runner, type RunnerState } from '#chat/prompt-set/runner.ts';
import type { ChatStoreState } from '#chat/state.ts';
import { useServices } from '../services-context.ts';

/** One runner for the page, made when the first run is looked at: it goes on whatever screen is open then. */
const runners = new WeakMap<StoreApi<ChatStoreState>, Runner>();

export function useRunner(): { readonly runner: Runner; readonly state: RunnerState } {
  const { store } = useServices();
  const runner = runners.get(store) ?? createRunner(store);
  runners.set(store, runner);
  return { runner, state: useStore(runner.state) };
}

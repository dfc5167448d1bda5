import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { LocalModels, LocalModelsState } from '#providers/local-models.ts';
import { useServices } from '../../services-context.ts';

const nothing: LocalModelsState = {
  canKeep: true,
  models: [],
  inMemory: [],
  hasHubKey: false,
  memoryLimit: 0,
  ownMemoryLimit: null,
  usualMemoryLimit: 0,
  storage: null,
};
const noChange = (): (() => void) => () => undefined;

/** The models of this device and what can be done with them; `null` until their part of the app has come. */
export function useLocalModels(): { readonly models: LocalModels | null; readonly state: LocalModelsState; readonly hasFailed: boolean } {
  const { localModels, offers } = useServices();
  const [models, setModels] = useState<LocalModels | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    localModels.load().then(
      async (loaded) => {
        if (isCurrent) setModels(loaded);
        await loaded.refresh();
      },
      () => {
        if (isCurrent) setHasFailed(true);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [localModels]);
  const subscribe = useCallback((listener: () => void) => models?.subscribe(listener) ?? noChange(), [models]);
  const state = useSyncExternalStore(subscribe, () => models?.snapshot() ?? nothing);
  const whole = state.models.filter(({ state: one }) => one === 'whole').map(({ id }) => id);
  const wholeKey = whole.join('\n');
  // What the picker offers and the place that is taken follow what is on the device.
  useEffect(() => {
    if (models !== null) void Promise.all([offers.getState().refresh(), models.refresh()]);
  }, [models, offers, wholeKey]);
  return { models, state, hasFailed };
}

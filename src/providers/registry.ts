import type { BackendSettings } from './backend-settings.ts';
import type { LazyProvider } from './providers.ts';

export interface ConnectedBackend {
  readonly settings: BackendSettings;
  readonly provider: LazyProvider;
  /** Added by the person, not by the operator's configuration. */
  readonly isOwn: boolean;
}

/** The backends of this page, which can come and go while it runs. */
export interface BackendRegistry {
  /** In the order in which they were added; the same array until something changes. */
  list(): readonly ConnectedBackend[];
  find(id: string): ConnectedBackend | null;
  /** Adds a backend, or takes another one's place by its id. An answer that is being written goes on with the provider that it began with. */
  put(settings: BackendSettings, isOwn: boolean): void;
  remove(id: string): void;
  /** Calls `changed` after each change until the function that it gives is called. */
  subscribe(changed: () => void): () => void;
}

export function createRegistry(create: (settings: BackendSettings) => LazyProvider): BackendRegistry {
  let backends: readonly ConnectedBackend[] = [];
  const listeners = new Set<() => void>();
  const replaceAll = (next: readonly ConnectedBackend[]): void => {
    backends = next;
    for (const changed of listeners) changed();
  };
  return {
    list: () => backends,
    find: (id) => backends.find(({ settings }) => settings.id === id) ?? null,
    put(settings, isOwn) {
      const added = { settings, isOwn, provider: create(settings) };
      const known = backends.some((backend) => backend.settings.id === settings.id);
      replaceAll(known ? backends.map((backend) => (backend.settings.id === settings.id ? added : backend)) : [...backends, added]);
    },
    remove(id) {
      if (backends.some(({ settings }) => settings.id === id)) replaceAll(backends.filter(({ settings }) => settings.id !== id));
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

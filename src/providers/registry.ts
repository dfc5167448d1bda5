import { addressOf, type BackendSettings } from './backend-settings.ts';
import { createCredentials } from './credentials.ts';
import type { LazyProvider } from './providers.ts';

export interface ConnectedBackend {
  readonly settings: BackendSettings;
  readonly provider: LazyProvider;
  /** Added by the person, not by the operator's configuration. */
  readonly isOwn: boolean;
}

/** The backends of this page, which can come and go while it runs, and the keys that a person gave for them. */
export interface BackendRegistry {
  /** In the order in which they were added; the same array until something changes. */
  readonly list: () => readonly ConnectedBackend[];
  readonly find: (id: string) => ConnectedBackend | null;
  /** Adds a backend, or takes another one's place by its id. An answer that is being written goes on with the provider that it began with. */
  readonly put: (settings: BackendSettings, isOwn: boolean) => void;
  /** Its key goes with it. */
  readonly remove: (id: string) => void;
  readonly hasKey: (id: string) => boolean;
  /** Keeps a key in memory for the backend's origin and asks the backend anew. `null` forgets it. Does nothing for an unknown backend. */
  readonly setKey: (id: string, key: string | null) => void;
  /** Calls `changed` after each change until the function that it gives is called. */
  readonly subscribe: (changed: () => void) => () => void;
}

/** `create` makes the provider of a backend; `token` gives the key for the backend's origin as it is at that moment. */
export function createRegistry(
  create: (backend: BackendSettings, token: () => string | null) => LazyProvider,
  baseUrl: URL,
): BackendRegistry {
  const credentials = createCredentials();
  const listeners = new Set<() => void>();
  let backends: readonly ConnectedBackend[] = [];

  function keyOf(settings: BackendSettings): string | null {
    const address = addressOf(settings, baseUrl);
    return address === null ? null : credentials.keyFor(settings.id, address.origin);
  }
  function replaceAll(next: readonly ConnectedBackend[]): void {
    backends = next;
    for (const changed of listeners) changed();
  }
  const find = (id: string): ConnectedBackend | null => backends.find(({ settings }) => settings.id === id) ?? null;

  function put(settings: BackendSettings, isOwn: boolean): void {
    // A key of another origin is dropped now, not at the next request.
    keyOf(settings);
    const added = { settings, isOwn, provider: create(settings, () => keyOf(settings)) };
    const isKnown = find(settings.id) !== null;
    replaceAll(isKnown ? backends.map((backend) => (backend.settings.id === settings.id ? added : backend)) : [...backends, added]);
  }

  return {
    list: () => backends,
    find,
    put,
    remove(id) {
      credentials.forget(id);
      if (find(id) !== null) replaceAll(backends.filter(({ settings }) => settings.id !== id));
    },
    hasKey(id) {
      const backend = find(id);
      return backend !== null && keyOf(backend.settings) !== null;
    },
    setKey(id, key) {
      const backend = find(id);
      const address = backend === null ? null : addressOf(backend.settings, baseUrl);
      if (backend === null || address === null) return;
      if (key === null) credentials.forget(id);
      else credentials.set(id, address.origin, key);
      put(backend.settings, backend.isOwn);
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/**
 * Keys that a person typed, for as long as this page lives. They are in memory only: nothing here can be turned into JSON, and no store,
 * export, log or address ever sees them. A key belongs to one backend and one origin.
 */
export interface Credentials {
  /** The key for this backend at this origin; `null` if there is none. A backend that moved to another origin loses its key here. */
  keyFor(backendId: string, origin: string): string | null;
  /** Throws a `RangeError`, without the key in it, if `readKey` did not give this key. */
  set(backendId: string, origin: string, key: string): void;
  forget(backendId: string): void;
}

/**
 * A key as a person pasted it, ready for a header: without blanks around it and without the word "Bearer". `null`: a header cannot carry it.
 */
export function readKey(text: string): string | null {
  const key = text.trim().replace(/^bearer\s+/i, '');
  return /^[\x21-\x7e]{1,4096}$/.test(key) ? key : null;
}

export function createCredentials(): Credentials {
  const kept = new Map<string, { readonly origin: string; readonly key: string }>();
  return {
    keyFor(backendId, origin) {
      const found = kept.get(backendId);
      if (found === undefined) return null;
      if (found.origin === origin) return found.key;
      kept.delete(backendId);
      return null;
    },
    set(backendId, origin, key) {
      if (readKey(key) !== key) throw new RangeError('This is no key that a header can carry.');
      kept.set(backendId, { origin, key });
    },
    forget(backendId) {
      kept.delete(backendId);
    },
  };
}

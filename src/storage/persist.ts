let asked = false;

/**
 * Asks the browser not to evict this site's data, once in the life of a page and when there is something to lose. The answer changes
 * nothing here; whether storage is persisted can be asked of the browser at any time.
 */
export function askToPersist(): void {
  if (asked || typeof navigator.storage?.persist !== 'function') return;
  asked = true;
  navigator.storage
    .persisted()
    .then((persisted) => persisted || navigator.storage.persist())
    .catch(() => undefined);
}

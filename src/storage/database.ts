import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * What is in the database. Rows are `unknown`: whatever is read was written by some build, not surely by this one, and is checked first.
 * `checkpoints` has the live answers as far as they are written, `drafts` and `meta` never leave this browser either. `setAside` keeps
 * rows that could not be read when something had to be written in their place.
 */
interface StemmaSchema extends DBSchema {
  conversations: { key: string; value: unknown };
  messages: { key: string; value: unknown; indexes: { conversationId: string } };
  checkpoints: { key: string; value: unknown };
  drafts: { key: string; value: unknown };
  meta: { key: string; value: unknown };
  setAside: { key: number; value: unknown };
  items: { key: string; value: unknown };
}

export type Database = IDBPDatabase<StemmaSchema>;

/** Raised by one with each migration; a migration only adds. */
export const databaseVersion = 2;

/** A browser that neither opens the database nor says why must not keep the page from starting. */
const longestOpeningMs = 5000;

export type Opened =
  | { readonly state: 'open'; readonly database: Database }
  /** A newer build wrote it. Nothing was touched. */
  | { readonly state: 'newer'; readonly detail: string }
  /** No storage here: a private window, or storage switched off. */
  | { readonly state: 'unavailable'; readonly detail: string };

interface ClosingListener {
  /** Another tab upgrades or deletes the database: this connection was closed to let it. */
  readonly replaced: () => void;
  /** The browser broke the connection, for example because the site's data were cleared. */
  readonly lost: () => void;
}

/** Opens the database, making or upgrading it first. Never rejects. */
export async function openDatabase(name: string, listener: ClosingListener): Promise<Opened> {
  if (typeof indexedDB === 'undefined') return { state: 'unavailable', detail: 'This browser has no IndexedDB.' };
  try {
    const opening = openDB<StemmaSchema>(name, databaseVersion, {
      upgrade(database, oldVersion) {
        if (oldVersion < 1) createStores(database);
        if (oldVersion < 2) database.createObjectStore('items', { keyPath: 'id' });
      },
      blocking(_current, _blocked, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
        listener.replaced();
      },
      terminated: listener.lost,
    });
    return { state: 'open', database: await inTime(opening) };
  } catch (error) {
    const newer = error instanceof DOMException && error.name === 'VersionError';
    return { state: newer ? 'newer' : 'unavailable', detail: wordsOf(error) };
  }
}

/** The database as it is, whatever its version: for exporting what a newer build wrote. */
export function openAsItIs(name: string): Promise<Database> {
  return openDB<StemmaSchema>(name);
}

/** An error in words: `QuotaExceededError: ...`. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function createStores(database: Database): void {
  database.createObjectStore('conversations', { keyPath: 'id' });
  database.createObjectStore('messages', { keyPath: 'id' }).createIndex('conversationId', 'conversationId');
  database.createObjectStore('checkpoints', { keyPath: 'id' });
  database.createObjectStore('drafts');
  database.createObjectStore('meta');
  database.createObjectStore('setAside', { autoIncrement: true });
}

/** The opened database; one that opens too late is closed again. */
function inTime(opening: Promise<Database>): Promise<Database> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The database did not open.'));
      opening.then((database) => database.close()).catch(() => undefined);
    }, longestOpeningMs);
    opening.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

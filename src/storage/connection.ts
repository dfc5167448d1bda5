import { type Database, openDatabase, wordsOf } from './database.ts';

/** How the database stands now, as `KeepingState` names it. */
export type Standing =
  | { readonly state: 'kept' }
  | { readonly state: 'memory-only'; readonly detail: string }
  | { readonly state: 'reload-needed'; readonly detail: string };

/** The one connection of this tab. A connection that the browser broke is opened again when it is next used. */
export interface Connection {
  readonly name: string;
  standing(): Standing;
  mayWrite(): boolean;
  /** Rejects unless `mayWrite`, or if it cannot be opened again. */
  database(): Promise<Database>;
  /** The database if it is open at this moment: for whoever cannot wait. */
  openNow(): Database | null;
  /** Nothing is written any more: the data are of a newer build. */
  refuse(detail: string): void;
  close(): void;
}

/** Opens the database. `changed` is called when another tab or a newer build took it over. Never rejects. */
export async function connect(name: string, changed: (standing: Standing) => void): Promise<Connection> {
  let database: Database | null = null;
  let standing: Standing = { state: 'kept' };
  let closed = false;

  function refuse(detail: string): void {
    database?.close();
    database = null;
    standing = { state: 'reload-needed', detail };
    changed(standing);
  }

  async function open(): Promise<Database> {
    const opened = await openDatabase(name, {
      replaced: () => refuse('Another tab upgraded or deleted the data.'),
      lost: () => {
        database = null;
      },
    });
    if (opened.state === 'open') {
      database = opened.database;
      return database;
    }
    if (opened.state === 'newer') refuse(opened.detail);
    throw new Error(opened.detail);
  }

  try {
    await open();
  } catch (error) {
    if (standing.state === 'kept') standing = { state: 'memory-only', detail: wordsOf(error) };
  }
  return {
    name,
    refuse,
    standing: () => standing,
    mayWrite: () => standing.state === 'kept' && !closed,
    database() {
      if (standing.state !== 'kept') return Promise.reject(new Error(standing.detail));
      return database === null ? open() : Promise.resolve(database);
    },
    openNow: () => database,
    close() {
      closed = true;
      database?.close();
      database = null;
    },
  };
}

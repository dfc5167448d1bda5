import type { BackendSettings } from '#providers/backend-settings.ts';
import type { Connection } from './connection.ts';

/** Servers that a person added. They stay in this browser: no export has them and no import sets them. */
export interface KeptServers {
  /** As they were written, by any build: to be checked before use. Empty if they cannot be read. */
  readonly read: () => Promise<readonly unknown[]>;
  /** Each server has its own row, so two tabs do not overwrite each other's. Does nothing where nothing may be written. */
  readonly write: (server: BackendSettings) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Calls `cleared` when everything is deleted, here or in another tab. */
  readonly whenCleared: (cleared: () => void) => void;
}

const prefix = 'server:';

export function keptServers(connection: Connection, whenCleared: KeptServers['whenCleared']): KeptServers {
  return {
    whenCleared,
    async read() {
      try {
        const database = await connection.database();
        return await database.getAll('meta', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
      } catch {
        return [];
      }
    },
    async write(server) {
      if (connection.mayWrite()) await (await connection.database()).put('meta', server, `${prefix}${server.id}`);
    },
    async remove(id) {
      if (connection.mayWrite()) await (await connection.database()).delete('meta', `${prefix}${id}`);
    },
  };
}

import type { BackendSettings } from '#providers/backend-settings.ts';
import type { BackendRegistry } from '#providers/registry.ts';

/** The servers that a person connects: in the registry at once, and kept in this browser without their keys. */
export interface OwnServers {
  /** Adds one, or changes the one with the same id. Rejects if it cannot be kept; it is connected all the same. */
  readonly save: (server: BackendSettings) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

interface Keeping {
  readonly read: () => Promise<readonly unknown[]>;
  readonly write: (server: BackendSettings) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly whenCleared: (cleared: () => void) => void;
}

/** Connects what was kept. `valid` passes what this build's configuration would take; the rest stays kept and is not connected. */
export async function connectOwnServers(
  registry: BackendRegistry,
  kept: Keeping,
  valid: (entries: readonly unknown[]) => Promise<readonly BackendSettings[]>,
): Promise<OwnServers> {
  for (const server of await valid(await kept.read())) {
    if (registry.find(server.id) === null) registry.put(server, true);
  }
  kept.whenCleared(() => {
    for (const { settings, isOwn } of registry.list()) if (isOwn) registry.remove(settings.id);
  });
  return {
    async save(server) {
      const [checked] = await valid([server]);
      if (checked === undefined) throw new TypeError('This server is not described as a configuration needs it.');
      registry.put(checked, true);
      await kept.write(checked);
    },
    async remove(id) {
      registry.remove(id);
      await kept.remove(id);
    },
  };
}

/** An id that says nothing of the server, because it stands in records that are exported. */
export function newServerId(): string {
  const digits = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `own-${digits.toString(36)}`;
}

import type { Catalog } from './catalog.ts';

/** `coming`: asked for, or not asked for yet. `missing`: the last attempt failed; `load` tries again. */
export type CatalogState = Catalog | 'coming' | 'missing';

/** The catalog on its way. It is not on the first page: a person can write while it comes. */
export interface CatalogSource {
  /** Asks for it at the first call, and anew after a failure. Rejects if it cannot be had now. */
  readonly load: () => Promise<Catalog>;
  readonly state: () => CatalogState;
  /** Calls `changed` when the state is another one; gives the way out. */
  readonly subscribe: (changed: () => void) => () => void;
  /** The catalog, whichever attempt brings it. Never rejects. */
  readonly here: Promise<Catalog>;
  /** Over when the first attempt is, and after `patienceMs` at the latest: words of a person wait no longer for what is known of a model. */
  readonly firstAttempt: Promise<void>;
}

/** Longest wait of things that can be shown without the catalog. Milliseconds. */
const usualPatienceMs = 1000;

/** A catalog that is here already, in the place of one that comes. */
export function readySource(catalog: Catalog): CatalogSource {
  const here = Promise.resolve(catalog);
  return { load: () => here, state: () => catalog, subscribe: () => () => undefined, here, firstAttempt: Promise.resolve() };
}

export function createCatalogSource(fetchCatalog: () => Promise<Catalog>, patienceMs = usualPatienceMs): CatalogSource {
  const listeners = new Set<() => void>();
  let state: CatalogState = 'coming';
  let loading: Promise<Catalog> | null = null;
  let arrived: (catalog: Catalog) => void = () => undefined;
  let attempted = (): void => undefined;
  const here = new Promise<Catalog>((resolve) => {
    arrived = resolve;
  });
  const firstAttempt = new Promise<void>((resolve) => {
    attempted = resolve;
  });

  function become(next: CatalogState): void {
    state = next;
    attempted();
    for (const changed of listeners) changed();
  }

  async function attempt(): Promise<Catalog> {
    const timer = setTimeout(attempted, patienceMs);
    try {
      const catalog = await fetchCatalog();
      arrived(catalog);
      become(catalog);
      return catalog;
    } catch (error) {
      loading = null;
      become('missing');
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    load: () => (loading ??= attempt()),
    state: () => state,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    here,
    firstAttempt,
  };
}

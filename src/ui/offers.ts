import { createStore, type StoreApi } from 'zustand/vanilla';
import { configuredNames } from '#providers/configured-names.ts';
import type { BackendDescription, ModelListing, OfferedModel } from '#providers/provider.ts';
import type { BackendRegistry, ConnectedBackend } from '#providers/registry.ts';

/** What each backend offers, as far as it is known: `null` while it is being asked for the first time. */
export interface Offers {
  readonly listings: readonly { readonly backend: BackendDescription; readonly listing: ModelListing | null }[];
  readonly refresh: () => Promise<void>;
}

/** A model as the picker and the composer need it. */
export interface Offer {
  /** "backend id/model id". */
  readonly key: string;
  readonly backend: BackendDescription;
  readonly model: OfferedModel;
}

/** How long a backend may take to tell its models. Milliseconds. */
const listingLimit = 15_000;

/** Follows the registry: a backend that comes or changes is asked at once, one that goes takes its models with it. */
export function createOffers(registry: Pick<BackendRegistry, 'list' | 'subscribe'>): StoreApi<Offers> {
  const store = createStore<Offers>()((set, get) => {
    async function ask({ provider }: ConnectedBackend): Promise<void> {
      const listing = await provider.listModels(AbortSignal.timeout(listingLimit));
      // A backend that was changed meanwhile has another description, and is asked itself.
      set({ listings: get().listings.map((known) => (known.backend === provider.backend ? { ...known, listing } : known)) });
    }
    /** What the configuration names can be shown before anything is loaded. */
    const unasked = ({ provider, settings: { models } }: ConnectedBackend) => ({
      backend: provider.backend,
      listing: models.length === 0 ? null : { ok: true as const, models: configuredNames(models) },
    });
    registry.subscribe(() => {
      const { listings } = get();
      const known = (backend: ConnectedBackend) => listings.find((one) => one.backend === backend.provider.backend);
      set({ listings: registry.list().map((backend) => known(backend) ?? unasked(backend)) });
      for (const backend of registry.list()) if (known(backend) === undefined) void ask(backend);
    });
    return {
      listings: registry.list().map(unasked),
      async refresh() {
        await Promise.all(registry.list().map(ask));
      },
    };
  });
  return store;
}

/** All offered models in the backends' order. */
export function allOffers({ listings }: Offers): readonly Offer[] {
  return listings.flatMap(({ backend, listing }) =>
    listing?.ok === true ? listing.models.map((model) => ({ key: `${backend.id}/${model.id}`, backend, model })) : [],
  );
}

export function findOffer(offers: Offers, key: string | null): Offer | null {
  return allOffers(offers).find((offer) => offer.key === key) ?? null;
}

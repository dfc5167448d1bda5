import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendDescription, ModelListing, OfferedModel } from '#providers/provider.ts';
import type { OfferingBackend } from './services.ts';

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

export function createOffers(backends: readonly OfferingBackend[]): StoreApi<Offers> {
  return createStore<Offers>()((set, get) => ({
    listings: backends.map(({ description, known }) => ({ backend: description, listing: known })),
    async refresh() {
      await Promise.all(
        backends.map(async ({ description, listModels }) => {
          const listing = await listModels(AbortSignal.timeout(listingLimit));
          set({ listings: get().listings.map((known) => (known.backend.id === description.id ? { ...known, listing } : known)) });
        }),
      );
    },
  }));
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

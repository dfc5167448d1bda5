import { createContext, use, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Catalog } from '#catalog/catalog.ts';
import type { CatalogState } from '#catalog/catalog-source.ts';
import type { ChatStoreState } from '#chat/state.ts';
import type { AppServices } from './services.ts';

export const ServicesContext = createContext<AppServices | null>(null);

export function useServices(): AppServices {
  const services = use(ServicesContext);
  if (services === null) throw new Error('A screen was rendered outside of the app.');
  return services;
}

/** How the catalog stands. Waits for nothing. */
export function useCatalogState(): CatalogState {
  const { catalog } = useServices();
  return useSyncExternalStore(catalog.subscribe, catalog.state);
}

/** The catalog, for whatever shows what a model stands on. Waits for it in the nearest `Suspense`, whose fallback is `CatalogWaiting`. */
export function useCatalog(): Catalog {
  const { catalog } = useServices();
  const state = useCatalogState();
  return typeof state === 'string' ? use(catalog.here) : state;
}

/** The same for what can do without: `null` when the catalog is missing or late, and the catalog as soon as it is here after all. */
export function useCatalogIfHere(): Catalog | null {
  const { catalog } = useServices();
  const state = useCatalogState();
  if (state === 'coming') use(catalog.firstAttempt);
  return typeof state === 'string' ? null : state;
}

/** Selects from the conversation store; the component renders again only when the selected value changes. */
export function useChat<Selected>(select: (state: ChatStoreState) => Selected): Selected {
  return useStore(useServices().store, select);
}

import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Catalog } from '#catalog/catalog.ts';
import type { ChatStoreState } from '#chat/state.ts';
import type { AppServices } from './services.ts';

export const ServicesContext = createContext<AppServices | null>(null);

export function useServices(): AppServices {
  const services = use(ServicesContext);
  if (services === null) throw new Error('A screen was rendered outside of the app.');
  return services;
}

/** The catalog, for whatever shows what a model stands on. */
export function useCatalog(): Catalog {
  return useServices().catalog;
}

/** Selects from the conversation store; the component renders again only when the selected value changes. */
export function useChat<Selected>(select: (state: ChatStoreState) => Selected): Selected {
  return useStore(useServices().store, select);
}

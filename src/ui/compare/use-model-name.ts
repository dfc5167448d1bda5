import { useStore } from 'zustand';
import { findOffer, type Offers } from '../offers.ts';
import { useServices } from '../services-context.ts';

/** What a model is called where it is offered, else its id without its backend's. */
export function modelName(offers: Offers, key: string | null): string {
  return findOffer(offers, key)?.model.name ?? key?.slice(key.indexOf('/') + 1) ?? '?';
}

export function useModelName(key: string | null): string {
  const { offers } = useServices();
  return useStore(offers, (state) => modelName(state, key));
}

export function useModelNames(keys: readonly string[]): readonly string[] {
  const offers = useStore(useServices().offers);
  return keys.map((key) => modelName(offers, key));
}

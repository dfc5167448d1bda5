import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useCompareText } from '../language/compare-text.ts';
import { findOffer, type Offers } from '../offers.ts';
import { Icon } from '../parts/icon.tsx';
import { useServices } from '../services-context.ts';

/** Where the words go, each place once; `null` if they leave the browser nowhere. */
function placesOf(offers: Offers, models: readonly string[], here: string): string | null {
  const found = models.map((model) => ({ model, offer: findOffer(offers, model) }));
  if (found.every(({ offer }) => offer?.backend.host === null)) return null;
  const names = found.map(({ model, offer }) => {
    if (offer === null) return model.split('/')[0] ?? model;
    if (offer.backend.host === null) return here;
    return offer.model.remoteHost === undefined ? offer.backend.label : `${offer.backend.label} → ${offer.model.remoteHost}`;
  });
  return [...new Set(names)].join(', ');
}

export function PlacesNote({ models }: { readonly models: readonly string[] }): ReactNode {
  const text = useCompareText();
  const { offers } = useServices();
  const places = useStore(offers, (state) => placesOf(state, models, text.inBrowser));
  return (
    <p className="compare-places">
      <Icon name={places === null ? 'lock' : 'external'} size={14} />
      {places === null ? text.staysHere : text.goesTo(places)}
    </p>
  );
}

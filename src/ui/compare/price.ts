import type { AnswerRecord } from '#chat/records.ts';
import { findOffer, type Offers } from '../offers.ts';

/** US dollars per million tokens, as the backend names them now. */
type Price = { readonly input: number; readonly output: number };

/**
 * What the backend of an answer asks for its tokens. `here`: it ran in this browser. `null`: nobody names a price, or it is not known which
 * company behind a router answered.
 */
export function priceOf(offers: Offers, { provenance: { asked, served } }: Pick<AnswerRecord, 'provenance'>): Price | 'here' | null {
  if (asked.backendKind === 'in-browser') return 'here';
  const model = findOffer(offers, `${asked.backendId}/${asked.modelId}`)?.model;
  const routes = model?.routes ?? [];
  const chosen = routes.find(({ id }) => id === model?.id) ?? routes.find(({ provider }) => provider === served.provider);
  return chosen?.price ?? null;
}

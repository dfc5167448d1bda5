import type { ChatState } from '#chat/state.ts';
import { allOffers, type Offer, type Offers } from './offers.ts';

/** The models that are offered now, the one asked last first; those never asked keep the order of their backends. */
export function recentModels({ messages, conversations }: Pick<ChatState, 'messages' | 'conversations'>, offers: Offers): readonly Offer[] {
  const lastUse = new Map<string, number>();
  const used = (model: string | null, at: number): void => {
    if (model !== null) lastUse.set(model, Math.max(at, lastUse.get(model) ?? 0));
  };
  for (const { model } of conversations.values()) used(model.value, model.updatedAt);
  for (const message of messages.values()) {
    if (message.kind !== 'answer') continue;
    const { backendId, modelId } = message.provenance.asked;
    used(`${backendId}/${modelId}`, message.createdAt);
  }
  return allOffers(offers).toSorted((left, right) => (lastUse.get(right.key) ?? 0) - (lastUse.get(left.key) ?? 0));
}

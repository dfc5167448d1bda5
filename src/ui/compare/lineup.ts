import { createStore, type StoreApi } from 'zustand/vanilla';
import { usualTerms } from '#chat/comparison.ts';
import type { ColumnSetup, ComparisonRecord, SharedTerms } from '#chat/item-records.ts';
import type { ChatState } from '#chat/state.ts';
import { allOffers, findOffer, type Offers } from '../offers.ts';

/** What the comparison that does not exist yet will be. It lasts as long as the page; the newest comparison is what the next one begins with. */
export interface Lineup {
  /** `null`: the person has chosen nothing here yet. */
  readonly setups: readonly ColumnSetup[] | null;
  readonly terms: SharedTerms | null;
  readonly isBlind: boolean;
}

export const lineup: StoreApi<Lineup> = createStore<Lineup>()(() => ({ setups: null, terms: null, isBlind: false }));

export const plainSetup = (model: string): ColumnSetup => ({ model, system: null, parameters: {} });

/** Who answers before the person chose: who answered last time, as far as they are still offered, else the chosen model and one beside it. */
export function firstSetups(state: ChatState, offers: Offers): readonly ColumnSetup[] {
  const before = newestComparison(state);
  const last = before?.blind?.value.contenders ?? (before === null ? [] : columnSetups(state, before));
  const known = last.filter(({ model }) => findOffer(offers, model) !== null);
  if (known.length > 1) return known;
  const keys = [...(state.chosenModel === null ? [] : [state.chosenModel]), ...allOffers(offers).map(({ key }) => key)];
  return [...new Set(keys)].slice(0, 2).map(plainSetup);
}

export function firstTerms(state: ChatState): SharedTerms {
  return newestComparison(state)?.terms?.value ?? usualTerms;
}

export function columnSetups({ conversations }: ChatState, { columns }: ComparisonRecord): readonly ColumnSetup[] {
  return columns.value.flatMap((id) => {
    const column = conversations.get(id);
    const model = column?.model.value ?? null;
    return model === null ? [] : [{ model, system: column?.system?.value ?? null, parameters: column?.parameters?.value ?? {} }];
  });
}

function newestComparison({ items }: ChatState): ComparisonRecord | null {
  let newest: ComparisonRecord | null = null;
  for (const item of items.values()) {
    if (item.kind === 'comparison' && item.deleted.value === null && (newest === null || item.id > newest.id)) newest = item;
  }
  return newest;
}

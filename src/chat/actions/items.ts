import type { Engine } from '../engine.ts';
import type { ItemRecord, VoteRecord } from '../item-records.ts';
import { restamp } from '../merge.ts';
import { newVote } from '../new-vote.ts';

export interface ItemActions {
  /** Adds a preset, a prompt, a comparison or a vote, or puts a changed one in its place. */
  putItem(item: ItemRecord): void;
  /** Keeps a judgement. */
  addVote(vote: Pick<VoteRecord, 'questionId' | 'how' | 'sides' | 'choice'>): void;
  removeItem(id: string): void;
  restoreItem(id: string): void;
}

export function itemActions({ get, set, now, makeId }: Engine): ItemActions {
  const put = (item: ItemRecord): void => set({ items: new Map(get().items).set(item.id, item) });
  const mark = (id: string, deleted: number | null): void => {
    const item = get().items.get(id);
    if (item !== undefined) put({ ...item, deleted: restamp(item.deleted, deleted, now()) });
  };
  return {
    putItem: put,
    addVote(vote) {
      put(newVote(makeId(), now(), vote));
    },
    removeItem: (id) => mark(id, now()),
    restoreItem: (id) => mark(id, null),
  };
}

import type { Engine } from '../engine.ts';
import type { ItemRecord } from '../item-records.ts';
import { restamp } from '../merge.ts';

export interface ItemActions {
  /** Adds an item, or puts a changed one in its place. */
  putItem(item: ItemRecord): void;
  removeItem(id: string): void;
  restoreItem(id: string): void;
}

export function itemActions({ get, set, now }: Engine): ItemActions {
  const put = (item: ItemRecord): void => set({ items: new Map(get().items).set(item.id, item) });
  const mark = (id: string, deleted: number | null): void => {
    const item = get().items.get(id);
    if (item !== undefined) put({ ...item, deleted: restamp(item.deleted, deleted, now()) });
  };
  return {
    putItem: put,
    removeItem: (id) => mark(id, now()),
    restoreItem: (id) => mark(id, null),
  };
}

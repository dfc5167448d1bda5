import type { ItemRecord, VoteRecord } from '../item-records.ts';

/** The votes that are not deleted, the oldest first. */
export function votesOf(items: ReadonlyMap<string, ItemRecord>): readonly VoteRecord[] {
  return [...items.values()]
    .filter((item) => item.kind === 'vote')
    .filter(({ deleted }) => deleted.value === null)
    .toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
}

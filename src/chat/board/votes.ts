import type { ItemRecord, VoteRecord } from '../item-records.ts';

/**
 * The votes that are not deleted, the oldest first. A blind round counts once, by its first vote: two tabs that vote before they hear of each
 * other keep two.
 */
export function votesOf(items: ReadonlyMap<string, ItemRecord>): readonly VoteRecord[] {
  const rounds = new Set<string>();
  return [...items.values()]
    .filter((item) => item.kind === 'vote')
    .filter(({ deleted }) => deleted.value === null)
    .toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1))
    .filter(({ how, comparisonId }) => {
      if (how !== 'blind' || comparisonId === undefined) return true;
      const isFirst = !rounds.has(comparisonId);
      rounds.add(comparisonId);
      return isFirst;
    });
}

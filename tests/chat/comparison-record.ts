import type { ComparisonRecord } from '#chat/item-records.ts';
import { schemaVersion } from '#chat/records.ts';

/** A comparison with these conversations as its columns, as it is kept. */
export function comparisonRecord(id: string, columns: readonly string[], changes: Partial<ComparisonRecord> = {}): ComparisonRecord {
  const stamped = <Value>(value: Value) => ({ value, updatedAt: 1 });
  return {
    kind: 'comparison',
    schemaVersion,
    id,
    createdAt: 1,
    title: stamped(`Comparison ${id}`),
    columns: stamped(columns),
    deleted: stamped(null),
    ...changes,
  };
}

import type { StoredRecord } from '#chat/records.ts';
import { type Database, wordsOf } from './database.ts';
import { type Changes, concernsAll, NotStorableError, writeChanges, type WrittenApart } from './write.ts';

/**
 * Writes each change in a transaction of its own, for when one that cannot be stored keeps the others from being kept. Rejects where that is
 * not one change's fault: no room, a newer row, a connection that is gone. It is fetched when it is needed, which is hardly ever.
 */
export async function writeApart(database: Database, changes: Changes): Promise<WrittenApart> {
  const nothing: Changes = { ...changes, records: [], drafts: new Map(), meta: new Map() };
  const parts: readonly Changes[] = [
    ...changes.records.map((record) => ({ ...nothing, records: [record] })),
    ...[...changes.drafts].map((entry) => ({ ...nothing, drafts: new Map([entry]) })),
    ...[...changes.meta].map((entry) => ({ ...nothing, meta: new Map([entry]) })),
  ];
  const records: StoredRecord[] = [];
  const refused: Changes[] = [];
  let first: unknown;
  for (const part of parts) {
    try {
      records.push(...(await writeChanges(database, part)));
    } catch (error) {
      if (concernsAll(error)) throw error;
      first ??= error;
      refused.push(part);
    }
  }
  const names = refused.slice(0, mostNames).map(nameOfPart).join(', ');
  return { records, refused, problem: refused.length === 0 ? null : new NotStorableError(`${names}: ${wordsOf(first)}`) };
}

const mostNames = 5;
const longestName = 60;

/** What a person knows it by. */
function nameOfPart({ records: [record], drafts, meta }: Changes): string {
  if (record === undefined) return drafts.size > 0 ? 'a draft' : `the setting "${[...meta.keys()].join()}"`;
  const words = wordsIn(record);
  return `${record.kind} “${words.length > longestName ? `${words.slice(0, longestName - 1)}…` : words}”`;
}

function wordsIn(record: StoredRecord): string {
  if (record.kind === 'question' || record.kind === 'answer') return record.text;
  if (record.kind === 'preset' || record.kind === 'prompt') return record.name.value;
  return (record.kind === 'vote' ? null : record.title.value) ?? record.id;
}

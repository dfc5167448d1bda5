import * as v from 'valibot';
import type { ItemRecord } from '#chat/item-records.ts';
import { isItem, type StoredRecord } from '#chat/records.ts';
import { type ImportPlan, type IncomingConversation, groupByConversation } from './import-plan.ts';
import { recordsOfPlain } from './plain-form.ts';
import { parseRow, recordRow } from './row-schemas.ts';

/** UTF-16 units. A larger file would not fit in a tab's memory together with what it becomes. */
const longestArchive = 256 * 1024 * 1024;
const archiveVersion = 1;
/** Checked in one go; then the page gets its turn. */
const batchSize = 500;
/** Problems named one by one; a thousand lines more help nobody. */
const longestReport = 100;

const archive = v.object({ format: v.literal('stemma-archive'), version: v.number(), records: v.array(v.unknown()) });

export interface ImportReport {
  /** Records written, conversations and messages together. */
  readonly added: number;
  /** Records that were here already or are deleted in the file. */
  readonly skipped: number;
  /** In words, one for each thing that could not be taken over. */
  readonly problems: readonly string[];
}

/** The file of "Export everything". Rows that this build cannot read are in it too, apart from the others. */
export function archiveOf(records: readonly string[], unreadable: readonly unknown[]): Blob {
  const pieces = [`{"format":"stemma-archive","version":${archiveVersion},"records":[`];
  for (const [place, record] of records.entries()) pieces.push(place === 0 ? '\n' : ',\n', record);
  pieces.push('\n]');
  if (unreadable.length > 0) pieces.push(`,"setAside":${JSON.stringify(unreadable)}`);
  pieces.push('}\n');
  return new Blob(pieces, { type: 'application/json' });
}

interface ArchiveContent {
  readonly records: readonly StoredRecord[];
  readonly problems: readonly string[];
}

/** The records of a file in either form. One broken record or conversation does not stop the rest. */
export async function readArchive(text: string, makeId: () => string, now: number): Promise<ArchiveContent> {
  if (text.length > longestArchive) return { records: [], problems: ['The file is too large to import at once.'] };
  const json = parseJson(text);
  if (json === null) return { records: [], problems: ['The file is not JSON.'] };
  const records: StoredRecord[] = [];
  const problems: string[] = [];

  if (Array.isArray(json.value)) {
    await inBatches(json.value, (item, place) => {
      const plain = recordsOfPlain(item, makeId, now);
      for (const record of plain.records) records.push(record);
      if (plain.problem !== null) problems.push(`Conversation ${place + 1}: ${plain.problem}`);
    });
    return { records, problems };
  }
  const parsed = v.safeParse(archive, json.value);
  if (!parsed.success) return { records, problems: ['The file is neither a Stemma archive nor a list of conversations.'] };
  if (parsed.output.version > archiveVersion)
    return { records, problems: ['The file was made by a newer Stemma. Reload, then import it again.'] };
  await inBatches(parsed.output.records, (item) => {
    const record = parseRow(recordRow, item);
    if (record.state === 'good') records.push(record.row);
    else problems.push(record.detail);
  });
  return { records, problems };
}

export interface ImportTarget {
  /** Records that stand by themselves, as they are to be written; those that add nothing are left out. */
  readonly planItems: (items: readonly ItemRecord[]) => Promise<readonly ItemRecord[]>;
  /** What to write for these conversations, given what is kept. */
  readonly plan: (incoming: readonly IncomingConversation[]) => Promise<readonly ImportPlan[]>;
  readonly write: (records: readonly StoredRecord[]) => Promise<void>;
}

/** Takes over all conversations of a file, some hundred records in each transaction. A failed write is a problem of its conversations only. */
export async function importInto(target: ImportTarget, content: ArchiveContent): Promise<ImportReport> {
  const items = content.records.filter(isItem);
  const { groups, repeated } = groupByConversation(content.records.filter((record) => !isItem(record)));
  const problems = [...content.problems, ...repeated.map((id) => `Record ${id} is in the file more than once.`)];
  let added = 0;
  let skipped = 0;
  try {
    const records = await target.planItems(items);
    await target.write(records);
    added += records.length;
    skipped += items.length - records.length;
  } catch (error) {
    problems.push(`Not kept: presets, prompts, comparisons and votes. ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const batch of batchesOf(groups)) {
    try {
      const plans = await target.plan(batch);
      const records = plans.flatMap((plan) => plan.records);
      await target.write(records);
      added += records.length;
      for (const plan of plans) {
        skipped += plan.skipped;
        if (plan.problem !== null) problems.push(plan.problem);
      }
    } catch (error) {
      const titles = batch.map((group) => group.conversation?.title.value ?? group.id).join(', ');
      problems.push(`Not kept: ${titles.slice(0, 200)}. ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const more = problems.length - longestReport;
  return { added, skipped, problems: more > 0 ? [...problems.slice(0, longestReport), `And ${more} more.`] : problems };
}

function batchesOf(groups: readonly IncomingConversation[]): readonly IncomingConversation[][] {
  const batches: IncomingConversation[][] = [];
  let size = batchSize;
  for (const group of groups) {
    if (size >= batchSize) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(group);
    size += 1 + group.messages.length;
  }
  return batches;
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

async function inBatches(items: readonly unknown[], use: (item: unknown, place: number) => void): Promise<void> {
  for (const [place, item] of items.entries()) {
    use(item, place);
    if (place % batchSize !== batchSize - 1) continue;
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
}

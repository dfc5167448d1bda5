import type { ItemRecord } from '#chat/item-records.ts';
import { isItem, type StoredRecord } from '#chat/records.ts';
import type { FileContent } from './formats/read-file.ts';
import { type ImportPlan, type IncomingConversation, groupByConversation } from './import-plan.ts';

/** Records in one transaction; then the page gets its turn. */
const batchSize = 500;
/** Problems named one by one; a thousand lines more help nobody. */
const longestReport = 100;

export interface ImportReport {
  /** Records written, conversations and messages together. */
  readonly added: number;
  /** Records that were here already or are deleted in the file. */
  readonly skipped: number;
  /** In words, one for each thing that could not be taken over. */
  readonly problems: readonly string[];
}

export interface ImportTarget {
  /** Records that stand by themselves, as they are to be written; those that add nothing are left out. */
  readonly planItems: (items: readonly ItemRecord[]) => Promise<readonly ItemRecord[]>;
  /** What to write for these conversations, given what is kept. */
  readonly plan: (incoming: readonly IncomingConversation[]) => Promise<readonly ImportPlan[]>;
  readonly write: (records: readonly StoredRecord[]) => Promise<void>;
  /** Told how many of the file's records are done, after each batch. */
  readonly progress?: (done: number, total: number) => void;
  /** Asked before each batch. What was written stays. */
  readonly isCancelled?: () => boolean;
}

/** Takes over all conversations of a file, some hundred records in each transaction. A failed write is a problem of its conversations only. */
export async function importInto(target: ImportTarget, content: Pick<FileContent, 'records' | 'problems'>): Promise<ImportReport> {
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
  let done = items.length;
  for (const batch of batchesOf(groups)) {
    if (target.isCancelled?.() === true) {
      problems.push('It was cancelled: the rest was not imported.');
      break;
    }
    done += batch.reduce((sum, group) => sum + group.messages.length + (group.conversation === null ? 0 : 1), 0);
    target.progress?.(done, content.records.length);
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

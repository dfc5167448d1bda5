import { columnsOf } from '../comparison.ts';
import type { ComparisonRecord, RunRecord } from '../item-records.ts';
import type { ConversationRecord } from '../records.ts';
import type { ChatState } from '../state.ts';
import type { Sought } from './match.ts';

type Sides = ComparisonRecord | RunRecord;

/**
 * All that can be found, what was used last first: conversations that are not deleted and not temporary, comparisons and runs with their
 * columns. Of a blind round without a vote only the title is: asked for the answers of a model, a search would tell whose they are.
 */
export function soughtIn({ conversations, items }: Pick<ChatState, 'conversations' | 'items'>): readonly Sought[] {
  const sidesOf = ({ comparisonId }: ConversationRecord): Sides | null => {
    const item = comparisonId === undefined ? undefined : items.get(comparisonId);
    return item?.kind === 'comparison' || item?.kind === 'run' ? item : null;
  };
  const found: Sought[] = [];
  for (const one of conversations.values()) {
    if (one.deleted.value !== null || one.temporary === true || sidesOf(one) !== null) continue;
    found.push({ kind: 'conversation', ...named(one), usedAt: one.head.updatedAt, conversations: [read(one)] });
  }
  for (const item of items.values()) {
    if ((item.kind !== 'comparison' && item.kind !== 'run') || item.deleted.value !== null) continue;
    const columns = columnsOf(item).flatMap((id) => conversations.get(id) ?? []);
    const isHidden = item.kind === 'comparison' && item.blind?.value.state === 'open';
    found.push({
      kind: item.kind,
      ...named(item),
      usedAt: Math.max(item.createdAt, ...columns.map(({ head }) => head.updatedAt)),
      conversations: isHidden ? [] : columns.filter(({ deleted }) => deleted.value === null).map(read),
    });
  }
  return found.toSorted((left, right) => right.usedAt - left.usedAt);
}

function named(record: ConversationRecord | Sides): Pick<Sought, 'id' | 'title' | 'folder' | 'tags'> {
  const { id, title } = record;
  if (record.kind === 'run') return { id, title: title.value };
  const { folder, tags } = record;
  return { id, title: title.value, ...(folder === undefined ? {} : { folder }), ...(tags === undefined ? {} : { tags }) };
}

function read({ id, removed }: ConversationRecord): Sought['conversations'][number] {
  return removed === undefined ? { id } : { id, removed };
}

import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';
import type { ListedRecord, Stamped } from '../records.ts';
import { listedRecord } from '../selectors.ts';
import type { ChatState } from '../state.ts';

/** Each action takes one conversation or comparison or several; several change in one step, which is told, kept and shown once. */
export interface OrganisingActions {
  rename(id: string, title: string): void;
  /** A comparison goes with its columns, in which nothing is asked any more. */
  remove(ids: string | readonly string[]): void;
  restore(ids: string | readonly string[]): void;
  pin(ids: string | readonly string[], isPinned: boolean): void;
  archive(ids: string | readonly string[], isArchived: boolean): void;
  /** `null` takes them out of their folders. A folder is there as long as something lies in it. */
  moveToFolder(ids: string | readonly string[], folder: string | null): void;
  /** Replaces the tags; blank ones and repetitions are left out. */
  setTags(ids: string | readonly string[], tags: readonly string[]): void;
}

export function organisingActions({ get, set, now, stopWhere }: Engine): OrganisingActions {
  function change(ids: Iterable<string>, changed: <Listed extends ListedRecord>(record: Listed, at: number) => Listed): void {
    const before = get();
    const conversations = new Map(before.conversations);
    const items = new Map(before.items);
    const at = now();
    let differs: { conversations?: ChatState['conversations']; items?: ChatState['items'] } = {};
    for (const id of ids) {
      const record = listedRecord(before, id);
      if (record === null) continue;
      const result = changed<ListedRecord>(record, at);
      if (result === record) continue;
      if (result.kind === 'conversation') differs = { ...differs, conversations: conversations.set(id, result) };
      else differs = { ...differs, items: items.set(id, result) };
    }
    if (differs.conversations !== undefined || differs.items !== undefined) set(differs);
  }

  /** With the columns of those that are comparisons. */
  function withColumns(ids: readonly string[]): ReadonlySet<string> {
    const { items } = get();
    const columns = ids.flatMap((id) => {
      const item = items.get(id);
      return item?.kind === 'comparison' ? item.columns.value : [];
    });
    return new Set([...ids, ...columns]);
  }

  return {
    rename(id, title) {
      const text = title.trim();
      if (text === '') return;
      change([id], (record, at) => ({ ...record, title: restamp(record.title, text, at) }));
    },

    remove(ids) {
      const removed = withColumns(listOf(ids));
      stopWhere((answer) => removed.has(answer.conversationId));
      change(removed, (record, at) => ({ ...record, deleted: restamp(record.deleted, at, at) }));
    },

    restore(ids) {
      change(withColumns(listOf(ids)), (record, at) => ({ ...record, deleted: restamp(record.deleted, null, at) }));
    },

    pin(ids, isPinned) {
      change(listOf(ids), (record, at) =>
        (record.pinned?.value ?? false) === isPinned ? record : { ...record, pinned: restampOr(record, record.pinned, isPinned, at) },
      );
    },

    archive(ids, isArchived) {
      change(listOf(ids), (record, at) =>
        (record.archived?.value ?? false) === isArchived
          ? record
          : { ...record, archived: restampOr(record, record.archived, isArchived, at) },
      );
    },

    moveToFolder(ids, folder) {
      const name = folder === null || folder.trim() === '' ? null : folder.trim();
      change(listOf(ids), (record, at) =>
        (record.folder?.value ?? null) === name ? record : { ...record, folder: restampOr(record, record.folder, name, at) },
      );
    },

    setTags(ids, tags) {
      const kept = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
      change(listOf(ids), (record, at) => ({ ...record, tags: restampOr(record, record.tags, kept, at) }));
    },
  };
}

const listOf = (ids: string | readonly string[]): readonly string[] => (typeof ids === 'string' ? [ids] : ids);

/** A field that older records do not have counts as written when the record was made. */
function restampOr<T>({ createdAt }: ListedRecord, previous: Stamped<T> | undefined, value: T, at: number): Stamped<T> {
  return restamp(previous ?? { value, updatedAt: createdAt }, value, at);
}

import type { ListedRecord } from '#chat/records.ts';
import type { OrganisedConversations } from '#chat/selectors.ts';
import { byDay, type DayGroup } from './day-groups.ts';
import type { FolderHabits } from './habits.ts';

/** A heading with the conversations below it. */
export interface Section {
  readonly key: string;
  readonly of:
    | { readonly kind: 'pinned' | 'archived' }
    | { readonly kind: 'folder'; readonly name: string; readonly count: number; readonly isCollapsed: boolean }
    | { readonly kind: 'day'; readonly group: DayGroup };
  /** Those that are shown: none of a folder that is folded. */
  readonly conversations: readonly ListedRecord[];
}

/** Everything that the sidebar lists, from top to bottom: pins, folders by name, then days. */
export function sectionsOf(organised: OrganisedConversations, habits: FolderHabits, midnight: number, locale: string): readonly Section[] {
  const { pinned, folders, others, usedAt } = organised;
  const collator = new Intl.Collator(locale, { numeric: true });
  const names = [...new Set([...folders.keys(), ...habits.empty])].toSorted(collator.compare);
  return [
    ...(pinned.length === 0 ? [] : [{ key: 'pinned', of: { kind: 'pinned' as const }, conversations: pinned }]),
    ...names.map((name) => {
      const members = folders.get(name) ?? [];
      const isCollapsed = habits.collapsed.includes(name);
      return {
        key: `folder ${name}`,
        of: { kind: 'folder' as const, name, count: members.length, isCollapsed },
        conversations: isCollapsed ? [] : members,
      };
    }),
    ...byDay(others, midnight, usedAt).map(({ group, conversations }) => ({
      key: group,
      of: { kind: 'day' as const, group },
      conversations,
    })),
  ];
}

export function archivedSections({ archived }: OrganisedConversations): readonly Section[] {
  return archived.length === 0 ? [] : [{ key: 'archived', of: { kind: 'archived' }, conversations: archived }];
}

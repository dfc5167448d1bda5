import type { ListedRecord } from '#chat/records.ts';

/** The last is a month: "2026-10". */
export type DayGroup = 'today' | 'yesterday' | 'lastWeek' | 'lastMonth' | `${number}-${number}`;

const day = 24 * 60 * 60 * 1000;

/** Conversations by the day on which they were used last, newest first. `midnight` is when today began for the person; times are in milliseconds since 1970. */
export function byDay(
  conversations: readonly ListedRecord[],
  midnight: number,
  usedAt: (conversation: ListedRecord) => number,
): readonly { readonly group: DayGroup; readonly conversations: readonly ListedRecord[] }[] {
  const groups = new Map<DayGroup, ListedRecord[]>();
  for (const conversation of conversations) {
    const group = groupOf(usedAt(conversation), midnight);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [conversation]);
    else known.push(conversation);
  }
  return [...groups].map(([group, members]) => ({ group, conversations: members }));
}

function groupOf(time: number, midnight: number): DayGroup {
  if (time >= midnight) return 'today';
  if (time >= midnight - day) return 'yesterday';
  if (time >= midnight - 7 * day) return 'lastWeek';
  if (time >= midnight - 30 * day) return 'lastMonth';
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth() + 1}`;
}

/** "October 2026", as the language writes it. */
export function monthName(group: string, locale: string): string {
  const [year = 1970, month = 1] = group.split('-').map(Number);
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' }).format(new Date(year, month - 1));
}

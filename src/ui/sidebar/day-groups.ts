import type { ConversationRecord } from '#chat/records.ts';

export type DayGroup = 'today' | 'yesterday' | 'lastWeek' | 'older';

/** Conversations by the day of their last change, newest first. `midnight` is when today began for the person, in milliseconds since 1970. */
export function byDay(
  conversations: readonly ConversationRecord[],
  midnight: number,
): readonly { readonly group: DayGroup; readonly conversations: readonly ConversationRecord[] }[] {
  const day = 24 * 60 * 60 * 1000;
  const groupOf = (time: number): DayGroup => {
    if (time >= midnight) return 'today';
    if (time >= midnight - day) return 'yesterday';
    return time >= midnight - 7 * day ? 'lastWeek' : 'older';
  };
  const groups = new Map<DayGroup, ConversationRecord[]>();
  for (const conversation of conversations) {
    const group = groupOf(conversation.head.updatedAt);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [conversation]);
    else known.push(conversation);
  }
  return [...groups].map(([group, members]) => ({ group, conversations: members }));
}

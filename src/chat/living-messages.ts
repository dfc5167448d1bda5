import { isMarked } from './message-tree.ts';
import type { ConversationRecord, MessageRecord } from './records.ts';

/** The messages of a conversation that a person still has: all but those of removed branches. `messages` are all of this conversation. */
export function livingMessages(conversation: ConversationRecord, messages: readonly MessageRecord[]): readonly MessageRecord[] {
  const { removed } = conversation;
  if (removed === undefined) return messages;
  const byId = new Map(messages.map((message) => [message.id, message]));
  const known = new Map<string, boolean>();
  return messages.filter((message) => {
    const way: string[] = [];
    let gone = false;
    for (let at: MessageRecord | undefined = message; at !== undefined && !way.includes(at.id); ) {
      const told = known.get(at.id);
      gone = told ?? isMarked(removed, at.id);
      way.push(at.id);
      if (gone || told !== undefined || at.parentId === null) break;
      at = byId.get(at.parentId);
    }
    for (const id of way) known.set(id, gone);
    return !gone;
  });
}

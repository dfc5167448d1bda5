import type { ComparisonRecord, ItemRecord } from '#chat/item-records.ts';
import type { ConversationRecord } from '#chat/records.ts';
import type { Gathered, WholeChat } from '#storage/formats/archive.ts';

/** What an archive of one comparison has beside its columns, so that an import shows it as it was: itself and the votes on it. */
export function itemsOfComparison({ id }: ComparisonRecord, items: Iterable<ItemRecord>): readonly ItemRecord[] {
  return [...items].filter((item) => item.deleted.value === null && (item.id === id || (item.kind === 'vote' && item.comparisonId === id)));
}

/** The columns of a comparison as the chats of a document: from left to right, each under the name of the comparison and of its model. */
export function columnsAsChats({ columns, title }: ComparisonRecord, { chats }: Gathered, untitled: string): readonly WholeChat[] {
  const named = (conversation: ConversationRecord): ConversationRecord => {
    const model = conversation.model.value;
    const words = [title.value ?? untitled, ...(model === null ? [] : [model.slice(model.indexOf('/') + 1)])];
    return { ...conversation, title: { ...conversation.title, value: words.join(' · ') } };
  };
  return columns.value.flatMap((id) =>
    chats.filter(({ conversation }) => conversation.id === id).map((chat) => ({ ...chat, conversation: named(chat.conversation) })),
  );
}

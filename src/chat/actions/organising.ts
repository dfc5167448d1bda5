import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';
import type { ConversationRecord, Stamped } from '../records.ts';

/** Each action takes one conversation or several; several change in one step, which is told, kept and shown once. */
export interface OrganisingActions {
  rename(conversationId: string, title: string): void;
  remove(conversations: string | readonly string[]): void;
  restore(conversations: string | readonly string[]): void;
  pin(conversations: string | readonly string[], isPinned: boolean): void;
  archive(conversations: string | readonly string[], isArchived: boolean): void;
  /** `null` takes them out of their folders. A folder is there as long as something lies in it. */
  moveToFolder(conversations: string | readonly string[], folder: string | null): void;
  /** Replaces the tags; blank ones and repetitions are left out. */
  setTags(conversations: string | readonly string[], tags: readonly string[]): void;
}

export function organisingActions({ get, set, now, stopWhere }: Engine): OrganisingActions {
  function change(ids: string | readonly string[], changed: (conversation: ConversationRecord, at: number) => ConversationRecord): void {
    const conversations = new Map(get().conversations);
    const at = now();
    let differs = false;
    for (const id of typeof ids === 'string' ? [ids] : ids) {
      const conversation = conversations.get(id);
      const result = conversation === undefined ? undefined : changed(conversation, at);
      if (result === undefined || result === conversation) continue;
      conversations.set(id, result);
      differs = true;
    }
    if (differs) set({ conversations });
  }

  return {
    rename(conversationId, title) {
      const text = title.trim();
      if (text === '') return;
      change(conversationId, (conversation, at) => ({ ...conversation, title: restamp(conversation.title, text, at) }));
    },

    remove(conversations) {
      const removed = new Set(typeof conversations === 'string' ? [conversations] : conversations);
      stopWhere((answer) => removed.has(answer.conversationId));
      change(conversations, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, at, at) }));
    },

    restore(conversations) {
      change(conversations, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, null, at) }));
    },

    pin(conversations, isPinned) {
      change(conversations, (conversation, at) =>
        (conversation.pinned?.value ?? false) === isPinned
          ? conversation
          : { ...conversation, pinned: restampOr(conversation, conversation.pinned, isPinned, at) },
      );
    },

    archive(conversations, isArchived) {
      change(conversations, (conversation, at) =>
        (conversation.archived?.value ?? false) === isArchived
          ? conversation
          : { ...conversation, archived: restampOr(conversation, conversation.archived, isArchived, at) },
      );
    },

    moveToFolder(conversations, folder) {
      const name = folder === null || folder.trim() === '' ? null : folder.trim();
      change(conversations, (conversation, at) =>
        (conversation.folder?.value ?? null) === name
          ? conversation
          : { ...conversation, folder: restampOr(conversation, conversation.folder, name, at) },
      );
    },

    setTags(conversations, tags) {
      const kept = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
      change(conversations, (conversation, at) => ({ ...conversation, tags: restampOr(conversation, conversation.tags, kept, at) }));
    },
  };
}

/** A field that older conversations do not have counts as written when the conversation was made. */
function restampOr<T>({ createdAt }: ConversationRecord, previous: Stamped<T> | undefined, value: T, at: number): Stamped<T> {
  return restamp(previous ?? { value, updatedAt: createdAt }, value, at);
}

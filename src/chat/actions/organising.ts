import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';

export interface OrganisingActions {
  rename(conversationId: string, title: string): void;
  remove(conversationId: string): void;
  restore(conversationId: string): void;
}

export function organisingActions({ stopWhere, changeConversation }: Engine): OrganisingActions {
  return {
    rename(conversationId, title) {
      const text = title.trim();
      if (text === '') return;
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, title: restamp(conversation.title, text, at) }));
    },

    remove(conversationId) {
      stopWhere((answer) => answer.conversationId === conversationId);
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, at, at) }));
    },

    restore(conversationId) {
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, null, at) }));
    },
  };
}

import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';
import type { ConversationRecord } from '../records.ts';
import { isTemporary, withoutTemporary } from '../temporary.ts';
import { titleOf } from '../title.ts';

export interface TemporaryActions {
  /** Makes a temporary conversation one like the others: it gets its title, and is kept from now on. */
  keepTemporary(conversationId: string): void;
  /** Forgets the temporary conversation with its answers, also one that is being written, and what was typed for it. */
  forgetTemporary(): void;
}

export function temporaryActions({ get, set, running, changeConversation }: Engine): TemporaryActions {
  function firstQuestion(conversationId: string): string {
    for (const message of get().messages.values()) {
      if (message.conversationId === conversationId && message.kind === 'question') return message.text;
    }
    return '';
  }

  return {
    keepTemporary(conversationId) {
      changeConversation(conversationId, ({ temporary: _left, ...conversation }, at): ConversationRecord => {
        const title = conversation.title.value ?? titleOf(firstQuestion(conversationId));
        return title === conversation.title.value ? conversation : { ...conversation, title: restamp(conversation.title, title, at) };
      });
    },

    forgetTemporary() {
      const state = get();
      for (const [answerId, controller] of running) {
        const answer = state.messages.get(answerId);
        if (answer !== undefined && isTemporary(state, answer)) controller.abort();
      }
      // Stopping may have ended an answer at once.
      const { conversations, messages, items, loaded, drafts, draftAttachments } = withoutTemporary(get());
      set({ conversations, messages, items, loaded, drafts, draftAttachments });
    },
  };
}

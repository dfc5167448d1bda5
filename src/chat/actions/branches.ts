import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';
import { newestLeafBelow } from '../message-tree.ts';

export interface BranchActions {
  /** Shows the branch through this message. */
  showBranch(messageId: string): void;
}

export function branchActions({ get, changeConversation }: Engine): BranchActions {
  return {
    showBranch(messageId) {
      const message = get().messages.get(messageId);
      if (message === undefined) return;
      const leaf = newestLeafBelow(get().messages, messageId);
      changeConversation(message.conversationId, (conversation, at) =>
        conversation.head.value === leaf ? conversation : { ...conversation, head: restamp(conversation.head, leaf, at) },
      );
    },
  };
}

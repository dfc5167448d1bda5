import { type Engine, fetched } from '../engine.ts';
import { restamp } from '../merge.ts';
import { isRemoved, newestLeafBelow, pathFromHead } from '../message-tree.ts';

export interface BranchActions {
  /** Shows the branch through this message. */
  showBranch(messageId: string): void;
  /** Hides a message with everything that follows it, and stops what is being written there. The messages stay, so it can be undone. */
  removeBranch(messageId: string): void;
  restoreBranch(messageId: string): void;
  /**
   * Copies the branch up to this message into a new conversation, with ids of its own and the provenance of each answer as it was. Gives
   * its id; `null` if there is no such message, its answer is still being written, or the conversation is temporary: its words must not be kept. `title`: what it is called; as the other if absent.
   */
  fork(messageId: string, title?: string): Promise<string | null>;
  /** Keeps a draft as the best of those that were asked for together. The others stay as its versions; what is still being written stops. */
  chooseDraft(answerId: string): Promise<void>;
}

export function branchActions(engine: Engine): BranchActions {
  const { get, changeConversation, stopWhere } = engine;
  function mark(messageId: string, value: boolean): void {
    const message = get().messages.get(messageId);
    if (message === undefined) return;
    changeConversation(message.conversationId, (conversation, at) => {
      const before = conversation.removed?.[messageId];
      if ((before?.value ?? false) === value) return conversation;
      const marked = before === undefined ? { value, updatedAt: at } : restamp(before, value, at);
      return { ...conversation, removed: { ...conversation.removed, [messageId]: marked } };
    });
  }

  return {
    showBranch: (messageId) => showBranch(engine, messageId),

    removeBranch(messageId) {
      stopWhere((answer) => pathFromHead(get().messages, answer.id).some(({ id }) => id === messageId));
      mark(messageId, true);
    },

    restoreBranch: (messageId) => mark(messageId, false),

    async fork(messageId, title) {
      const { fork } = await fetched(import('./forking.ts'));
      return fork(engine, messageId, title);
    },

    async chooseDraft(answerId) {
      const { chooseDraft } = await fetched(import('./drafting.ts'));
      chooseDraft(engine, answerId);
    },
  };
}

/** Shows the branch through a message. */
export function showBranch({ get, changeConversation }: Pick<Engine, 'get' | 'changeConversation'>, messageId: string): void {
  const message = get().messages.get(messageId);
  if (message === undefined) return;
  changeConversation(message.conversationId, (conversation, at) => {
    if (isRemoved(get().messages, conversation.removed, messageId)) return conversation;
    const leaf = newestLeafBelow(get().messages, messageId, conversation.removed);
    return conversation.head.value === leaf ? conversation : { ...conversation, head: restamp(conversation.head, leaf, at) };
  });
}

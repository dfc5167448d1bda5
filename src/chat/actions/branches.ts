import type { Engine } from '../engine.ts';
import { openDrafts } from '../drafts.ts';
import { restamp } from '../merge.ts';
import { isRemoved, newestLeafBelow, pathFromHead, withMessages } from '../message-tree.ts';
import { newConversation } from '../new-records.ts';
import { type ConversationRecord, type MessageRecord, schemaVersion } from '../records.ts';
import { servedCatalogId } from '../served-model.ts';
import { isLive } from '../state.ts';

export interface BranchActions {
  /** Shows the branch through this message. */
  showBranch(messageId: string): void;
  /** Hides a message with everything that follows it, and stops what is being written there. The messages stay, so it can be undone. */
  removeBranch(messageId: string): void;
  restoreBranch(messageId: string): void;
  /**
   * Copies the branch up to this message into a new conversation, with ids of its own and the provenance of each answer as it was. Gives
   * its id; `null` if there is no such message, or its answer is still being written. `title`: what it is called; as the other if absent.
   */
  fork(messageId: string, title?: string): string | null;
  /** Keeps a draft as the best of those that were asked for together. The others stay as its versions; what is still being written stops. */
  chooseDraft(answerId: string): void;
}

export function branchActions({ get, set, now, makeId, openMessage, changeConversation, stopWhere }: Engine): BranchActions {
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

  function showBranch(messageId: string): void {
    const message = get().messages.get(messageId);
    if (message === undefined) return;
    changeConversation(message.conversationId, (conversation, at) => {
      if (isRemoved(get().messages, conversation.removed, messageId)) return conversation;
      const leaf = newestLeafBelow(get().messages, messageId, conversation.removed);
      return conversation.head.value === leaf ? conversation : { ...conversation, head: restamp(conversation.head, leaf, at) };
    });
  }

  return {
    showBranch,

    removeBranch(messageId) {
      stopWhere((answer) => pathFromHead(get().messages, answer.id).some(({ id }) => id === messageId));
      mark(messageId, true);
    },

    restoreBranch: (messageId) => mark(messageId, false),

    fork(messageId, title) {
      const found = openMessage(messageId);
      if (found === null || (found.message.kind === 'answer' && isLive(found.message))) return null;
      const { conversation } = found;
      const copies = copiesOf(pathFromHead(get().messages, messageId), makeId);
      const at = now();
      const made: ConversationRecord = {
        ...newConversation(makeId(), at, conversation.model.value, conversation.system?.value ?? null),
        title: { value: title ?? conversation.title.value, updatedAt: at },
        head: { value: copies.at(-1)?.id ?? null, updatedAt: at },
        ...(conversation.parameters === undefined ? {} : { parameters: { value: conversation.parameters.value, updatedAt: at } }),
        ...(conversation.folder === undefined ? {} : { folder: { value: conversation.folder.value, updatedAt: at } }),
        origin: { conversationId: conversation.id, messageId, title: conversation.title.value },
      };
      set({
        conversations: new Map(get().conversations).set(made.id, made),
        messages: withMessages(
          get().messages,
          copies.map((copy) => ({ ...copy, conversationId: made.id })),
        ),
        loaded: new Set(get().loaded).add(made.id),
      });
      return made.id;
    },

    chooseDraft(answerId) {
      const drafts = openDrafts(get(), answerId);
      const choice = drafts.indexOf(answerId);
      const chosen = openMessage(answerId)?.message;
      if (choice === -1 || chosen?.kind !== 'answer') return;
      stopWhere(({ id }) => drafts.includes(id));
      const at = now();
      const sides = drafts.flatMap((id) => {
        const message = get().messages.get(id);
        if (message?.kind !== 'answer') return [];
        const { asked } = message.provenance;
        return [{ answerId: id, model: `${asked.backendId}/${asked.modelId}`, catalogId: servedCatalogId(message.provenance) }];
      });
      const id = makeId();
      const deleted = { value: null, updatedAt: at };
      const vote = { kind: 'vote', schemaVersion, id, createdAt: at, deleted, questionId: chosen.parentId, how: 'drafts' } as const;
      set({ items: new Map(get().items).set(id, { ...vote, sides, choice }) });
      showBranch(answerId);
    },
  };
}

/** The messages under new ids, oldest first. What refers to another of them refers to its copy. */
function copiesOf(path: readonly MessageRecord[], makeId: () => string): readonly MessageRecord[] {
  const ids = new Map(path.map(({ id }) => [id, makeId()]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  return path.map((message, place): MessageRecord => {
    if (message.kind === 'question')
      return { ...message, id: idOf(message.id), parentId: place === 0 ? null : idOf(message.parentId ?? '') };
    const { draftSet: _, ...answer } = message;
    const { context } = answer.provenance;
    return {
      ...answer,
      id: idOf(answer.id),
      parentId: idOf(answer.parentId),
      provenance: {
        ...answer.provenance,
        ...(context === undefined ? {} : { context: { ...context, leftOut: context.leftOut.map(idOf) } }),
      },
    };
  });
}

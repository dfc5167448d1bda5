import type { Engine } from '../engine.ts';
import type { ItemRecord } from '../item-records.ts';
import { mergeConversation, mergeItem, mergeMessage } from '../merge.ts';
import { withMessages } from '../message-tree.ts';
import { type ConversationRecord, isItem, type MessageRecord, type StoredRecord } from '../records.ts';
import type { KeepingState } from '../state.ts';

export interface ReceivingActions {
  /**
   * Records read from storage or told by another tab. Newer wins; a live answer of this tab is never replaced, but it ends with the
   * conversation that was deleted elsewhere.
   */
  receive(records: readonly StoredRecord[], loaded?: string): void;
  setKeeping(keeping: KeepingState): void;
  /** Another tab wants this answer stopped. Does nothing where it is not written. */
  stopHere(answerId: string): void;
}

export function receivingActions({ get, set, running }: Engine): ReceivingActions {
  return {
    receive(records, loadedNow) {
      const state = get();
      const loaded = loadedNow === undefined || state.loaded.has(loadedNow) ? state.loaded : new Set(state.loaded).add(loadedNow);
      const conversations = new Map<string, ConversationRecord>();
      const messages = new Map<string, MessageRecord>();
      const items = new Map<string, ItemRecord>();
      for (const record of records) {
        if (record.kind === 'conversation') merge(conversations, state.conversations, record, mergeConversation);
        else if (isItem(record)) merge(items, state.items, record, mergeItem);
        else if (loaded.has(record.conversationId) && !running.has(record.id)) merge(messages, state.messages, record, mergeMessage);
      }
      set({
        loaded,
        conversations: withChanged(state.conversations, conversations),
        items: withChanged(state.items, items),
        messages: messages.size > 0 ? withMessages(state.messages, [...messages.values()]) : state.messages,
      });
      for (const [answerId, controller] of running) {
        const told = conversations.get(get().messages.get(answerId)?.conversationId ?? '');
        if (told !== undefined && told.deleted.value !== null) controller.abort();
      }
    },

    setKeeping(keeping) {
      set({ keeping });
    },

    stopHere: (answerId) => running.get(answerId)?.abort(),
  };
}

/** Notes a record among the changed ones, if it adds something to what is known. */
function merge<Kept extends { readonly id: string }>(
  changed: Map<string, Kept>,
  known: ReadonlyMap<string, Kept>,
  record: Kept,
  merged: (mine: Kept, theirs: Kept) => Kept,
): void {
  const mine = changed.get(record.id) ?? known.get(record.id);
  const result = mine === undefined ? record : merged(mine, record);
  if (result !== mine) changed.set(record.id, result);
}

function withChanged<Kept>(known: ReadonlyMap<string, Kept>, changed: ReadonlyMap<string, Kept>): ReadonlyMap<string, Kept> {
  return changed.size === 0 ? known : new Map([...known, ...changed]);
}

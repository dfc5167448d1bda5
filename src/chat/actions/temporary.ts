import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';
import type { ConversationRecord } from '../records.ts';
import { temporaryDraft } from '../state.ts';
import { titleOf } from '../title.ts';
import { setDraft, setDraftAttachments } from './choices.ts';

export interface TemporaryActions {
  /** Makes a temporary conversation one like the others: it gets its title, and is kept from now on. */
  keepTemporary(conversationId: string): void;
  /** Forgets the temporary conversation with its answers, also one that is being written, and what was typed for it. */
  forgetTemporary(): void;
}

export function temporaryActions(engine: Engine): TemporaryActions {
  const { get, set, running, changeConversation } = engine;

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
      setDraft(engine, temporaryDraft, '');
      setDraftAttachments(engine, temporaryDraft, []);
      const { conversations, messages, loaded } = get();
      const gone = new Set([...conversations.values()].filter(({ temporary }) => temporary === true).map(({ id }) => id));
      if (gone.size === 0) return;
      for (const [answerId, controller] of running) {
        if (gone.has(messages.get(answerId)?.conversationId ?? '')) controller.abort();
      }
      for (const id of gone) setDraft(engine, id, '');
      const left = <Kept>(map: ReadonlyMap<string, Kept>, conversationOf: (kept: Kept) => string) =>
        new Map([...map].filter(([, kept]) => !gone.has(conversationOf(kept))));
      set({
        conversations: left(conversations, ({ id }) => id),
        messages: left(messages, ({ conversationId }) => conversationId),
        loaded: new Set([...loaded].filter((id) => !gone.has(id))),
      });
    },
  };
}

import type { Engine } from '../engine.ts';
import { pathFromHead, withMessages } from '../message-tree.ts';
import { newConversation } from '../new-records.ts';
import type { ConversationRecord, MessageRecord } from '../records.ts';
import { isLive } from '../state.ts';

/** The action `fork`; nobody needs it on the first page. */
export function fork({ get, set, now, makeId, openMessage }: Engine, messageId: string, title?: string): string | null {
  const found = openMessage(messageId);
  if (found === null || (found.message.kind === 'answer' && isLive(found.message))) return null;
  const { conversation } = found;
  if (conversation.temporary === true) return null;
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

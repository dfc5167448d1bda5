import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { AnswerRecord, AnswerStatus, Attachment, ConversationRecord, MessageRecord, Provenance } from '#chat/records.ts';
import { titleOf } from '#chat/title.ts';
import type { FinishReason } from '#providers/provider.ts';
import { derivedId } from './derived-id.ts';
import type { SourceConversation, SourceMessage, SourceName } from './source.ts';

/** Says of every imported answer where it is from. A name, so it is not translated; the app puts its own words around it. */
const labels: Readonly<Record<SourceName, string>> = {
  stemma: 'Stemma',
  chatgpt: 'ChatGPT',
  'open-webui': 'Open WebUI',
  librechat: 'LibreChat',
  'chat-ui': 'chat-ui (HuggingChat)',
  oasst: 'Open Assistant',
  plain: 'Imported',
  link: 'Shared link',
};

export interface ImportPlace {
  readonly source: SourceName;
  /** Card of the catalog that a name means, by the rules for a server's own words; `null` = none. */
  readonly matchModel: (name: string) => string | null;
  /** Time of what the file gives no time for. */
  readonly now: number;
  /** Tells conversations apart that are equal to the letter and have no id. */
  readonly copy: number;
}

/** Messages of one role that follow each other, up to where another role or the end of a branch comes: one record here. */
interface Turn {
  readonly last: SourceMessage;
  readonly texts: readonly string[];
  readonly reasonings: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly createdAt: number | null;
}

/**
 * Records of a conversation from elsewhere, its branches kept. Here questions and answers take turns: neighbours of one role become one
 * message on each branch, and an answer without a question gets an empty one. Ids come from the source's ids and words. What answered is
 * written down as the file says it, and nothing more.
 */
export function recordsOfSource(
  conversation: SourceConversation,
  place: ImportPlace,
): { readonly conversation: ConversationRecord; readonly messages: readonly MessageRecord[] } {
  const { source, now, copy } = place;
  const key = conversation.id ?? JSON.stringify([conversation.title, conversation.system, conversation.messages, copy]);
  const id = derivedId(conversation.createdAt, [source, key]);
  const children = childrenOf(conversation.messages);
  const createdAt = conversation.createdAt ?? earliest(conversation.messages) ?? now;
  const messages: MessageRecord[] = [];
  const recordOf = new Map<string, string>();

  /** Time of what was said, never before what it follows: the order of siblings is that of the file. */
  const timeAt = (turn: Turn, parent: MessageRecord | null): number => turn.createdAt ?? (parent?.createdAt ?? createdAt - 1) + 1;

  function record(turn: Turn, parent: MessageRecord | null): MessageRecord {
    const asked: MessageRecord | null = turn.last.role === 'assistant' && parent === null ? emptyQuestion(turn) : parent;
    const text = turn.texts.filter((piece) => piece !== '').join('\n\n');
    const at = timeAt(turn, asked);
    const own = derivedId(turn.createdAt, [source, key, asked?.id ?? null, turn.last.id, turn.last.role, text]);
    const where = { id: own, conversationId: id, parentId: asked?.id ?? null, createdAt: at };
    const made =
      turn.last.role === 'user' || asked === null
        ? { ...newQuestion(where, text), ...(turn.attachments.length === 0 ? {} : { attachments: turn.attachments }) }
        : answer({ ...where, parentId: asked.id }, turn, text);
    messages.push(made);
    recordOf.set(turn.last.id, own);
    return made;
  }

  function emptyQuestion(turn: Turn): MessageRecord {
    const own = derivedId(turn.createdAt, [source, key, 'no question', turn.last.id]);
    const question = newQuestion({ id: own, conversationId: id, parentId: null, createdAt: timeAt(turn, null) }, '');
    messages.push(question);
    return question;
  }

  function answer(where: Parameters<typeof newAnswer>[0], { last, reasonings }: Turn, text: string): AnswerRecord {
    const { asked, served } = askedAndServed(last);
    const empty = newAnswer(where, asked, {});
    return {
      ...empty,
      status: statusOf(last.end),
      finishReason: finishOf(last.end),
      text,
      reasoning: reasonings.join('\n\n'),
      provenance: { ...empty.provenance, served },
    };
  }

  function askedAndServed({ model = null, provider = null, asked: ownAsked, card }: SourceMessage): Pick<Provenance, 'asked' | 'served'> {
    const name = ownAsked ?? model ?? conversation.model;
    const match = (own: string | null): string | null =>
      (card === undefined ? null : place.matchModel(card)) ?? (own === null ? null : place.matchModel(own));
    const asked = {
      backendId: 'import',
      backendKind: 'openai-compatible',
      backendLabel: labels[source],
      modelId: name ?? 'unknown',
      catalogId: match(name),
    } as const;
    if (model === null) return { asked, served: {} };
    return { asked, served: { model, catalogId: match(model), ...(provider === null ? {} : { provider }) } };
  }

  /** Without recursion: a chat of ten thousand turns is a tree ten thousand deep. */
  const open: { message: SourceMessage; before: Turn | null; parent: MessageRecord | null }[] = [];
  const push = (found: readonly SourceMessage[], before: Turn | null, parent: MessageRecord | null): void => {
    for (const message of found.toReversed()) open.push({ message, before, parent });
  };
  push(children.get(null) ?? [], null, null);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const turn = joined(next.before, next.message);
    const following = children.get(next.message.id) ?? [];
    const same = following.filter(({ role }) => role === turn.last.role);
    const others = following.filter(({ role }) => role !== turn.last.role);
    push(same, turn, next.parent);
    if (others.length > 0 || same.length === 0) push(others, null, record(turn, next.parent));
  }

  const head = headOf(conversation, recordOf, messages);
  const latest = messages.reduce((time, message) => Math.max(time, message.createdAt), createdAt);
  const firstQuestion = messages.find(({ text }) => text !== '')?.text ?? '';
  const stamp = <Value>(value: Value) => ({ value, updatedAt: createdAt });
  return {
    conversation: {
      ...newConversation(id, createdAt, null, conversation.system),
      title: stamp(titleOf(conversation.title ?? '') ?? titleOf(firstQuestion)),
      head: { value: head, updatedAt: latest },
      ...(conversation.isPinned === true ? { pinned: stamp(true) } : {}),
      ...(conversation.isArchived === true ? { archived: stamp(true) } : {}),
      ...(conversation.tags === undefined || conversation.tags.length === 0 ? {} : { tags: stamp(conversation.tags) }),
    },
    messages,
  };
}

/** Children by parent in the order of the file; a message whose parent is missing, itself or in a circle begins a branch. */
function childrenOf(messages: readonly SourceMessage[]): ReadonlyMap<string | null, readonly SourceMessage[]> {
  const known = new Map(messages.map((message) => [message.id, message]));
  const children = new Map<string | null, SourceMessage[]>();
  const rooted = new Set<string>();
  for (const message of known.values()) {
    const parent =
      message.parentId !== null && known.has(message.parentId) && !isInCircle(message, known, rooted) ? message.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), message]);
  }
  return children;
}

/** Whether the way up comes back to where it began. What is known to lead to a start is noted, so that each message is walked once. */
function isInCircle(start: SourceMessage, known: ReadonlyMap<string, SourceMessage>, rooted: Set<string>): boolean {
  const seen = new Set<string>();
  for (let at: SourceMessage | undefined = start; at !== undefined && !rooted.has(at.id); at = known.get(at.parentId ?? '')) {
    if (seen.has(at.id)) return at.id === start.id;
    seen.add(at.id);
  }
  for (const id of seen) rooted.add(id);
  return false;
}

function joined(before: Turn | null, message: SourceMessage): Turn {
  return {
    // What was said last of a model, and its end, hold for the whole turn.
    last: { ...message, model: message.model ?? before?.last.model ?? null, provider: message.provider ?? before?.last.provider ?? null },
    texts: [...(before?.texts ?? []), message.text],
    reasonings: [
      ...(before?.reasonings ?? []),
      ...(message.reasoning === undefined || message.reasoning === '' ? [] : [message.reasoning]),
    ],
    attachments: [...(before?.attachments ?? []), ...(message.attachments ?? [])],
    createdAt: before?.createdAt ?? message.createdAt,
  };
}

function headOf(
  conversation: SourceConversation,
  recordOf: ReadonlyMap<string, string>,
  messages: readonly MessageRecord[],
): string | null {
  const parents = new Map(conversation.messages.map((message) => [message.id, message.parentId]));
  const seen = new Set<string>();
  // The file's own leaf may be a step that was left out: then what it follows is shown.
  for (let id = conversation.head; id !== null && !seen.has(id); id = parents.get(id) ?? null) {
    const record = recordOf.get(id);
    if (record !== undefined) return record;
    seen.add(id);
  }
  return (
    messages.reduce<MessageRecord | null>((last, one) => (last === null || one.createdAt >= last.createdAt ? one : last), null)?.id ?? null
  );
}

function statusOf(end: SourceMessage['end']): AnswerStatus {
  return end === 'cut' ? 'interrupted' : end === 'stopped' ? 'stopped' : 'done';
}

function finishOf(end: SourceMessage['end']): FinishReason | null {
  return end === 'stop' || end === 'length' || end === 'content-filter' ? end : end === 'stopped' ? 'aborted' : null;
}

function earliest(messages: readonly SourceMessage[]): number | null {
  return messages.reduce<number | null>(
    (least, { createdAt }) => (createdAt === null ? least : Math.min(least ?? createdAt, createdAt)),
    null,
  );
}

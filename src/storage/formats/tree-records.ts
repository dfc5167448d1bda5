import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { AnswerRecord, AnswerStatus, ConversationRecord, MessageRecord, Provenance } from '#chat/records.ts';
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

/** Neighbours of one role that become one record; more begin another, so that no file makes records that grow with each other. */
const longestRun = 200;

/** Characters of an id that go into the ids of the messages as they are. */
const longestKey = 200;

/** Clocks go wrong by hours. What is later than this after now is no time at which anything was said. Milliseconds. */
const clockSkew = 24 * 60 * 60 * 1000;

/** With times that have not come yet taken for not told: by them a chat would stand first in the list for ever. */
function withoutFuture(conversation: SourceConversation, now: number): SourceConversation {
  const past = (time: number | null): number | null => (time !== null && time > now + clockSkew ? null : time);
  return {
    ...conversation,
    createdAt: past(conversation.createdAt),
    messages: conversation.messages.map((message) => ({ ...message, createdAt: past(message.createdAt) })),
  };
}

/** Messages of one role that follow each other, up to where another role or the end of a branch comes: one record here. */
interface Turn {
  readonly last: SourceMessage;
  readonly before: Turn | null;
  readonly length: number;
}

function messagesOf(turn: Turn): readonly SourceMessage[] {
  const found: SourceMessage[] = [];
  for (let at: Turn | null = turn; at !== null; at = at.before) found.push(at.last);
  return found.toReversed();
}

/**
 * Records of a conversation from elsewhere, its branches kept. Here questions and answers take turns: neighbours of one role become one
 * message on each branch, and an answer without a question gets an empty one. Ids come from the source's ids and words. What answered is
 * written down as the file says it, and nothing more.
 */
export function recordsOfSource(
  told: SourceConversation,
  place: ImportPlace,
): { readonly conversation: ConversationRecord; readonly messages: readonly MessageRecord[] } {
  const { source, now, copy } = place;
  const conversation = withoutFuture(told, now);
  // All of its words stand for the name that it lacks. As a hash, as any long one: each message's id is made of it.
  const name = told.id ?? JSON.stringify([told.title, told.system, told.messages, copy]);
  const key = told.id === null || name.length > longestKey ? derivedId(null, [name]) : name;
  const id = derivedId(conversation.createdAt, [source, key]);
  const children = childrenOf(conversation.messages);
  const createdAt = conversation.createdAt ?? earliest(conversation.messages) ?? now;
  const messages: MessageRecord[] = [];
  const recordOf = new Map<string, string>();

  const timeAt = (time: number | null, parent: MessageRecord | null): number => time ?? (parent?.createdAt ?? createdAt - 1) + 1;

  function record(turn: Turn, parent: MessageRecord | null): MessageRecord {
    const said = messagesOf(turn);
    const time = said.find((message) => message.createdAt !== null)?.createdAt ?? null;
    const { id: lastId, role } = turn.last;
    const asked = role === 'assistant' && parent === null ? emptyQuestion(lastId, time) : parent;
    const text = joined(said.map((message) => message.text));
    const own = derivedId(time, [source, key, asked?.id ?? null, lastId, role, text]);
    const where = { id: own, conversationId: id, parentId: asked?.id ?? null, createdAt: timeAt(time, asked) };
    const attachments = said.flatMap((message) => message.attachments ?? []);
    const made =
      role === 'user' || asked === null
        ? { ...newQuestion(where, text), ...(attachments.length === 0 ? {} : { attachments }) }
        : answer({ ...where, parentId: asked.id }, said, text);
    messages.push(made);
    recordOf.set(lastId, own);
    return made;
  }

  function emptyQuestion(before: string, time: number | null): MessageRecord {
    const own = derivedId(time, [source, key, 'no question', before]);
    const question = newQuestion({ id: own, conversationId: id, parentId: null, createdAt: timeAt(time, null) }, '');
    messages.push(question);
    return question;
  }

  function answer(where: Parameters<typeof newAnswer>[0], said: readonly SourceMessage[], text: string): AnswerRecord {
    const { asked, served } = askedAndServed(said);
    const empty = newAnswer(where, asked, {});
    const end = said.at(-1)?.end;
    return {
      ...empty,
      status: statusOf(end),
      finishReason: finishOf(end),
      text,
      reasoning: joined(said.map(({ reasoning = '' }) => reasoning)),
      provenance: { ...empty.provenance, served },
    };
  }

  /** What was said last of a model holds for the whole turn. */
  function askedAndServed(said: readonly SourceMessage[]): Pick<Provenance, 'asked' | 'served'> {
    const last = <Value>(of: (message: SourceMessage) => Value | null | undefined): Value | null =>
      said.reduce<Value | null>((found, message) => of(message) ?? found, null);
    const model = last((message) => message.model);
    const provider = last((message) => message.provider);
    const card = last((message) => message.card);
    const name = last((message) => message.asked) ?? model ?? conversation.model;
    const match = (own: string | null): string | null =>
      (card === null ? null : place.matchModel(card)) ?? (own === null ? null : place.matchModel(own));
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
    const isTooLong = next.before !== null && next.before.length >= longestRun;
    const parent = isTooLong && next.before !== null ? record(next.before, next.parent) : next.parent;
    const turn: Turn = {
      last: next.message,
      before: isTooLong ? null : next.before,
      length: isTooLong ? 1 : (next.before?.length ?? 0) + 1,
    };
    const following = children.get(next.message.id) ?? [];
    const same = following.filter(({ role }) => role === turn.last.role);
    const others = following.filter(({ role }) => role !== turn.last.role);
    push(same, turn, parent);
    if (others.length > 0 || same.length === 0) push(others, null, record(turn, parent));
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
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [message]);
    else siblings.push(message);
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

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
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

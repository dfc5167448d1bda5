import * as v from 'valibot';
import type { Attachment } from '#chat/records.ts';
import {
  leftOutCounter,
  namedFile,
  pictureOf,
  type ReadSource,
  type SourceMessage,
  type SourceNode,
  timeOf,
  withoutLinks,
} from './source.ts';

/*
 * Conversations of chat-ui, the program behind HuggingChat, as its export gives them (`conversations.json` in a ZIP file) and as its database
 * holds them. Shape from huggingface/chat-ui (src/lib/types/Conversation.ts and Message.ts, src/routes/api/v2/export): messages with `from`,
 * in older ones a plain list, in newer ones a tree by `ancestors`.
 */
const text = v.nullish(v.string());
const time = v.nullish(v.union([v.string(), v.object({ $date: v.union([v.string(), v.number()]) })]));
const message = v.object({
  id: text,
  from: v.picklist(['user', 'assistant', 'system']),
  content: v.string(),
  reasoning: text,
  createdAt: time,
  interrupted: v.nullish(v.boolean()),
  routerMetadata: v.nullish(v.object({ model: text, provider: text })),
  files: v.nullish(v.array(v.unknown())),
  ancestors: v.nullish(v.array(v.string())),
});
type Message = v.InferOutput<typeof message>;
const conversation = v.object({
  _id: v.nullish(v.union([v.string(), v.object({ $oid: v.string() })])),
  id: text,
  model: text,
  title: text,
  preprompt: text,
  createdAt: time,
  messages: v.array(v.unknown()),
});
const file = v.object({ type: text, name: text, value: text, mime: text });
const thinking = /^\s*<think>([\s\S]*?)(?:<\/think>\s*|$)/;

/** Without a message to tell it by. */
const isBare = (value: object): boolean =>
  'messages' in value && Array.isArray(value.messages) && value.messages.length === 0 && !('_id' in value || 'model' in value);

export const readChatUi: ReadSource = (value) => {
  if (typeof value !== 'object' || value === null || isBare(value)) return null;
  if (!v.is(v.object({ messages: v.array(v.object({ from: v.string() })) }), value)) {
    // One broken message does not make it another format.
    const looks = v.safeParse(v.object({ messages: v.array(v.unknown()) }), value);
    if (!looks.success || !looks.output.messages.some((one) => v.is(v.object({ from: v.string(), content: v.string() }), one))) return null;
  }
  const parsed = v.safeParse(conversation, value);
  if (!parsed.success) return { problem: `${v.getDotPath(parsed.issues[0]) ?? 'conversation'}: ${parsed.issues[0].message}` };
  const { _id, id, model, title, preprompt, createdAt, messages } = parsed.output;
  const { add, all } = leftOutCounter();
  const nodes: SourceNode[] = [];
  const systems = [preprompt ?? ''].filter(Boolean);
  for (const [place, entry] of messages.entries()) {
    const read = v.safeParse(message, entry);
    if (!read.success) {
      add('empty-message');
      continue;
    }
    const own = read.output.id ?? String(place);
    const parentId =
      read.output.ancestors === null || read.output.ancestors === undefined
        ? (nodes.at(-1)?.id ?? null)
        : (read.output.ancestors.at(-1) ?? null);
    if (read.output.from === 'system') {
      if (read.output.content !== '' && !systems.includes(read.output.content)) systems.push(read.output.content);
      nodes.push({ id: own, parentId, role: null });
    } else nodes.push({ id: own, parentId, role: read.output.from, ...wordsOf(read.output, add) });
  }
  return {
    id: typeof _id === 'string' ? _id : (_id?.$oid ?? id ?? null),
    title: title ?? null,
    createdAt: timeIn(createdAt),
    model: model ?? null,
    system: systems.length === 0 ? null : systems.join('\n\n'),
    ...withoutLinks(nodes, nodes.at(-1)?.id ?? null),
    leftOut: all(),
  };
};

function wordsOf(one: Message, add: (kind: 'file-content', count?: number) => void): Omit<SourceMessage, 'id' | 'parentId' | 'role'> {
  const attachments = (one.files ?? []).flatMap(attachmentOf);
  add('file-content', attachments.filter(({ bytes }) => bytes === 0).length);
  const shared = { createdAt: timeIn(one.createdAt), ...(attachments.length === 0 ? {} : { attachments }) };
  if (one.from === 'user') return { text: one.content, ...shared };
  const within = thinking.exec(one.content);
  const reasoning = [one.reasoning, within?.[1]?.trim()].filter((words) => words !== null && words !== undefined && words !== '');
  return {
    ...shared,
    text: within === null ? one.content : one.content.slice(within[0].length),
    ...(reasoning.length === 0 ? {} : { reasoning: reasoning.join('\n\n') }),
    model: one.routerMetadata?.model ?? null,
    provider: one.routerMetadata?.provider ?? null,
    ...(one.interrupted === true ? { end: 'stopped' as const } : {}),
  };
}

/** With its bytes, if it is a picture that came along; the export has names only. */
function attachmentOf(entry: unknown): readonly Attachment[] {
  if (typeof entry === 'string') return [namedFile(entry, null)];
  if (!v.is(file, entry)) return [];
  const name = entry.name ?? 'file';
  return [(entry.type === 'base64' ? pictureOf(name, `data:${entry.mime};base64,${entry.value}`) : null) ?? namedFile(name, entry.mime)];
}

function timeIn(value: v.InferOutput<typeof time>): number | null {
  if (typeof value === 'string' || value === null || value === undefined) return timeOf(value);
  return typeof value.$date === 'number' ? timeOf(value.$date / 1000) : timeOf(value.$date);
}

import * as v from 'valibot';
import { leftOutCounter, namedFile, type ReadSource, type SourceMessage, type SourceNode, timeOf, withoutLinks } from './source.ts';

/*
 * "Export conversation" of LibreChat as JSON: one conversation; its messages flat (`parentMessageId`) or as a tree (`recursive`, with
 * `children`; older versions call it `messagesTree`). Shape from danny-avila/LibreChat (api/server/utils/import/importers.js and its samples,
 * packages/data-provider/src/schemas.ts).
 */
const text = v.nullish(v.string());
const message = v.object({
  messageId: v.string(),
  parentMessageId: text,
  isCreatedByUser: v.nullish(v.boolean()),
  sender: text,
  text,
  content: v.nullish(v.array(v.unknown())),
  model: text,
  endpoint: text,
  createdAt: text,
  unfinished: v.nullish(v.boolean()),
  error: v.nullish(v.unknown()),
  finish_reason: text,
  files: v.nullish(v.array(v.unknown())),
  children: v.nullish(v.array(v.unknown())),
});
type Message = v.InferOutput<typeof message>;
const conversation = v.object({
  conversationId: text,
  title: text,
  endpoint: text,
  recursive: v.nullish(v.boolean()),
  options: v.nullish(v.object({ model: text, promptPrefix: text, system: text })),
  tags: v.nullish(v.array(v.unknown())),
  messages: v.nullish(v.array(v.unknown())),
  messagesTree: v.nullish(v.array(v.unknown())),
});
const said = v.object({ type: v.literal('text'), text: v.union([v.string(), v.object({ value: v.string() })]) });
const thought = v.object({ type: v.literal('think'), think: v.union([v.string(), v.object({ value: v.string() })]) });
const file = v.object({ filename: text, name: text, type: text });

export const readLibreChat: ReadSource = (value) => {
  if (typeof value !== 'object' || value === null || !('conversationId' in value) || !('messages' in value || 'messagesTree' in value))
    return null;
  const parsed = v.safeParse(conversation, value);
  if (!parsed.success) return { problem: `${v.getDotPath(parsed.issues[0]) ?? 'conversation'}: ${parsed.issues[0].message}` };
  const { conversationId, title, endpoint, options, tags, messages, messagesTree } = parsed.output;
  const { add, all } = leftOutCounter();
  const nodes: SourceNode[] = [];
  const open = (messagesTree ?? messages ?? []).map((entry) => ({ entry, parent: null as string | null })).toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const read = v.safeParse(message, next.entry);
    if (!read.success) {
      add('empty-message');
      continue;
    }
    const { messageId, parentMessageId, children } = read.output;
    for (const entry of (children ?? []).toReversed()) open.push({ entry, parent: messageId });
    nodes.push({ id: messageId, parentId: next.parent ?? parentMessageId ?? null, ...wordsOf(read.output, endpoint ?? null, add) });
  }
  const { messages: connected } = withoutLinks(nodes, null);
  return {
    id: conversationId ?? null,
    title: title ?? null,
    createdAt: connected.reduce<number | null>(
      (first, one) => (one.createdAt === null ? first : Math.min(first ?? one.createdAt, one.createdAt)),
      null,
    ),
    model: options?.model ?? null,
    system: options?.promptPrefix ?? options?.system ?? null,
    // The file does not say which branch was shown: the last one written is.
    head: connected.at(-1)?.id ?? null,
    messages: connected,
    tags: (tags ?? []).filter((tag) => typeof tag === 'string'),
    leftOut: all(),
  };
};

function wordsOf(
  one: Message,
  conversationEndpoint: string | null,
  add: (kind: 'tool-step' | 'file-content', count?: number) => void,
): Omit<SourceMessage, 'id' | 'parentId'> {
  const role = one.isCreatedByUser === true ? 'user' : 'assistant';
  const attachments = (one.files ?? []).flatMap((entry) =>
    v.is(file, entry) ? [namedFile(entry.filename ?? entry.name ?? 'file', entry.type)] : [],
  );
  add('file-content', attachments.length);
  const valueOf = (own: string | { value: string }): string => (typeof own === 'string' ? own : own.value);
  const texts = (one.content ?? []).flatMap((part) => (v.is(said, part) ? [valueOf(part.text)] : []));
  const reasoning = (one.content ?? []).flatMap((part) => (v.is(thought, part) ? [valueOf(part.think)] : []));
  add('tool-step', (one.content ?? []).length - texts.length - reasoning.length);
  const isCut = one.unfinished === true || (one.error !== null && one.error !== undefined && one.error !== false);
  return {
    role,
    text: texts.length > 0 ? texts.join('\n\n') : (one.text ?? ''),
    ...(reasoning.length === 0 ? {} : { reasoning: reasoning.join('\n\n') }),
    createdAt: timeOf(one.createdAt),
    ...(role === 'user' ? {} : { model: one.model ?? null, provider: one.endpoint ?? conversationEndpoint }),
    ...(role === 'user' ? {} : isCut ? { end: 'cut' as const } : endOf(one.finish_reason)),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

function endOf(reason: string | null | undefined): Pick<SourceMessage, 'end'> {
  return reason === 'stop' || reason === 'length' ? { end: reason } : {};
}

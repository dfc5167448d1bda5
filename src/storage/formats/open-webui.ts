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
 * "Export chats" of Open WebUI: a list of rows with `chat.history.messages`, a map of messages with `parentId`, and `currentId`. Shape from
 * open-webui/open-webui (src/lib/utils/index.ts, backend/open_webui/models/chats.py); an answer's `content` may hold folded parts as HTML
 * (`<details type="reasoning">`), and newer versions have the same in `output`.
 */
const text = v.nullish(v.string());
const file = v.object({ type: text, name: text, url: text, content_type: text, file: v.nullish(v.object({ filename: text })) });
const message = v.object({
  id: text,
  parentId: text,
  role: v.string(),
  content: v.nullish(v.union([v.string(), v.array(v.unknown())])),
  model: text,
  timestamp: v.nullish(v.number()),
  done: v.nullish(v.boolean()),
  error: v.nullish(v.unknown()),
  files: v.nullish(v.array(v.unknown())),
  output: v.nullish(v.array(v.unknown())),
});
type Message = v.InferOutput<typeof message>;
const chat = v.object({
  title: text,
  models: v.nullish(v.array(v.string())),
  system: text,
  params: v.nullish(v.object({ system: text })),
  tags: v.nullish(v.array(v.unknown())),
  timestamp: v.nullish(v.number()),
  history: v.object({ currentId: text, messages: v.record(v.string(), v.unknown()) }),
});
const row = v.object({
  id: text,
  title: text,
  chat,
  created_at: v.nullish(v.number()),
  pinned: v.nullish(v.boolean()),
  archived: v.nullish(v.boolean()),
  meta: v.nullish(v.object({ tags: v.nullish(v.array(v.unknown())) })),
});
const outputText = v.object({ type: v.picklist(['reasoning', 'message']), content: v.array(v.object({ text: v.string() })) });
const folded = /<details\s+type="([a-z_]+)"[^>]*>\s*(?:<summary>[\s\S]*?<\/summary>)?([\s\S]*?)<\/details>\s*/g;

export const readOpenWebUi: ReadSource = (value) => {
  const isRow = v.is(v.object({ chat: v.object({ history: v.unknown() }) }), value);
  // One chat, as "Download" gives it, has no row around it.
  const whole = isRow ? value : v.is(v.object({ history: v.object({ messages: v.unknown() }) }), value) ? { chat: value } : null;
  if (whole === null) return null;
  const parsed = v.safeParse(row, whole);
  if (!parsed.success) return { problem: `${v.getDotPath(parsed.issues[0]) ?? 'chat'}: ${parsed.issues[0].message}` };
  const { chat: own, ...about } = parsed.output;
  const { add, all } = leftOutCounter();
  const systems = [own.params?.system ?? own.system ?? ''].filter(Boolean);
  const nodes: SourceNode[] = [];
  for (const [key, entry] of Object.entries(own.history.messages)) {
    const said = v.safeParse(message, entry);
    if (!said.success) {
      add('empty-message');
      continue;
    }
    const place = { id: said.output.id ?? key, parentId: said.output.parentId ?? null };
    if (said.output.role === 'system') systems.push(plain(said.output.content));
    if (said.output.role !== 'user' && said.output.role !== 'assistant') nodes.push({ ...place, role: null });
    else nodes.push({ ...place, role: said.output.role, ...wordsOf(said.output, add), createdAt: timeOf(said.output.timestamp) });
  }
  return {
    id: about.id ?? null,
    title: about.title ?? own.title ?? null,
    createdAt: timeOf(about.created_at),
    model: own.models?.length === 1 ? (own.models[0] ?? null) : null,
    system: systems.length === 0 ? null : systems.join('\n\n'),
    ...withoutLinks(nodes, own.history.currentId ?? null),
    isPinned: about.pinned === true,
    isArchived: about.archived === true,
    tags: (about.meta?.tags ?? own.tags ?? []).flatMap(tagOf),
    leftOut: all(),
  };
};

function wordsOf(
  said: Message,
  add: (kind: 'tool-step' | 'file-content', count?: number) => void,
): Pick<SourceMessage, 'text' | 'reasoning' | 'model' | 'end' | 'attachments'> {
  const attachments = (said.files ?? []).flatMap(attachmentOf);
  add('file-content', attachments.filter(({ bytes }) => bytes === 0).length);
  const files = attachments.length === 0 ? {} : { attachments };
  if (said.role === 'user') return { text: plain(said.content), ...files };
  const reasoning: string[] = [];
  const told = said.output?.flatMap((part) => (v.is(outputText, part) ? [part] : [])) ?? [];
  let content = plain(said.content).replace(folded, (_, type: string, inner: string) => {
    if (type === 'reasoning') reasoning.push(unquoted(inner));
    else add('tool-step');
    return '';
  });
  if (told.some(({ type }) => type === 'message')) {
    const textsOf = (type: string): readonly string[] =>
      told.filter((part) => part.type === type).map((part) => part.content.map((one) => one.text).join(''));
    content = textsOf('message').join('\n\n');
    reasoning.splice(0, reasoning.length, ...textsOf('reasoning'));
  }
  const isCut = said.done === false || (said.error !== null && said.error !== undefined);
  return {
    text: content,
    ...(reasoning.length === 0 ? {} : { reasoning: reasoning.join('\n\n') }),
    model: said.model ?? null,
    ...(isCut ? { end: 'cut' as const } : {}),
    ...files,
  };
}

const contentPart = v.object({ type: v.literal('text'), text: v.string() });

function plain(content: Message['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((part) => (v.is(contentPart, part) ? [part.text] : [])).join('\n\n');
}

const entities: Readonly<Record<string, string>> = { gt: '>', lt: '<', quot: '"', '#x27': "'", '#39': "'", amp: '&' };

/** Folded reasoning is written as a quotation with its signs escaped. */
function unquoted(inner: string): string {
  return inner
    .replaceAll(/&(gt|lt|quot|#x27|#39|amp);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll(/^> ?/gm, '')
    .trim();
}

function attachmentOf(entry: unknown): readonly Attachment[] {
  const parsed = v.safeParse(file, entry);
  if (!parsed.success) return [];
  const { type, name, url, content_type, file: inner } = parsed.output;
  const called = name ?? inner?.filename ?? (type === 'image' ? 'image' : 'file');
  return [pictureOf(called, url ?? '') ?? namedFile(called, content_type)];
}

function tagOf(tag: unknown): readonly string[] {
  if (typeof tag === 'string') return [tag];
  return v.is(v.object({ name: v.string() }), tag) ? [tag.name] : [];
}

import * as v from 'valibot';
import type { Attachment } from '#chat/records.ts';
import {
  type LeftOutKind,
  leftOutCounter,
  namedFile,
  type ReadSource,
  type SourceMessage,
  type SourceNode,
  timeOf,
  withoutLinks,
} from './source.ts';

/*
 * `conversations.json` of ChatGPT's data export: a list of conversations, each a `mapping` of nodes with `parent`, and `current_node`. It
 * has no published schema; the shape is that of the samples and readers in danny-avila/LibreChat (api/server/utils/import) and of readers that
 * describe the kinds of content: `text` and `multimodal_text` have `parts`, `code` and `execution_output` a `text`, `thoughts` a list,
 * `reasoning_recap` a `content`, `user_editable_context` the person's standing instructions.
 */
const text = v.nullish(v.string());
const message = v.object({
  author: v.object({ role: v.string() }),
  create_time: v.nullish(v.number()),
  recipient: text,
  status: text,
  content: v.looseObject({ content_type: text }),
  metadata: v.nullish(
    v.object({
      model_slug: text,
      is_visually_hidden_from_conversation: v.nullish(v.boolean()),
      finish_details: v.nullish(v.object({ type: text })),
      attachments: v.nullish(v.array(v.object({ name: text, mime_type: text, mimeType: text }))),
    }),
  ),
});
type Message = v.InferOutput<typeof message>;
const node = v.object({ parent: text, message: v.nullish(v.unknown()) });
const conversation = v.object({
  title: text,
  create_time: v.nullish(v.union([v.number(), v.string()])),
  id: text,
  conversation_id: text,
  current_node: text,
  default_model_slug: text,
  is_archived: v.nullish(v.boolean()),
  is_starred: v.nullish(v.boolean()),
  mapping: v.record(v.string(), v.unknown()),
});
const thoughts = v.object({ thoughts: v.array(v.object({ summary: text, content: text })) });
const standing = v.object({ user_profile: text, user_instructions: text });
const parts = v.object({ parts: v.array(v.unknown()) });
const picture = v.object({ content_type: v.literal('image_asset_pointer') });
const spoken = v.object({ content_type: v.literal('audio_transcription'), text: v.string() });

export const readChatGpt: ReadSource = (value) => {
  if (typeof value !== 'object' || value === null) return null;
  if (!('mapping' in value)) {
    return 'conversation_id' in value && 'default_model_slug' in value ? { problem: 'it has no messages ("mapping" is missing)' } : null;
  }
  const parsed = v.safeParse(conversation, value);
  if (!parsed.success) return { problem: `${v.getDotPath(parsed.issues[0]) ?? 'conversation'}: ${parsed.issues[0].message}` };
  const { mapping, ...about } = parsed.output;
  const { add, all } = leftOutCounter();
  const nodes: SourceNode[] = [];
  const systems: string[] = [];
  for (const [id, entry] of Object.entries(mapping)) {
    const place = v.safeParse(node, entry);
    if (!place.success) {
      add('empty-message');
      continue;
    }
    const shared = { id, parentId: place.output.parent ?? null };
    const said = v.safeParse(message, place.output.message);
    const system = said.success ? systemOf(said.output) : null;
    if (system !== null && system !== '') systems.push(system);
    const read = said.success && system === null ? readMessage(said.output, add) : null;
    if (!said.success && place.output.message !== null && place.output.message !== undefined) add('empty-message');
    nodes.push(read === null ? { ...shared, role: null } : { ...shared, ...read });
  }
  return {
    id: about.conversation_id ?? about.id ?? null,
    title: about.title ?? null,
    createdAt: timeOf(about.create_time),
    model: about.default_model_slug ?? null,
    system: systems.length === 0 ? null : [...new Set(systems)].join('\n\n'),
    ...withoutLinks(nodes, about.current_node ?? null),
    isArchived: about.is_archived === true,
    isPinned: about.is_starred === true,
    leftOut: all(),
  };
};

/** The words of a system message or of standing instructions; `null` if it is neither. */
function systemOf({ author, content }: Message): string | null {
  if (content.content_type === 'user_editable_context') {
    const own = v.safeParse(standing, content);
    return own.success ? [own.output.user_profile, own.output.user_instructions].filter(Boolean).join('\n\n') : '';
  }
  return author.role === 'system' ? textOf(content) : null;
}

type Said = Omit<SourceMessage, 'id' | 'parentId'>;

/** `null`: nothing that a person saw as a message. */
function readMessage(said: Message, add: (kind: LeftOutKind, count?: number) => void): Said | null {
  const { author, content, metadata, recipient } = said;
  if (author.role === 'tool' || (author.role === 'assistant' && recipient !== 'all' && typeof recipient === 'string')) {
    add('tool-step');
    return null;
  }
  if (author.role !== 'user' && author.role !== 'assistant') {
    add('empty-message');
    return null;
  }
  if (metadata?.is_visually_hidden_from_conversation === true) {
    add('hidden-message');
    return null;
  }
  const attachments = attachmentsOf(said);
  add('file-content', attachments.length);
  const reasoning = reasoningOf(content);
  const words = reasoning === null ? textOf(content) : '';
  if (words === '' && (reasoning ?? '') === '' && attachments.length === 0) return null;
  return {
    role: author.role,
    text: words,
    ...(reasoning === null ? {} : { reasoning }),
    createdAt: timeOf(said.create_time),
    ...(author.role === 'user' ? {} : { model: metadata?.model_slug ?? null, ...endOf(said) }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

function endOf({ status, metadata }: Message): Pick<SourceMessage, 'end'> {
  const type = metadata?.finish_details?.type;
  if (type === 'stop') return { end: 'stop' };
  if (type === 'max_tokens') return { end: 'length' };
  if (type === 'interrupted') return { end: 'stopped' };
  return status === 'in_progress' ? { end: 'cut' } : {};
}

function textOf(content: Message['content']): string {
  const list = v.safeParse(parts, content);
  if (list.success) {
    return list.output.parts
      .flatMap((part) => (typeof part === 'string' ? [part] : v.is(spoken, part) ? [part.text] : []))
      .filter((part) => part !== '')
      .join('\n\n');
  }
  const { text: own } = content;
  if (typeof own !== 'string' || own === '') return '';
  if (content.content_type !== 'code') return own;
  const language = typeof content['language'] === 'string' && content['language'] !== 'unknown' ? content['language'] : '';
  return `\`\`\`${language}\n${own}\n\`\`\``;
}

function reasoningOf(content: Message['content']): string | null {
  if (content.content_type === 'reasoning_recap') return '';
  const list = v.safeParse(thoughts, content);
  if (content.content_type !== 'thoughts' || !list.success) return null;
  return list.output.thoughts.map((one) => [one.summary, one.content].filter(Boolean).join('\n\n')).join('\n\n');
}

/** Their bytes lie in other files of the export, under other names. */
function attachmentsOf({ content, metadata }: Message): readonly Attachment[] {
  const named = (metadata?.attachments ?? []).map(({ name, mime_type, mimeType }) => namedFile(name ?? 'file', mime_type ?? mimeType));
  if (named.length > 0) return named;
  const list = v.safeParse(parts, content);
  const pictures = list.success ? list.output.parts.filter((part) => v.is(picture, part)) : [];
  return pictures.map((_, place) => namedFile(`image ${place + 1}`, 'image/*'));
}

import type { Attachment } from '#chat/records.ts';

/** Whose file it is. `plain` is a bare list of roles and texts, `stemma` an archive of this app, `link` a chat out of a shared link. */
export type SourceName = 'stemma' | 'chatgpt' | 'open-webui' | 'librechat' | 'chat-ui' | 'oasst' | 'plain' | 'link';

/** A message as another program keeps it, in one shape for all of them. */
export interface SourceMessage {
  /** Id within its conversation. */
  readonly id: string;
  readonly parentId: string | null;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly reasoning?: string;
  /** Milliseconds since 1970; `null` where the file does not say. */
  readonly createdAt: number | null;
  /** The model that answered, only if the file says so of this very message. */
  readonly model?: string | null;
  /** The model that was asked, if the file says so of this message. */
  readonly asked?: string;
  /** Card of the catalog that the file names. */
  readonly card?: string;
  /** The company or program that ran it, as the file names it. */
  readonly provider?: string | null;
  /** `cut`: the file says that it is not whole; `stopped`: that a person stopped it. */
  readonly end?: 'stop' | 'length' | 'content-filter' | 'cut' | 'stopped';
  /** A file of which the source has only the name has no bytes. */
  readonly attachments?: readonly Attachment[];
}

export interface SourceConversation {
  /** `null`: the source gives none, and the words stand for it. */
  readonly id: string | null;
  readonly title: string | null;
  readonly createdAt: number | null;
  /** The model that the conversation was set to: what was asked where a message does not say what answered. */
  readonly model: string | null;
  readonly system: string | null;
  /** Id of the message whose branch was shown last; `null`: the newest. */
  readonly head: string | null;
  readonly messages: readonly SourceMessage[];
  readonly isPinned?: boolean;
  readonly isArchived?: boolean;
  readonly tags?: readonly string[];
  /** What of it has no place here. */
  readonly leftOut: readonly LeftOut[];
}

/** Kinds of things that are named in the report and not taken over. */
export type LeftOutKind = 'tool-step' | 'hidden-message' | 'file-content' | 'deleted-message' | 'ranking' | 'label' | 'empty-message';

export interface LeftOut {
  readonly kind: LeftOutKind;
  readonly count: number;
}

/** Counts what is left out while a conversation is read. */
export function leftOutCounter(): { readonly add: (kind: LeftOutKind, count?: number) => void; readonly all: () => readonly LeftOut[] } {
  const counts = new Map<LeftOutKind, number>();
  return {
    add(kind, count = 1) {
      if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
    },
    all: () => [...counts].map(([kind, count]) => ({ kind, count })),
  };
}

/** A node of a tree that says nothing here: it only links what stands before it with what follows. */
interface LinkNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly role: null;
}

export type SourceNode = SourceMessage | LinkNode;

/** The messages without the nodes that only link them; `head` is the last message on the way up from the given id. */
export function withoutLinks(
  nodes: readonly SourceNode[],
  head: string | null,
): { readonly messages: readonly SourceMessage[]; readonly head: string | null } {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const messageAt = (start: string | null): string | null => {
    const seen = new Set<string>();
    let id = start;
    for (let node = known.get(id ?? ''); node?.role === null && !seen.has(node.id); node = known.get(id ?? '')) {
      seen.add(node.id);
      id = node.parentId;
    }
    return id;
  };
  return {
    messages: nodes.flatMap((node) => (node.role === null ? [] : [{ ...node, parentId: messageAt(node.parentId) }])),
    head: messageAt(head),
  };
}

/** What a reader makes of one value of a file. `null`: it is not of its kind. */
export type ReadSource = (value: unknown) => SourceConversation | { readonly problem: string } | null;

/** A file of which only the name is known. */
export function namedFile(name: string, mediaType: string | null | undefined): Attachment {
  return { kind: 'text', name, mediaType: mediaType ?? 'application/octet-stream', bytes: 0, text: '' };
}

const picture = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=]+)$/;

/** A picture out of a `data:` address; `null` if it is anything else. */
export function pictureOf(name: string, address: string): Attachment | null {
  const [, mediaType, data] = picture.exec(address) ?? [];
  if (mediaType === undefined || data === undefined) return null;
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return { kind: 'image', name, mediaType, bytes: (data.length / 4) * 3 - padding, data };
}

/** A greater number of seconds is in the year 5138 or later, and as milliseconds it is after March 1973. */
const mostSeconds = 1e11;

/** Milliseconds of a time in seconds or, as some tools write it, milliseconds, or of a date in words; `null` for anything else. */
export function timeOf(value: number | string | null | undefined): number | null {
  const time =
    typeof value === 'number'
      ? Math.round(value > mostSeconds ? value : value * 1000)
      : typeof value === 'string'
        ? Date.parse(value)
        : Number.NaN;
  return Number.isFinite(time) && time > 0 && time < 8.64e15 ? time : null;
}

import { headOf, pathFromHead } from '#chat/message-tree.ts';
import type { MessageRecord } from '#chat/records.ts';
import type { WholeChat } from './archive.ts';

/** `branch`: what is shown; `tree`: every version of every message. */
export type Extent = 'branch' | 'tree';

/** A message in a document that is read from top to bottom. */
export interface TranscriptEntry {
  readonly message: MessageRecord;
  /** Counted from 1. */
  readonly number: number;
  /** Number of the message that it follows, where that is not the one above; `null` otherwise. */
  readonly follows: number | null;
  /** Its place among the versions of the same message, counted from 1; `null` if it is the only one. */
  readonly version: { readonly position: number; readonly count: number } | null;
}

/** The messages of a chat in reading order; what hangs below a removed message is left out. */
export function transcriptOf({ conversation, messages }: WholeChat, extent: Extent): readonly TranscriptEntry[] {
  const known = new Map(messages.map((message) => [message.id, message]));
  if (extent === 'branch') {
    return pathFromHead(known, headOf(known, conversation)).map((message, place) => ({
      message,
      number: place + 1,
      follows: null,
      version: null,
    }));
  }
  const children = new Map<string | null, MessageRecord[]>();
  for (const message of messages) {
    if (conversation.removed?.[message.id]?.value === true) continue;
    const parent = message.parentId !== null && known.has(message.parentId) ? message.parentId : null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [message]);
    else siblings.push(message);
  }
  const entries: TranscriptEntry[] = [];
  const numbers = new Map<string, number>();
  const open: MessageRecord[] = [];
  const push = (parent: string | null): void => {
    open.push(...(children.get(parent) ?? []).toSorted(byTime).toReversed());
  };
  push(null);
  for (let message = open.pop(); message !== undefined; message = open.pop()) {
    if (numbers.has(message.id)) continue;
    const number = entries.length + 1;
    numbers.set(message.id, number);
    const siblings = children.get(message.parentId !== null && known.has(message.parentId) ? message.parentId : null) ?? [];
    const after = message.parentId === null ? null : (numbers.get(message.parentId) ?? null);
    entries.push({
      message,
      number,
      follows: after === null || after === number - 1 ? null : after,
      version: siblings.length < 2 ? null : { position: siblings.toSorted(byTime).indexOf(message) + 1, count: siblings.length },
    });
    push(message.id);
  }
  return entries;
}

function byTime(left: MessageRecord, right: MessageRecord): number {
  return left.createdAt - right.createdAt || (left.id < right.id ? -1 : 1);
}

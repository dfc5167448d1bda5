import type { StoredRecord } from '#chat/records.ts';
import { type ChatState, isLive, temporaryDraft } from '#chat/state.ts';
import { isTemporary } from '#chat/temporary.ts';
import { attachmentsKey } from './row-fields.ts';
import type { Changes, Draft } from './write.ts';

/** What the store has that the database does not have yet. Only records that changed are in it, never a whole conversation. */
export interface Pending {
  /** Takes what differs between two states. Says how soon it is wanted, `null` if nothing that is kept has changed. */
  note(state: ChatState, previous: ChatState): Urgency | null;
  /** Hands out everything and is empty then. `null` if there is nothing. */
  take(now: number): Changes | null;
  /** The drafts that wait, which go on waiting. */
  drafts(): Changes['drafts'];
  /** These drafts were written by this tab at that time. */
  wrote(drafts: Changes['drafts'], now: number): void;
  /** Puts changes back that could not be written; what changed since is newer and stays. */
  giveBack(changes: Changes): void;
  clear(): void;
}

/** `now`: a question, an ending, a title. `checkpoint`: words of a live answer. `draft`: unsent text. */
export type Urgency = 'now' | 'checkpoint' | 'draft';

/** Choices that are kept beside the records. */
const kept = ['chosenModel', 'parameters', 'matches', 'defaultPreset'] as const;

/** `began`: when this tab began to read what was kept. */
export function createPending(began: number): Pending {
  const draftsWritten = new Map<string, number>();
  let records = new Map<string, StoredRecord>();
  let drafts = new Map<string, Draft | null>();
  let meta = new Map<string, unknown>();
  /** Live answers whose first row is written or waits: the first row is wanted at once, later ones are checkpoints. */
  const begun = new Set<string>();

  function noteRecord(record: StoredRecord): Urgency {
    records.set(record.id, record);
    if (record.kind === 'answer' && isLive(record)) {
      if (begun.has(record.id)) return 'checkpoint';
      begun.add(record.id);
    } else begun.delete(record.id);
    return 'now';
  }

  function noteWhole(conversationId: string, { messages, items, drafts: unsent, draftAttachments }: ChatState): void {
    const isOfIt = (messageId: string): boolean => messages.get(messageId)?.conversationId === conversationId;
    for (const message of messages.values()) if (isOfIt(message.id)) noteRecord(message);
    for (const item of items.values()) if (item.kind === 'vote' && isOfIt(item.questionId)) noteRecord(item);
    const draft = unsent.get(conversationId);
    if (draft !== undefined) drafts.set(conversationId, draft);
    const attachments = draftAttachments.get(conversationId);
    if (attachments !== undefined) drafts.set(attachmentsKey(conversationId), attachments);
  }

  function noteMeta(key: (typeof kept)[number], state: ChatState, previous: ChatState): Urgency[] {
    if (state[key] === previous[key]) return [];
    meta.set(key, state[key]);
    return ['now'];
  }

  return {
    note(state, previous) {
      const wanted = new Set<Urgency>(kept.flatMap((key) => noteMeta(key, state, previous)));
      const changed = [
        ...changedValues(state.conversations, previous.conversations),
        ...changedValues(state.items, previous.items),
        ...changedValues(state.messages, previous.messages),
      ];
      for (const record of changed) {
        if (isTemporary(state, record)) continue;
        wanted.add(noteRecord(record));
        // It was temporary until now: nothing of it is written yet.
        if (record.kind === 'conversation' && previous.conversations.get(record.id)?.temporary === true) noteWhole(record.id, state);
      }
      // When one is forgotten it is gone already.
      const conversationOf = (key: string) => state.conversations.get(key) ?? previous.conversations.get(key);
      const isKept = ([key]: readonly [string, unknown]): boolean => key !== temporaryDraft && conversationOf(key)?.temporary !== true;
      for (const [key, draft] of changedDrafts(state.drafts, previous.drafts).filter(isKept)) {
        drafts.set(key, draft);
        wanted.add('draft');
      }
      for (const [key, attachments] of changedDrafts(state.draftAttachments, previous.draftAttachments).filter(isKept)) {
        drafts.set(attachmentsKey(key), attachments);
        wanted.add('draft');
      }
      const order = ['now', 'checkpoint', 'draft'] as const;
      return order.find((urgency) => wanted.has(urgency)) ?? null;
    },
    take(now) {
      if (records.size + drafts.size + meta.size === 0) return null;
      const draftsKnown = new Map([...drafts.keys()].map((key) => [key, draftsWritten.get(key) ?? began]));
      const changes = { records: [...records.values()], drafts, draftsKnown, meta, now };
      this.wrote(drafts, now);
      this.clear();
      return changes;
    },
    drafts: () => drafts,
    wrote(written, now) {
      for (const [key, draft] of written) if (draft !== null) draftsWritten.set(key, now);
    },
    giveBack(changes) {
      records = new Map([...changes.records.map((record) => [record.id, record] as const), ...records]);
      drafts = new Map([...changes.drafts, ...drafts]);
      meta = new Map([...changes.meta, ...meta]);
    },
    clear() {
      records = new Map();
      drafts = new Map();
      meta = new Map();
    },
  };
}

function changedValues<T>(current: ReadonlyMap<string, T>, previous: ReadonlyMap<string, T>): readonly T[] {
  if (current === previous) return [];
  const changed: T[] = [];
  for (const [key, value] of current) {
    if (previous.get(key) !== value) changed.push(value);
  }
  return changed;
}

/** By key, `null` where it is gone. */
function changedDrafts<T>(current: ReadonlyMap<string, T>, previous: ReadonlyMap<string, T>): readonly (readonly [string, T | null])[] {
  if (current === previous) return [];
  return [...new Set([...current.keys(), ...previous.keys()])].flatMap((key) =>
    current.get(key) === previous.get(key) ? [] : [[key, current.get(key) ?? null] as const],
  );
}

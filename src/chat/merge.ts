import type { AnswerRecord, ConversationRecord, MessageRecord, Stamped } from './records.ts';
import { isLive } from './state.ts';

/** A new value, stamped later than the one it replaces even if the clock was set back. */
export function restamp<T>(previous: Stamped<T>, value: T, now: number): Stamped<T> {
  return { value, updatedAt: Math.max(now, previous.updatedAt + 1) };
}

/** The later one; of two from the same millisecond the greater, so that all tabs choose the same. */
function later<T extends string | number | null>(left: Stamped<T>, right: Stamped<T>): Stamped<T> {
  if (left.updatedAt !== right.updatedAt) return left.updatedAt > right.updatedAt ? left : right;
  return JSON.stringify(right.value) > JSON.stringify(left.value) ? right : left;
}

/** The later one of a field that records of older builds lack. */
function laterIfAny<T extends string | null>(left: Stamped<T> | undefined, right: Stamped<T> | undefined): Stamped<T> | undefined {
  return left === undefined || right === undefined ? (left ?? right) : later(left, right);
}

/**
 * Two states of one conversation, merged field by field: the last writer of each field wins. Gives `mine` itself when `theirs` adds nothing.
 * The order does not matter, nor how often it is done.
 */
export function mergeConversation(mine: ConversationRecord, theirs: ConversationRecord): ConversationRecord {
  const system = laterIfAny(mine.system, theirs.system);
  const merged = {
    ...mine,
    ...(system === undefined ? {} : { system }),
    title: later(mine.title, theirs.title),
    model: later(mine.model, theirs.model),
    head: later(mine.head, theirs.head),
    deleted: later(mine.deleted, theirs.deleted),
  };
  const same =
    merged.title === mine.title &&
    merged.model === mine.model &&
    merged.head === mine.head &&
    merged.deleted === mine.deleted &&
    system === mine.system;
  return same ? mine : merged;
}

/** How final a state is. `interrupted` may be another tab's guess about a writer that only seemed gone, so the writer's own end beats it. */
function finality(answer: AnswerRecord): number {
  if (isLive(answer)) return 0;
  return answer.status === 'interrupted' ? 1 : 2;
}

/**
 * Two states of one message. A settled one is never changed, a live one never replaces a settled one, and of two unsettled ones the longer
 * wins. Gives `mine` itself when `theirs` adds nothing.
 */
export function mergeMessage(mine: MessageRecord, theirs: MessageRecord): MessageRecord {
  if (mine.kind !== 'answer' || theirs.kind !== 'answer') return mine;
  const [here, there] = [finality(mine), finality(theirs)];
  if (here !== there) return there > here ? theirs : mine;
  if (here === 2) return mine;
  const [written, told] = [mine.text.length + mine.reasoning.length, theirs.text.length + theirs.reasoning.length];
  if (written !== told) return told > written ? theirs : mine;
  return mine.status === 'waiting' && JSON.stringify(theirs.progress) !== JSON.stringify(mine.progress) ? theirs : mine;
}

import type { ItemRecord } from './item-records.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord, Organised, Stamped } from './records.ts';
import { isLive } from './state.ts';

/** The last millisecond that a `Date` holds. */
export const latestTime = 8.64e15;

/** A new value, stamped later than the one it replaces even if the clock was set back. */
export function restamp<T>(previous: Stamped<T>, value: T, now: number): Stamped<T> {
  return { value, updatedAt: Math.min(latestTime, Math.max(now, previous.updatedAt + 1)) };
}

/** The later one; of two from the same millisecond the greater, so that all tabs choose the same. */
function later<Value extends Stamped<unknown>>(left: Value, right: Value): Value {
  if (left.updatedAt !== right.updatedAt) return left.updatedAt > right.updatedAt ? left : right;
  return JSON.stringify(right.value) > JSON.stringify(left.value) ? right : left;
}

/** `mine` with each of these fields as it was written last. `mine` itself when `theirs` adds nothing; either may lack a field. */
function mergeFields<Field extends string, Fields extends Readonly<Partial<Record<Field, Stamped<unknown>>>>>(
  mine: Fields,
  theirs: Fields,
  fields: readonly Field[],
): Fields {
  let merged = mine;
  for (const field of fields) {
    const [here, there] = [mine[field], theirs[field]];
    if (there === undefined || (here !== undefined && later<Stamped<unknown>>(here, there) === here)) continue;
    merged = { ...merged, [field]: there };
  }
  return merged;
}

/** A record of stamped values by key, merged like fields. */
function mergeKeys<Value>(
  mine: Readonly<Record<string, Stamped<Value>>> | undefined,
  theirs: Readonly<Record<string, Stamped<Value>>> | undefined,
): Readonly<Record<string, Stamped<Value>>> | undefined {
  return mine === undefined || theirs === undefined ? (mine ?? theirs) : mergeFields(mine, theirs, Object.keys(theirs));
}

const organisedFields = ['pinned', 'archived', 'folder', 'tags'] as const satisfies readonly (keyof Organised)[];
const conversationFields = [
  'title',
  'model',
  'system',
  'head',
  'deleted',
  ...organisedFields,
  'parameters',
] as const satisfies readonly (keyof ConversationRecord)[];

/**
 * Two states of one conversation, merged field by field: the last writer of each field wins. Gives `mine` itself when `theirs` adds nothing.
 * The order does not matter, nor how often it is done.
 */
export function mergeConversation(mine: ConversationRecord, theirs: ConversationRecord): ConversationRecord {
  const merged = mergeFields(mine, theirs, conversationFields);
  const removed = mergeKeys(mine.removed, theirs.removed);
  return removed === undefined || removed === mine.removed ? merged : { ...merged, removed };
}

/** Two states of one item, merged like conversations. Two kinds under one id: `mine` stays. */
export function mergeItem(mine: ItemRecord, theirs: ItemRecord): ItemRecord {
  if (mine.kind === 'preset' && theirs.kind === 'preset') return mergeFields(mine, theirs, ['name', 'system', 'parameters', 'deleted']);
  if (mine.kind === 'prompt' && theirs.kind === 'prompt') return mergeFields(mine, theirs, ['name', 'text', 'deleted']);
  if (mine.kind === 'comparison' && theirs.kind === 'comparison') {
    return mergeFields(mine, theirs, ['title', 'columns', 'terms', 'blind', 'deleted', ...organisedFields]);
  }
  if (mine.kind === 'run' && theirs.kind === 'run') return mergeFields(mine, theirs, ['title', 'deleted']);
  return mine.kind === 'vote' && theirs.kind === 'vote' ? mergeFields(mine, theirs, ['deleted']) : mine;
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

import { expect, test } from 'vitest';
import { newConversation } from '#chat/new-records.ts';
import type { ItemRecord } from '#chat/item-records.ts';
import { type ConversationRecord, schemaVersion } from '#chat/records.ts';
import { soughtIn } from '#chat/search/sought.ts';
import { comparisonRecord } from './comparison-record.ts';

const conversation = (id: string, at: number, changes: Partial<ConversationRecord> = {}): ConversationRecord => ({
  ...newConversation(id, at, null),
  head: { value: null, updatedAt: at },
  ...changes,
});
const state = (conversations: readonly ConversationRecord[], items: readonly ItemRecord[] = []) => ({
  conversations: new Map(conversations.map((one) => [one.id, one])),
  items: new Map(items.map((one) => [one.id, one])),
});
const deleted = { value: 9, updatedAt: 9 };
const run: ItemRecord = {
  kind: 'run',
  schemaVersion,
  id: 'r',
  createdAt: 1,
  deleted: { value: null, updatedAt: 1 },
  title: { value: 'Owls', updatedAt: 1 },
  prompts: [],
  columns: ['r1'],
  seed: 1,
};

test('conversations, comparisons and runs are sought in, each with all of its columns, what was used last first', () => {
  const folder = { value: 'Work', updatedAt: 2 };
  const removed = { q: { value: true, updatedAt: 2 } };
  const found = soughtIn(
    state(
      [
        conversation('c', 50),
        conversation('left', 20, { comparisonId: 'k', removed }),
        conversation('right', 90, { comparisonId: 'k' }),
        conversation('taken-away', 95, { comparisonId: 'k', deleted }),
        conversation('r1', 30, { comparisonId: 'r' }),
        conversation('gone', 99, { deleted }),
        conversation('temporary', 99, { temporary: true }),
        // Its comparison is not here: it can be opened as a chat.
        conversation('alone', 10, { comparisonId: 'unknown' }),
      ],
      [comparisonRecord('k', ['right', 'left', 'taken-away'], { folder }), run],
    ),
  );
  expect(found.map(({ kind, id, usedAt }) => `${kind} ${id} ${usedAt}`)).toEqual([
    'comparison k 95',
    'conversation c 50',
    'run r 30',
    'conversation alone 10',
  ]);
  expect(found[0]).toMatchObject({ title: 'Comparison k', folder, conversations: [{ id: 'right' }, { id: 'left', removed }] });
  expect(found[2]).toMatchObject({ title: 'Owls', conversations: [{ id: 'r1' }] });
});

test('with a deleted comparison or run its columns are not found', () => {
  const columns = [conversation('left', 20, { comparisonId: 'k' }), conversation('r1', 30, { comparisonId: 'r' })];
  expect(soughtIn(state(columns, [comparisonRecord('k', ['left'], { deleted }), { ...run, deleted }]))).toEqual([]);
});

test('of a blind round only the title is found until it has ended', () => {
  const round = (value: 'open' | 'voted' | 'void') =>
    soughtIn(
      state(
        [conversation('left', 20, { comparisonId: 'k' })],
        [comparisonRecord('k', ['left'], { blind: { value: { state: value, contenders: [] }, updatedAt: 1 } })],
      ),
    );
  expect(round('open')).toMatchObject([{ title: 'Comparison k', conversations: [] }]);
  expect(round('voted')).toMatchObject([{ conversations: [{ id: 'left' }] }]);
  expect(round('void')).toMatchObject([{ conversations: [{ id: 'left' }] }]);
});

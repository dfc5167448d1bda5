import { expect, test } from 'vitest';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { newConversation } from '#chat/new-records.ts';
import type { ConversationRecord } from '#chat/records.ts';
import { type ChatState, emptyState } from '#chat/state.ts';
import { suggestionsFor } from '#ui/sidebar/search/suggestions.ts';
import { comparisonRecord } from '../../chat/comparison-record.ts';

const conversation = (id: string, model: string, changes: Partial<ConversationRecord> = {}): ConversationRecord => ({
  ...newConversation(id, 1, `lab/${model}`),
  ...changes,
});

function stateOf(conversations: readonly ConversationRecord[], comparison: ComparisonRecord): ChatState {
  return {
    ...emptyState,
    conversations: new Map(conversations.map((one) => [one.id, one])),
    items: new Map([[comparison.id, comparison]]),
  };
}
const modelsIn = (state: ChatState): readonly (string | null)[] => suggestionsFor('model:', 6, null, state).map(({ value }) => value);

test('which models were drawn for a blind round is not told by what is suggested, until it has ended', () => {
  const conversations = [
    conversation('c', 'known'),
    conversation('left', 'drawn-left', { comparisonId: 'k' }),
    conversation('right', 'drawn-right', { comparisonId: 'k' }),
  ];
  const round = (state: 'open' | 'voted' | 'void') =>
    stateOf(conversations, comparisonRecord('k', ['left', 'right'], { blind: { value: { state, contenders: [] }, updatedAt: 1 } }));
  expect(modelsIn(round('open'))).toEqual(['known']);
  for (const state of ['voted', 'void'] as const) expect(modelsIn(round(state))).toEqual(['drawn-left', 'drawn-right', 'known']);
});

test('models of deleted and temporary conversations alone are not suggested', () => {
  const conversations = [
    conversation('c', 'known'),
    conversation('gone', 'deleted', { deleted: { value: 2, updatedAt: 2 } }),
    conversation('t', 'temporary', { temporary: true }),
  ];
  expect(modelsIn(stateOf(conversations, comparisonRecord('k', [])))).toEqual(['known']);
});

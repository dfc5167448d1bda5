import { expect, test } from 'vitest';
import { newConversation } from '#chat/new-records.ts';
import { newVote } from '#chat/new-vote.ts';
import { columnsAsChats, itemsOfComparison } from '#ui/parts/keeping/comparison-chats.ts';
import { comparisonRecord } from '../../chat/comparison-record.ts';

test('the columns of a comparison are the chats of a document, from left to right, named after it and their models', () => {
  const chats = ['right', 'left'].map((id) => ({ conversation: newConversation(id, 1, `lab/org/${id}`), messages: [] }));
  const titles = (title: string | null) =>
    columnsAsChats(
      comparisonRecord('k', ['left', 'right', 'gone'], { title: { value: title, updatedAt: 1 } }),
      { chats, items: [], unreadable: [] },
      'Comparison',
    ).map(({ conversation }) => `${conversation.id}: ${conversation.title.value}`);
  expect(titles('Owls')).toEqual(['left: Owls · org/left', 'right: Owls · org/right']);
  expect(titles(null)).toEqual(['left: Comparison · org/left', 'right: Comparison · org/right']);
});

test('an archive of a comparison has the comparison and the votes on it, and no others', () => {
  const [comparison, other] = [comparisonRecord('k', []), comparisonRecord('k2', [])];
  const vote = (id: string, comparisonId: string) =>
    newVote(id, 1, { questionId: 'q', comparisonId, how: 'blind', sides: [], choice: 'tie' });
  const deleted = { ...vote('v3', 'k'), deleted: { value: 2, updatedAt: 2 } };
  expect(itemsOfComparison(comparison, [other, vote('v1', 'k2'), vote('v2', 'k'), deleted, comparison]).map(({ id }) => id)).toEqual([
    'v2',
    'k',
  ]);
});

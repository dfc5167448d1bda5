import { expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import type { VoteRecord } from '#chat/item-records.ts';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { AnswerRecord } from '#chat/records.ts';
import type { WholeChat } from '#storage/formats/archive.ts';
import { votedTrees } from '#storage/formats/oasst-votes.ts';

/** A column of two rounds, with an answer to each. */
function column(id: string, modelId: string): WholeChat {
  const asked = { backendId: 'lab', backendKind: 'ollama', backendLabel: 'Lab', modelId, catalogId: null } as const;
  const question = (round: number) =>
    newQuestion(
      { id: `${id}-q${round}`, conversationId: id, parentId: round === 1 ? null : `${id}-a${round - 1}`, createdAt: round * 10 },
      `Question ${round}`,
    );
  const answer = (round: number): AnswerRecord => ({
    ...newAnswer({ id: `${id}-a${round}`, conversationId: id, parentId: `${id}-q${round}`, createdAt: round * 10 + 1 }, asked, {}),
    status: 'done',
    finishReason: 'stop',
    text: `${modelId} on ${round}`,
  });
  return { conversation: newConversation(id, 1, `lab/${modelId}`), messages: [question(1), answer(1), question(2), answer(2)] };
}

function vote(round: number, choice: VoteRecord['choice'], last = 'right'): VoteRecord {
  return {
    kind: 'vote',
    schemaVersion: 1,
    id: `v${round}`,
    createdAt: 99,
    deleted: { value: null, updatedAt: 99 },
    questionId: `left-q${round}`,
    how: 'blind',
    sides: ['left', last].map((id) => ({ answerId: `${id}-a${round}`, model: `lab/${id}`, catalogId: null })),
    choice,
  };
}

const chats = [column('left', 'dolly'), column('right', 'vicuna')];

test('answers of different conversations stand below one question, ranked, with what was said before', () => {
  const { lines, missing } = votedTrees([vote(2, 1)], chats, builtInCatalog);
  expect(missing).toBe(0);
  expect(lines).toHaveLength(1);
  const { prompt } = JSON.parse(lines[0] ?? '');
  expect(prompt).toMatchObject({ role: 'prompter', text: 'Question 1' });
  const question = prompt.replies[0].replies[0];
  expect(question).toMatchObject({ role: 'prompter', text: 'Question 2' });
  expect(question.replies).toMatchObject([
    { text: 'dolly on 2', model_name: 'dolly', rank: 1, parent_id: question.message_id },
    { text: 'vicuna on 2', model_name: 'vicuna', rank: 0, parent_id: question.message_id },
  ]);
});

test('a tie ranks nobody, and each vote has a tree of its own', () => {
  const { lines } = votedTrees([vote(1, 'tie'), vote(2, 'both-bad')], chats, null);
  expect(lines).toHaveLength(2);
  const [first] = lines;
  expect(JSON.parse(first ?? '').prompt.replies.map(({ rank }: { rank: unknown }) => rank)).toEqual([null, null]);
});

test('votes on answers that are gone are counted, and left out', () => {
  expect(votedTrees([vote(1, 0, 'deleted'), vote(1, 0)], chats, null)).toMatchObject({ missing: 1, lines: { length: 1 } });
  expect(votedTrees([vote(1, 0)], [], null)).toEqual({ missing: 1, lines: [] });
});

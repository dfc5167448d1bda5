import { expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { pairwiseCsv } from '#chat/board/pairwise-csv.ts';
import type { VoteRecord } from '#chat/item-records.ts';

const vote: VoteRecord = {
  kind: 'vote',
  schemaVersion: 1,
  id: 'v1',
  createdAt: Date.UTC(2026, 0, 2),
  deleted: { value: null, updatedAt: 0 },
  questionId: 'q1',
  how: 'blind',
  sides: [
    { answerId: 'a1', model: 'lab/dolly', catalogId: 'dolly-v2-12b' },
    { answerId: 'a2', model: 'lab/"odd", one\n', catalogId: null },
    { answerId: 'a3', model: '=HYPERLINK("x")', catalogId: 'stable-vicuna-13b' },
  ],
  choice: 0,
};

test('each decided pair is a line, in the words of published arena data', () => {
  const [head = '', first = '', second = '', ...rest] = pairwiseCsv([vote], builtInCatalog).split('\r\n');
  expect(head.split(',').slice(0, 7)).toEqual(['vote', 'time', 'how', 'question', 'model_a', 'model_b', 'winner']);
  expect(first).toBe(
    'v1,2026-01-02T00:00:00.000Z,blind,q1,lab/dolly,"lab/""odd"", one\n",model_a,a1,a2,dolly-v2-12b,,pythia-12b,,allowed,',
  );
  expect(second).toContain('model_a,a1,a3,dolly-v2-12b,stable-vicuna-13b,pythia-12b,llama-13b,allowed,not-allowed');
  // A spreadsheet runs nothing of it.
  expect(second).toContain(`,"'=HYPERLINK(""x"")",`);
  expect(rest).toEqual(['']);
});

test.each([
  ['tie', 'tie'],
  ['both-bad', 'tie (bothbad)'],
] as const)('%s is "%s" for every pair', (choice, word) => {
  const lines = pairwiseCsv([{ ...vote, choice }], builtInCatalog)
    .trim()
    .split('\r\n')
    .slice(1);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toContain(`,${word},`);
});

test('a deleted vote is not in it', () => {
  expect(
    pairwiseCsv([{ ...vote, deleted: { value: 1, updatedAt: 1 } }], builtInCatalog)
      .trim()
      .split('\r\n'),
  ).toHaveLength(1);
});

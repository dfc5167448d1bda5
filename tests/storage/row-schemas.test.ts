import { expect, test } from 'vitest';
import { newAnswer, newConversation } from '#chat/new-records.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { parseRow, recordRow } from '#storage/row-schemas.ts';

const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
const answer: AnswerRecord = {
  ...newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 1 }, asked, {}),
  status: 'done',
  text: 'hi',
};

test('records of builds that knew neither system text nor context are read, and nothing is put into them', () => {
  const conversation = newConversation('c', 1, null);
  expect(parseRow(recordRow, conversation)).toEqual({ state: 'good', row: conversation });
  expect(parseRow(recordRow, answer)).toEqual({ state: 'good', row: answer });
});

test('what was sent, the license of the time and who said what a model is are kept word for word', () => {
  const verdicts = {
    'noncommercial-use': 'allowed',
    'commercial-use': 'not-allowed',
    redistribution: 'unclear',
    'train-on-outputs': 'conditional',
  };
  const full = {
    ...answer,
    provenance: {
      ...answer.provenance,
      asked: { ...asked, saidByPerson: true },
      served: { model: 'm', catalogId: null, license: { declared: null, effective: ['mit'], verdicts } },
      context: { leftOut: ['x', 'y'], tokens: 900, isExact: true, bytes: 3000, windowTokens: 2048, template: 'fallback' },
      system: 'Be brief.',
      reproduces: 'b',
    },
  };
  expect(parseRow(recordRow, full)).toEqual({ state: 'good', row: full });
  const conversation = newConversation('c', 1, null, 'Be brief.');
  expect(conversation.system).toEqual({ value: 'Be brief.', updatedAt: 1 });
  expect(parseRow(recordRow, conversation)).toEqual({ state: 'good', row: conversation });
});

test('a record with an impossible time is refused, wherever the time stands: no list could show it', () => {
  const conversation = newConversation('c', 1, null);
  for (const time of [1e300, 8.65e15, -1, Number.NaN]) {
    for (const record of [
      { ...conversation, createdAt: time },
      { ...conversation, head: { value: null, updatedAt: time } },
      { ...conversation, deleted: { value: time, updatedAt: 1 } },
      { ...answer, createdAt: time },
    ]) {
      expect(parseRow(recordRow, record)).toMatchObject({ state: 'bad' });
    }
  }
  const last = { ...conversation, createdAt: 8.64e15 };
  expect(parseRow(recordRow, last)).toEqual({ state: 'good', row: last });
});

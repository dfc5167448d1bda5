import { expect, test } from 'vitest';
import { newAnswer, newQuestion } from '#chat/new-records.ts';
import type { MessageRecord } from '#chat/records.ts';
import { turnsOf } from '#chat/turns.ts';

const place = { conversationId: 'c', createdAt: 1 };
const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
const question = (text: string): MessageRecord => newQuestion({ ...place, id: 'q', parentId: null }, text);
const answer = (text: string): MessageRecord => ({
  ...newAnswer({ ...place, id: 'a', parentId: 'q' }, asked, {}),
  text,
  reasoning: 'secret',
});

test('questions and answers become turns word for word, without reasoning', () => {
  expect(turnsOf([question('one'), answer(' two\n'), question('three')])).toEqual([
    { role: 'user', text: 'one' },
    { role: 'assistant', text: ' two\n' },
    { role: 'user', text: 'three' },
  ]);
});

test('an answer without text is left out and the questions around it become one turn', () => {
  expect(turnsOf([question('one'), answer(''), question('two'), answer('x'), question('three')])).toEqual([
    { role: 'user', text: 'one\n\ntwo' },
    { role: 'assistant', text: 'x' },
    { role: 'user', text: 'three' },
  ]);
});

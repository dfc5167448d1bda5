import { expect, test } from 'vitest';
import { newAnswer, newQuestion } from '#chat/new-records.ts';
import type { MessageRecord } from '#chat/records.ts';
import { imagesIn, turnsOf } from '#chat/turns.ts';

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

const picture = { kind: 'image', name: 'cat [1].png', mediaType: 'image/png', bytes: 4, data: 'AAAA' } as const;
const file = { kind: 'text', name: 'a\nb.txt', mediaType: 'text/plain', bytes: 2, text: 'hi\n' } as const;

test('files stand before the question between lines with their names; pictures go along only where they are read', () => {
  const asked = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 1 }, 'What?', [file, picture]);
  expect(turnsOf([asked], true)).toEqual([
    {
      role: 'user',
      text: '[File: a b.txt]\nhi\n[End of file: a b.txt]\n\nWhat?',
      images: [{ mediaType: 'image/png', data: 'AAAA' }],
    },
  ]);
  expect(turnsOf([asked])).toEqual([
    {
      role: 'user',
      text: '[File: a b.txt]\nhi\n[End of file: a b.txt]\n\n[Picture: cat 1 .png. You cannot see it: you were given the text only.]\n\nWhat?',
    },
  ]);
});

test('a picture alone is a question, and questions that follow each other keep their pictures', () => {
  const one = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 1 }, '', [picture]);
  const two = newQuestion({ id: 'r', conversationId: 'c', parentId: 'q', createdAt: 2 }, 'And?', [picture]);
  expect(turnsOf([one, two], true)).toMatchObject([{ role: 'user', images: [{ data: 'AAAA' }, { data: 'AAAA' }] }]);
  expect(imagesIn([one, two])).toBe(2);
});

test('of a file whose content was never here the model is told so', () => {
  const named = { kind: 'text', name: 'gone.doc', mediaType: 'application/msword', bytes: 0, text: '' } as const;
  const asked = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 1 }, 'What?', [named]);
  expect(turnsOf([asked])).toEqual([{ role: 'user', text: '[File: gone.doc. Its content is not available.]\n\nWhat?' }]);
});

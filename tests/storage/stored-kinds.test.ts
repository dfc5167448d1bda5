import { expect, test } from 'vitest';
import { newAnswer } from '#chat/new-records.ts';
import type { BackendKind } from '#providers/provider.ts';
import { parseRow, recordRow } from '#storage/row-schemas.ts';

/** A record, so that a new kind fails to compile here until it is tested. */
const kinds: Readonly<Record<BackendKind, true>> = {
  'in-browser': true,
  'openai-compatible': true,
  'hugging-face': true,
  ollama: true,
  'text-generation-inference': true,
};

test.each(Object.keys(kinds))('an answer of a backend of the kind %s is read again as it was written', (backendKind) => {
  const asked = { backendId: 'b', backendKind, backendLabel: 'B', modelId: 'm', catalogId: null };
  const empty = newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 1 }, { ...asked, backendKind: 'ollama' }, {});
  const served = { model: 'm', catalogId: null, provider: 'novita', unusedFormat: 'dolly' };
  const answer = { ...empty, status: 'done', text: 'hi', provenance: { ...empty.provenance, asked, served } };
  expect(parseRow(recordRow, answer)).toEqual({ state: 'good', row: answer });
});

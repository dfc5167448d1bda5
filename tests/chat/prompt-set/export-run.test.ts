import { expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import type { RunRecord } from '#chat/item-records.ts';
import { newAnswer, newQuestion } from '#chat/new-records.ts';
import { questionIdOf } from '#chat/prompt-set/cells.ts';
import { readCsv } from '#chat/csv.ts';
import { runCsv, runJsonLines } from '#chat/prompt-set/export-run.ts';
import { ownPromptSet } from '#chat/prompt-set/own-set.ts';
import type { AnswerRecord, MessageRecord } from '#chat/records.ts';

const stamp = { updatedAt: 1 };
const run: RunRecord = {
  kind: 'run',
  schemaVersion: 1,
  id: 'r',
  createdAt: 1,
  deleted: { value: null, ...stamp },
  title: { value: 'Owls', ...stamp },
  prompts: [
    { id: 'first', text: 'Hoo, "who"?' },
    { id: 'second', text: 'Why?' },
  ],
  columns: ['c1', 'c2'],
  seed: 7,
};

function messages(): ReadonlyMap<string, MessageRecord> {
  const asked = { backendId: 'lab', backendKind: 'ollama', backendLabel: 'Lab', modelId: 'dolly', catalogId: 'dolly-v2-12b' } as const;
  const id = questionIdOf('c1', 0);
  const question = newQuestion({ id, conversationId: 'c1', parentId: null, createdAt: 1 }, 'Hoo, "who"?');
  const answer = (answerId: string, createdAt: number, text: string): AnswerRecord => ({
    ...newAnswer({ id: answerId, conversationId: 'c1', parentId: id, createdAt }, asked, { seed: 7 }),
    status: 'done',
    finishReason: 'stop',
    text,
  });
  return new Map([question, answer('a1', 2, 'an older one'), answer('a2', 3, '=an\nowl')].map((message) => [message.id, message]));
}

test('the table has a line for the newest answer to each prompt, with model and license', () => {
  const [head = [], ...lines] = readCsv(runCsv(run, messages(), builtInCatalog));
  expect(lines).toHaveLength(1);
  const line = Object.fromEntries(head.map((name, place) => [name, lines[0]?.[place]]));
  expect(line).toMatchObject({
    prompt_id: 'first',
    prompt: 'Hoo, "who"?',
    model: 'lab/dolly',
    catalog_id: 'dolly-v2-12b',
    commercial_use: 'allowed',
    status: 'done',
    finish_reason: 'stop',
    seed: '7',
    // A spreadsheet runs nothing that a model wrote.
    text: "'=an\nowl",
  });
});

test('JSON Lines carry the whole provenance and the ancestors', () => {
  const [line = ''] = runJsonLines(run, messages(), builtInCatalog).trim().split('\n');
  expect(JSON.parse(line)).toMatchObject({
    run: 'Owls',
    prompt: { id: 'first' },
    text: '=an\nowl',
    catalogId: 'dolly-v2-12b',
    license: { verdicts: { 'commercial-use': 'allowed' } },
    provenance: { asked: { backendLabel: 'Lab' } },
  });
  expect(JSON.parse(line).lineage).toContainEqual({ id: 'pythia-12b', name: 'Pythia 12b', family: 'weights' });
});

test('the set that ships has different names and no prompt twice', () => {
  expect(new Set(ownPromptSet.map(({ id }) => id)).size).toBe(ownPromptSet.length);
  expect(new Set(ownPromptSet.map(({ text }) => text)).size).toBe(ownPromptSet.length);
});

import { expect, test } from 'vitest';
import { applyPart } from '#chat/answer.ts';
import { newAnswer } from '#chat/new-records.ts';
import type { AnswerRecord } from '#chat/records.ts';
import type { StreamPart } from '#providers/provider.ts';
import { readAnswerLine } from '#providers/backends/ollama/answer-line.ts';
import { readGeneratedToken } from '#providers/backends/text-generation-inference/generated-token.ts';
import { readAnswerMessage } from '#providers/wire/answer-message.ts';
import { AnswerReader } from '#providers/wire/answer-reader.ts';
import { statedError, statedFailure } from '#providers/wire/stated-error.ts';
import { parseRow, recordRow } from '#storage/row-schemas.ts';

const asked = { backendId: 'b', backendKind: 'ollama', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
const empty = newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 1 }, asked, {});
const after = (parts: readonly StreamPart[]): AnswerRecord => parts.reduce((answer, part) => applyPart(answer, part, 5), empty);

/** What a database gives back is a clone, and what cannot be cloned cannot be written. */
const readAgain = (answer: AnswerRecord): unknown => parseRow(recordRow, structuredClone(answer));

test.each([
  [
    'openai-compatible',
    readAnswerMessage,
    `{"model":"m","choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":"constructor"}],"usage":{"prompt_tokens":1e999,
      "completion_tokens":1e999},"timings":{"predicted_per_second":1e999,"prompt_n":1e308,"cache_n":1e308},
      "prompt_progress":{"total":1e999,"processed":1e999}}`,
  ],
  [
    'ollama',
    readAnswerLine,
    `{"model":"m","message":{"content":"hi"},"done":true,"done_reason":"__proto__","prompt_eval_count":1e999,"eval_count":1e12,
      "eval_duration":1e-300}`,
  ],
  [
    'text-generation-inference',
    readGeneratedToken,
    `{"token":{"text":"hi","special":false},"details":{"finish_reason":"constructor","generated_tokens":1e999,"input_length":1e999}}`,
  ],
])('numbers without bounds and reasons with odd names from %s leave an answer that can be kept and read again', (_, read, body) => {
  const reader = new AnswerReader({ stop: [], servedBy: () => ({}) });
  reader.message(read(JSON.parse(body)));
  const { reason } = reader;
  if (reason === null) throw new Error('The answer has no end.');
  const live = after(reader.parts());
  expect(live.text).toBe('hi');
  expect(readAgain(live)).toMatchObject({ state: 'good' });
  expect(readAgain(applyPart(live, { type: 'finish', reason }, 9))).toMatchObject({ state: 'good' });
});

test('an error with numbers without bounds leaves an answer that can be kept and read again', () => {
  for (const body of [
    '{"error":{"message":"exceed_context_size","n_prompt_tokens":1e999,"n_ctx":1e999,"http_status_code":1e999}}',
    '{"error":"loading","estimated_time":1e308}',
  ]) {
    const failure = statedFailure(null, statedError(JSON.parse(body)));
    const answer = after([{ type: 'error', error: failure.error }]);
    expect(readAgain(answer), body).toMatchObject({ state: 'good' });
  }
});

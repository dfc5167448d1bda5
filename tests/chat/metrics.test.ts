import { expect, test } from 'vitest';
import { costOf, metricsOf } from '#chat/metrics.ts';
import { newAnswer } from '#chat/new-records.ts';
import type { AnswerRecord, Provenance } from '#chat/records.ts';

const asked = { backendId: 'b', backendKind: 'ollama', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
function answer(more: Partial<Provenance>, words = ''): AnswerRecord {
  const made = newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 1 }, asked, {});
  return { ...made, status: 'done', finishReason: 'stop', text: words, provenance: { ...made.provenance, ...more } };
}
const timing = { startedAt: 1, firstTokenMs: 500, totalMs: 2500 };

test('speed is what the backend tells, else its tokens over the time from the first word to the end', () => {
  expect(metricsOf(answer({ timing, usage: { outputTokens: 100 } }))).toMatchObject({ tokensPerSecond: 50, isSpeedTold: false });
  expect(metricsOf(answer({ timing, usage: { outputTokens: 100, tokensPerSecond: 61 } }))).toMatchObject({
    tokensPerSecond: 61,
    isSpeedTold: true,
  });
});

test('what is not known stays unknown', () => {
  expect(metricsOf(answer({}))).toMatchObject({ firstTokenMs: null, totalMs: null, outputTokens: null, tokensPerSecond: null });
  // All of it came at once: no time, no speed.
  const atOnce = { startedAt: 1, firstTokenMs: 500, totalMs: 500 };
  expect(metricsOf(answer({ timing: atOnce, usage: { outputTokens: 100 } })).tokensPerSecond).toBeNull();
});

test('length is counted in characters as people see them', () => {
  expect(metricsOf(answer({}, 'né 👩‍👩‍👧 猫')).characters).toBe(6);
  expect(metricsOf(answer({}, '猫'.repeat(30_000))).characters).toBe(30_000);
});

test('a price per million tokens makes a cost where both counts are known', () => {
  expect(costOf({ promptTokens: 1000, outputTokens: 500 }, { input: 0.1, output: 2 })).toBeCloseTo(0.0011, 10);
  expect(costOf({ promptTokens: null, outputTokens: 500 }, { input: 0.1, output: 2 })).toBeNull();
});

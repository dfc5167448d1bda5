import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPart, interrupted, isTerminal, saidSomething } from '#chat/answer.ts';
import { newAnswer } from '#chat/new-records.ts';
import type { AnswerRecord } from '#chat/records.ts';
import type { StreamPart } from '#providers/provider.ts';
import { finish, text } from './fake-provider.ts';

const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
const empty = newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 1000 }, asked, {});
const maker = { slot: 'maker', modelId: 'some/model', source: 'https://example.org/card' };

function after(parts: readonly StreamPart[], start: AnswerRecord = empty): AnswerRecord {
  return parts.reduce((answer, part, place) => applyPart(answer, part, 10 * (place + 1)), start);
}

/** Cuts text at the places, wherever they fall, also inside a character. */
function cut(words: string, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (words.length + 1)), words.length].toSorted((left, right) => left - right);
  return ends.map((end, place) => words.slice(place === 0 ? 0 : ends[place - 1], end));
}

describe('text', () => {
  test('is the same however it was cut, with nothing lost at the start', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(fc.nat(), { maxLength: 12 }), (words, places) => {
        const whole = `\n  ${words}`;
        expect(after(cut(whole, places).map(text)).text).toBe(whole);
      }),
    );
  });

  test('that the catalog filled in has the same spans however it was cut', () => {
    const piece = fc.record({ words: fc.string({ minLength: 1, maxLength: 12 }), filled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 6 }), (pieces, places) => {
        const delta = (words: string, filled: boolean): StreamPart => ({
          type: 'text-delta',
          text: words,
          ...(filled ? { filled: maker } : {}),
        });
        const whole = after(pieces.map(({ words, filled }) => delta(words, filled)));
        const inPieces = after(pieces.flatMap(({ words, filled }) => cut(words, places).map((part) => delta(part, filled))));
        expect(inPieces.filled).toEqual(whole.filled);
        expect(whole.filled.map(({ start, end }) => whole.text.slice(start, end)).join('')).toBe(
          pieces.map(({ words, filled }) => (filled ? words : '')).join(''),
        );
      }),
    );
  });

  test('filled from different facts has different spans', () => {
    const answer = after([
      text('By '),
      { type: 'text-delta', text: 'Acme', filled: maker },
      { type: 'text-delta', text: 'MIT', filled: { ...maker, slot: 'license' } },
    ]);
    expect(answer.filled).toEqual([
      { ...maker, start: 3, end: 7 },
      { ...maker, slot: 'license', start: 7, end: 10 },
    ]);
  });

  test('and reasoning stay apart', () => {
    const answer = after([{ type: 'reasoning-delta', text: ' hm' }, text('yes'), { type: 'reasoning-delta', text: '.' }]);
    expect(answer).toMatchObject({ reasoning: ' hm.', text: 'yes', status: 'streaming' });
  });
});

describe('timing', () => {
  test('the first token is the first delta with something in it, reasoning too', () => {
    const answer = after([{ type: 'queued' }, text(''), { type: 'reasoning-delta', text: 'a' }, text('b'), finish]);
    expect(answer.provenance.timing).toEqual({ startedAt: 1000, firstTokenMs: 30, totalMs: 50, reasonedMs: 10 });
  });

  test('reasoning lasts from its first word to the first of the answer, or to the end if there is none', () => {
    const thought = { type: 'reasoning-delta', text: 'a' } as const;
    expect(after([thought, thought, thought, text('b'), text('c'), finish]).provenance.timing.reasonedMs).toBe(30);
    expect(after([thought, thought, finish]).provenance.timing.reasonedMs).toBe(20);
    expect(after([text('b'), finish]).provenance.timing.reasonedMs).toBeUndefined();
  });

  test('an answer without words has no first token', () => {
    expect(after([finish]).provenance.timing).toEqual({ startedAt: 1000, firstTokenMs: null, totalMs: 10 });
  });
});

describe('progress', () => {
  test('is shown until words arrive', () => {
    const loading = after([
      { type: 'queued', position: 3 },
      { type: 'progress', stage: 'download', done: 5, total: null },
    ]);
    expect(loading).toMatchObject({ status: 'waiting', progress: { stage: 'download', done: 5, total: null } });
    expect(after([{ type: 'queued', position: 3 }]).progress).toEqual({ stage: 'queued', done: 3, total: null });
    expect(after([text('x')], loading)).toMatchObject({ status: 'streaming', progress: null });
  });

  test('is gone when the answer is settled before a word', () => {
    expect(after([{ type: 'queued' }, finish]).progress).toBeNull();
  });
});

describe('who served it', () => {
  test('is overwritten field by field by later parts, without the part type', () => {
    const answer = after([
      { type: 'served', model: 'x', provider: 'p' },
      { type: 'usage', promptTokens: 4 },
      { type: 'served', model: 'y' },
      { type: 'usage', outputTokens: 2 },
    ]);
    expect(answer.provenance.served).toEqual({ model: 'y', provider: 'p' });
    expect(answer.provenance.usage).toEqual({ promptTokens: 4, outputTokens: 2 });
  });
});

describe('the end', () => {
  const endings = [
    [{ type: 'finish', reason: 'stop' }, 'done'],
    [{ type: 'finish', reason: 'stop-string' }, 'done'],
    [{ type: 'finish', reason: 'length' }, 'done'],
    [{ type: 'finish', reason: 'content-filter' }, 'done'],
    [{ type: 'finish', reason: 'aborted' }, 'stopped'],
    [{ type: 'error', error: { code: 'interrupted', detail: 'cut' } }, 'interrupted'],
    [{ type: 'error', error: { code: 'network', detail: 'gone' } }, 'failed'],
  ] as const satisfies readonly (readonly [StreamPart, string])[];

  test.each(endings)('%j makes it %s, keeps the text and is final', (part, status) => {
    const answer = after([text('half'), part]);
    expect(isTerminal(part)).toBe(true);
    expect(answer).toMatchObject({ status, text: 'half', progress: null });
    expect(answer.finishReason).toBe(part.type === 'finish' ? part.reason : null);
    expect(answer.error).toEqual(part.type === 'error' ? part.error : null);
    expect(after([text('late'), finish, { type: 'queued' }], answer)).toBe(answer);
  });

  test('never comes from other parts', () => {
    expect([text('a'), { type: 'queued' } as const, { type: 'usage' } as const].some(isTerminal)).toBe(false);
  });
});

test('an abandoned answer keeps its text and is interrupted; a settled one stays', () => {
  const settled = after([text('all'), finish]);
  expect(interrupted(after([text('half')]))).toMatchObject({ status: 'interrupted', text: 'half', finishReason: null });
  expect(interrupted(settled)).toBe(settled);
});

test('of an answer that ended without a word nobody is said to have answered', () => {
  const failed: StreamPart = { type: 'error', error: { code: 'server', detail: '' } };
  const stopped: StreamPart = { type: 'finish', reason: 'aborted' };
  for (const parts of [[failed], [stopped], [text(''), failed]]) expect(saidSomething(after(parts))).toBe(false);
  const thought: StreamPart = { type: 'reasoning-delta', text: 'hm' };
  for (const parts of [[], [text('a'), failed], [thought, stopped], [finish]]) expect(saidSomething(after(parts))).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOfTurns,
  contextFill,
  estimateTokens,
  experienceWith,
  fitContext,
  fits,
  readLess,
  reservedTokens,
  smallestWindow,
  utf8Bytes,
} from '#chat/context.ts';
import { newAnswer, newQuestion } from '#chat/new-records.ts';
import type { BackendKind } from '#providers/provider.ts';
import type { AnswerRecord, MessageRecord, SentContext } from '#chat/records.ts';

const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
const question = (id: string, text: string): MessageRecord => newQuestion({ id, conversationId: 'c', parentId: null, createdAt: 1 }, text);
const answer = (id: string, text: string, createdAt = 1): AnswerRecord => ({
  ...newAnswer({ id, conversationId: 'c', parentId: 'q', createdAt }, asked, {}),
  status: 'done',
  text,
});

/** Questions with zero, one or more answers' worth of words, ending with the question to be asked. */
const paths = fc
  .array(fc.tuple(fc.nat(40), fc.option(fc.nat(40), { nil: null })), { maxLength: 12 })
  .chain((pairs) => fc.nat(60).map((last) => ({ pairs, last })))
  .map(({ pairs, last }) => [
    ...pairs.flatMap(([asks, says], place) => [
      question(`q${place}`, 'x'.repeat(asks + 1)),
      ...(says === null ? [] : [answer(`a${place}`, 'y'.repeat(says))]),
    ]),
    question('last', 'z'.repeat(last + 1)),
  ]);
const countBytes = (kept: readonly MessageRecord[]) =>
  Promise.resolve({ tokens: kept.reduce((sum, { text }) => sum + text.length, 0), isExact: true });

describe('leaving out', () => {
  test('keeps the question and an unbroken end of the path, cut between whole pairs, as long as the window allows', async () => {
    await fc.assert(
      fc.asyncProperty(paths, fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }), fc.nat(80), async (path, window, reserve) => {
        const { kept, leftOut, count, isTooLong } = await fitContext(path, window, reserve, countBytes);
        expect(kept.at(-1)?.id).toBe('last');
        expect(kept).toEqual(path.slice(path.length - kept.length));
        expect(kept[0]?.kind === 'question' || kept.length === path.length).toBe(true);
        expect(leftOut).toEqual(path.slice(0, path.length - kept.length).filter(({ text }) => text !== ''));
        expect(count).toEqual(await countBytes(kept));
        expect(isTooLong).toBe(!fits(count, window, reserve));
        if (isTooLong) expect(kept).toHaveLength(1);
        else if (kept.length < path.length) {
          // One more pair would not have fitted.
          const start = path.findLastIndex(({ kind }, place) => place < path.length - kept.length && (kind === 'question' || place === 0));
          expect(fits(await countBytes(path.slice(start)), window, reserve)).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('asks for few counts, however long the conversation is', async () => {
    const path = Array.from({ length: 400 }, (_, place) =>
      place % 2 === 0 ? question(`q${place}`, 'x'.repeat(10)) : answer(`a${place}`, 'y'.repeat(10)),
    );
    path.push(question('last', 'z'));
    let counts = 0;
    const fitted = await fitContext(path, 1001, 0, (kept) => {
      counts += 1;
      return countBytes(kept);
    });
    expect(fitted.kept).toHaveLength(101);
    expect(fitted.leftOut).toHaveLength(300);
    expect(counts).toBeLessThanOrEqual(10);
  });

  test('happens to nothing when nobody tells the window', async () => {
    const path = [question('q', 'x'.repeat(1_000_000)), answer('a', 'y'), question('last', 'z')];
    expect((await fitContext(path, null, 512, countBytes)).leftOut).toEqual([]);
  });
});

test('an estimate keeps a margin that a count does not need', () => {
  expect(fits({ tokens: 100, isExact: true }, 100, 0)).toBe(true);
  expect(fits({ tokens: 100, isExact: false }, 109, 0)).toBe(false);
  expect(fits({ tokens: 100, isExact: false }, 110, 0)).toBe(true);
});

test('an estimate is three bytes a token until earlier answers teach better', () => {
  expect(estimateTokens(utf8Bytes('家谱ab'), null)).toEqual({ tokens: 3, isExact: false });
  expect(estimateTokens(1000, 0.25).tokens).toBe(250);
  expect(bytesOfTurns('be kind', [question('q', 'héllo')])).toBe(7 + 6 + 48);
});

test('room for the answer is kept, at most half of the window', () => {
  expect(reservedTokens(undefined, 8192)).toBe(512);
  expect(reservedTokens(2000, 8192)).toBe(2000);
  expect(reservedTokens(2000, 2048)).toBe(1024);
  expect(reservedTokens(undefined, null)).toBe(512);
});

test('the smallest known window counts', () => {
  expect(smallestWindow(null, 4096, 2048)).toBe(2048);
  expect(smallestWindow(null, null)).toBeNull();
});

describe('experience with a model', () => {
  const sent = (bytes: number, tokens = 100): SentContext => ({ leftOut: [], tokens, isExact: false, bytes, windowTokens: null });
  const told = (id: string, createdAt: number, bytes: number, promptTokens: number): AnswerRecord => {
    const made = answer(id, 'x', createdAt);
    return { ...made, provenance: { ...made.provenance, context: sent(bytes), usage: { promptTokens } } };
  };

  test('takes the densest of its last answers, and of no other model', () => {
    const other = told('o', 9, 100, 90);
    const foreign = { ...other, provenance: { ...other.provenance, asked: { ...asked, modelId: 'other' } } };
    const known = experienceWith([told('a', 1, 1000, 250), told('b', 2, 1000, 300), foreign], asked, 10);
    expect(known).toEqual({ tokensPerByte: 0.3, limit: null });
  });

  test('does not learn from a server that counts only what was not in its cache', () => {
    expect(experienceWith([told('a', 1, 1000, 12)], asked, 10).tokensPerByte).toBeNull();
  });

  test('learns from a refusal how many tokens there were and how many fit, for an hour', () => {
    const made = answer('a', '', 1000);
    const refused: AnswerRecord = {
      ...made,
      status: 'failed',
      error: { code: 'context-exceeded', detail: '', needed: 400, limit: 256 },
      provenance: { ...made.provenance, context: sent(1000) },
    };
    expect(experienceWith([refused], asked, 2000)).toEqual({ tokensPerByte: 0.4, limit: 256 });
    expect(experienceWith([refused], asked, 1000 + 3_600_000).limit).toBeNull();
    const ownPrompt = { ...refused, provenance: { ...made.provenance, context: sent(150) } };
    expect(experienceWith([ownPrompt], asked, 2000)).toEqual({ tokensPerByte: null, limit: 64 });
    const wordless = { ...refused, error: { code: 'context-exceeded', detail: '' } as const };
    expect(experienceWith([wordless], asked, 2000)).toEqual({ tokensPerByte: null, limit: 75 });
  });
});

test('a server that reports far fewer tokens than it was sent has left something out', () => {
  const context: SentContext = { leftOut: [], tokens: 1000, isExact: true, bytes: 3000, windowTokens: null };
  const judged = (sentContext: SentContext | undefined, promptTokens: number | undefined, backendKind: BackendKind = 'openai-compatible') =>
    readLess({
      asked: { backendId: 'b', backendKind, backendLabel: 'B', modelId: 'm', catalogId: null },
      ...(sentContext === undefined ? {} : { context: sentContext }),
      usage: promptTokens === undefined ? {} : { promptTokens },
    });
  expect(judged(context, 890)).toBe(true);
  expect(judged(context, 1001)).toBe(false);
  expect(judged({ ...context, isExact: false }, 700)).toBe(false);
  expect(judged({ ...context, isExact: false }, 400)).toBe(true);
  expect(judged(undefined, 1)).toBe(false);
  expect(judged(context, undefined)).toBe(false);
  // Too short for anybody to cut, and only estimated; and the engine in the page never cuts.
  expect(judged({ ...context, tokens: 17, isExact: false }, 8)).toBe(false);
  expect(judged(context, 8, 'in-browser')).toBe(false);
});

test('the fill is what was read, what was answered and what is being written, against the window', () => {
  const made = answer('a', 'x'.repeat(300));
  const context: SentContext = { leftOut: [], tokens: 500, isExact: false, bytes: 1500, windowTokens: 1000 };
  const withContext = { ...made, provenance: { ...made.provenance, context } };
  expect(contextFill(made, '')).toBeNull();
  expect(contextFill(withContext, '')).toBe(0.6);
  expect(contextFill(withContext, 'y'.repeat(300))).toBe(0.7);
  const told = { ...withContext, provenance: { ...withContext.provenance, usage: { promptTokens: 375, outputTokens: 25 } } };
  expect(contextFill(told, 'y'.repeat(400))).toBe(0.5);
  const cached = { ...withContext, provenance: { ...withContext.provenance, usage: { promptTokens: 3, outputTokens: 100 } } };
  expect(contextFill(cached, '')).toBe(0.6);
  expect(contextFill({ ...told, provenance: { ...told.provenance, context: { ...context, windowTokens: null } } }, '')).toBeNull();
});

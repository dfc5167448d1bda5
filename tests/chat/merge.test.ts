import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PromptRecord } from '#chat/item-records.ts';
import { mergeConversation, mergeItem, mergeMessage, restamp } from '#chat/merge.ts';
import { newAnswer, newConversation } from '#chat/new-records.ts';
import { type AnswerRecord, type AnswerStatus, type ConversationRecord, schemaVersion } from '#chat/records.ts';
import { comparisonRecord } from './comparison-record.ts';

const stamp = <T>(value: fc.Arbitrary<T>) => fc.record({ value, updatedAt: fc.integer({ min: 0, max: 3 }) });
const word = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null });
const conversations: fc.Arbitrary<ConversationRecord> = fc
  .record({ title: stamp(word), model: stamp(word), head: stamp(word), deleted: stamp(fc.option(fc.nat({ max: 3 }), { nil: null })) })
  .chain((fields) =>
    fc
      .record(
        {
          system: stamp(word),
          folder: stamp(word),
          pinned: stamp(fc.boolean()),
          archived: stamp(fc.boolean()),
          tags: stamp(fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 })),
          parameters: stamp(fc.constantFrom(null, { topK: 1 }, { topK: 2 })),
          removed: fc.dictionary(fc.constantFrom('m', 'n'), stamp(fc.boolean())),
        },
        { requiredKeys: [] },
      )
      .map((others) => ({ ...newConversation('c', 0, null), ...fields, ...others })),
  );
const prompts: fc.Arbitrary<PromptRecord> = fc
  .record({ name: stamp(fc.constantFrom('a', 'b')), text: stamp(fc.constantFrom('a', 'b')), deleted: stamp(fc.constantFrom(null, 1)) })
  .map((fields) => ({ kind: 'prompt', schemaVersion, id: 'p', createdAt: 0, ...fields }));

describe('conversations', () => {
  test('merge to the same in any order, and merging again changes nothing', () => {
    fc.assert(
      fc.property(conversations, conversations, conversations, (a, b, c) => {
        expect(mergeConversation(a, b)).toEqual(mergeConversation(b, a));
        expect(mergeConversation(mergeConversation(a, b), c)).toEqual(mergeConversation(a, mergeConversation(b, c)));
        const merged = mergeConversation(a, b);
        expect(mergeConversation(merged, b)).toBe(merged);
      }),
    );
  });

  test('keep the later value of each field', () => {
    const base = newConversation('c', 5, null);
    const renamed = { ...base, title: { value: 'new', updatedAt: 9 } };
    const removed = { ...base, title: { value: 'old', updatedAt: 7 }, deleted: { value: 8, updatedAt: 8 } };
    expect(mergeConversation(renamed, removed)).toEqual({ ...renamed, deleted: removed.deleted });
  });
});

test('items merge like conversations, and never into another kind', () => {
  fc.assert(
    fc.property(prompts, prompts, prompts, (a, b, c) => {
      expect(mergeItem(a, b)).toEqual(mergeItem(b, a));
      expect(mergeItem(mergeItem(a, b), c)).toEqual(mergeItem(a, mergeItem(b, c)));
      const merged = mergeItem(a, b);
      expect(mergeItem(merged, b)).toBe(merged);
      const comparison = { ...a, kind: 'comparison', title: { value: null, updatedAt: 9 }, columns: { value: [], updatedAt: 9 } } as const;
      expect(mergeItem(a, comparison)).toBe(a);
    }),
  );
});

test('of a comparison that was put in order in two places the last of each counts', () => {
  const at = <Value>(value: Value, updatedAt: number) => ({ value, updatedAt });
  const here = comparisonRecord('k', [], { pinned: at(true, 2), folder: at('Work', 5), tags: at(['a'], 2) });
  const there = comparisonRecord('k', [], { folder: at(null, 4), tags: at(['b'], 3), archived: at(true, 3) });
  const merged = { ...here, tags: at(['b'], 3), archived: at(true, 3) };
  expect([mergeItem(here, there), mergeItem(there, here)]).toEqual([merged, merged]);
});

test('a new stamp is later than the old one even if the clock was set back', () => {
  expect(restamp({ value: 'a', updatedAt: 100 }, 'b', 40)).toEqual({ value: 'b', updatedAt: 101 });
  expect(restamp({ value: 'a', updatedAt: 100 }, 'b', 400)).toEqual({ value: 'b', updatedAt: 400 });
  // Beyond what a date holds it could be written, and never be read again.
  expect(restamp({ value: 'a', updatedAt: 8.64e15 }, 'b', 400)).toEqual({ value: 'b', updatedAt: 8.64e15 });
});

describe('answers', () => {
  const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
  const answer = (status: AnswerStatus, text: string): AnswerRecord => ({
    ...newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 1 }, asked, {}),
    status,
    text,
  });

  test.each(['done', 'stopped', 'failed'] as const)('that are %s are never changed', (status) => {
    const settled = answer(status, 'all');
    for (const other of [answer('streaming', 'all and more'), answer('interrupted', 'all and more'), answer('done', 'another')]) {
      expect(mergeMessage(settled, other)).toBe(settled);
    }
    expect(mergeMessage(answer('streaming', 'all and more'), settled)).toBe(settled);
    expect(mergeMessage(answer('interrupted', 'all and more'), settled)).toBe(settled);
  });

  test('that were thought abandoned beat a checkpoint but not their own end', () => {
    const guess = answer('interrupted', 'ha');
    expect(mergeMessage(guess, answer('streaming', 'half'))).toBe(guess);
    expect(mergeMessage(guess, answer('done', 'whole')).text).toBe('whole');
  });

  test('that are live grow and do not shrink', () => {
    const short = answer('streaming', 'ha');
    const long = answer('streaming', 'half');
    expect(mergeMessage(short, long)).toBe(long);
    expect(mergeMessage(long, short)).toBe(long);
    expect(mergeMessage(long, { ...long })).toBe(long);
  });
});

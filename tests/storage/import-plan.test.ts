import { describe, expect, test } from 'vitest';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { ConversationRecord, MessageRecord } from '#chat/records.ts';
import { type IncomingConversation, groupByConversation, planImport } from '#storage/import-plan.ts';

const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
const conversation: ConversationRecord = { ...newConversation('c', 5, null), head: { value: 'a', updatedAt: 7 } };
const question = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 5 }, 'hello');
const answer: MessageRecord = {
  ...newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 6 }, asked, {}),
  status: 'done',
  text: 'hi',
};
const whole: IncomingConversation = { id: 'c', conversation, messages: [question, answer] };
const nothing = { conversation: null, messages: new Map<string, MessageRecord>() };

function plan(incoming: IncomingConversation, kept: readonly (ConversationRecord | MessageRecord)[] = []) {
  let made = 0;
  const makeId = (): string => {
    made += 1;
    return `fresh${made}`;
  };
  const known = {
    conversation: kept.find((record) => record.kind === 'conversation' && record.id === incoming.id) ?? null,
    messages: new Map(kept.flatMap((record) => (record.kind === 'conversation' ? [] : [[record.id, record] as const]))),
  };
  const own = known.conversation?.kind === 'conversation' ? known.conversation : null;
  return planImport(incoming, { ...known, conversation: own }, makeId, 100);
}

describe('ids', () => {
  test('are kept where nothing is', () => {
    expect(plan(whole)).toEqual({ records: [conversation, question, answer], skipped: 0, problem: null });
  });

  test('that are here with the same content are skipped', () => {
    expect(plan(whole, [conversation, question, answer])).toEqual({ records: [], skipped: 3, problem: null });
  });

  test('of another message are replaced, and what hangs on them follows', () => {
    const { records } = plan(whole, [conversation, { ...question, text: 'something else' }]);
    expect(records).toEqual([
      { ...question, id: 'fresh1' },
      { ...answer, parentId: 'fresh1' },
    ]);
  });

  test('of messages that an answer left out follow as well', () => {
    const context = { leftOut: ['q'], tokens: 1, isExact: false, bytes: 3, windowTokens: null };
    const short: MessageRecord = { ...answer, provenance: { ...answer.provenance, context } };
    const { records } = plan({ ...whole, messages: [question, short] }, [conversation, { ...question, text: 'something else' }]);
    expect(records.at(-1)).toMatchObject({ provenance: { context: { ...context, leftOut: ['fresh1'] } } });
  });

  test('of an answer that another was asked from follow as well', () => {
    const again: MessageRecord = { ...answer, id: 'b', provenance: { ...answer.provenance, reproduces: 'a' } };
    const { records } = plan({ ...whole, messages: [question, answer, again] }, [conversation, question, { ...answer, text: 'other' }]);
    expect(records).toContainEqual({ ...again, provenance: { ...again.provenance, reproduces: 'fresh1' } });
  });

  test('of another conversation are replaced together', () => {
    const other = { ...conversation, createdAt: 1 };
    const { records } = plan(whole, [other, question, answer]);
    expect(records).toEqual([
      { ...conversation, id: 'fresh1', head: { value: 'fresh3', updatedAt: 7 } },
      { ...question, id: 'fresh2', conversationId: 'fresh1' },
      { ...answer, id: 'fresh3', conversationId: 'fresh1', parentId: 'fresh2' },
    ]);
  });
});

describe('states', () => {
  test('a finished answer takes the place of an interrupted one, and not the other way round', () => {
    const interrupted: MessageRecord = { ...answer, status: 'interrupted', text: 'h' };
    expect(plan(whole, [conversation, question, interrupted]).records).toEqual([answer]);
    expect(plan({ ...whole, messages: [question, interrupted] }, [conversation, question, answer]).records).toEqual([]);
  });

  test('a live answer in a file is interrupted', () => {
    const { records } = plan({ ...whole, messages: [question, { ...answer, status: 'streaming' }] });
    expect(records[2]).toMatchObject({ status: 'interrupted', text: 'hi' });
  });

  test('the later title wins', () => {
    const renamed = { ...conversation, title: { value: 'late', updatedAt: 50 } };
    expect(plan({ ...whole, conversation: renamed }, [conversation, question, answer]).records).toEqual([renamed]);
    expect(plan(whole, [renamed, question, answer]).records).toEqual([]);
  });
});

describe('deletion', () => {
  test('is not imported', () => {
    const deleted = { ...conversation, deleted: { value: 99, updatedAt: 99 } };
    expect(plan({ ...whole, conversation: deleted }, [conversation])).toEqual({ records: [], skipped: 3, problem: null });
  });

  test('is undone by importing what was deleted', () => {
    const deleted = { ...conversation, deleted: { value: 999, updatedAt: 999 } };
    const { records } = plan(whole, [deleted, question, answer]);
    expect(records).toEqual([{ ...conversation, deleted: { value: null, updatedAt: 1000 } }]);
  });
});

describe('incomplete files', () => {
  test('messages without their conversation are kept in one that is rebuilt, and it is said', () => {
    const { records, problem } = plan({ ...whole, conversation: null });
    expect(records).toMatchObject([{ kind: 'conversation', id: 'c', createdAt: 5, title: { value: 'hello' } }, question, answer]);
    expect(problem).toMatch(/rebuilt/);
  });

  test('messages without their conversation go into the one that is here', () => {
    expect(plan({ ...whole, conversation: null }, [conversation, question])).toEqual({ records: [answer], skipped: 1, problem: null });
  });

  test('a record that comes twice counts once', () => {
    const { groups, repeated } = groupByConversation([question, conversation, question, answer]);
    expect(groups).toEqual([{ id: 'c', conversation, messages: [question, answer] }]);
    expect(repeated).toEqual(['q']);
    expect(planImport(groups[0] ?? whole, nothing, () => 'x', 1).records).toHaveLength(3);
  });
});

describe('a file of another program', () => {
  const foreign = (kept: { readonly conversation: ConversationRecord | null; readonly messages: readonly MessageRecord[] }) =>
    planImport(
      whole,
      { conversation: kept.conversation, messages: new Map(kept.messages.map((message) => [message.id, message])) },
      () => 'fresh',
      100,
      true,
    );

  test('adds nothing the second time, even where it gives no times', () => {
    const later = { ...conversation, createdAt: 99, title: { value: 'of mine', updatedAt: 1 }, folder: { value: 'F', updatedAt: 1 } };
    const messages = [{ ...question, createdAt: 98 }, answer];
    expect(foreign({ conversation: later, messages })).toEqual({ records: [], skipped: 3, problem: null });
  });

  test('adds what is new and leaves title, folder and shown branch as they are here, whatever the file says', () => {
    const mine = { ...conversation, title: { value: 'of mine', updatedAt: 1 }, head: { value: 'q', updatedAt: 1 } };
    expect(foreign({ conversation: mine, messages: [question] })).toEqual({ records: [answer], skipped: 2, problem: null });
  });

  test('brings back what was deleted here', () => {
    const gone = { ...conversation, deleted: { value: 50, updatedAt: 50 } };
    const { records } = foreign({ conversation: gone, messages: [question, answer] });
    expect(records).toMatchObject([{ kind: 'conversation', deleted: { value: null } }]);
  });
});

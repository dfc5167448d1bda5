import { describe, expect, test } from 'vitest';
import { newConversation, newQuestion } from '#chat/new-records.ts';
import { archiveOf } from '#storage/formats/archive.ts';
import { readFile } from '#storage/formats/read-file.ts';
import { importInto } from '#storage/transfer.ts';

const conversation = newConversation('c', 5, null);
const question = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 5 }, 'hello "you" \u2028 \uD800');
const archive = (records: readonly unknown[], version = 1): string => JSON.stringify({ format: 'stemma-archive', version, records });

async function read(text: string) {
  const { records, problems } = await readFile(new Blob([text]), '', {
    matchModel: () => null,
    now: 9,
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  return { records, problems };
}

describe('reading', () => {
  test('gives back what was written', async () => {
    const text = await archiveOf(
      [conversation, question].map((record) => JSON.stringify(record)),
      [],
      null,
    ).text();
    expect(await read(text)).toEqual({ records: [conversation, question], problems: [] });
    expect(JSON.parse(text)).toEqual({ format: 'stemma-archive', version: 1, records: [conversation, question] });
  });

  test('an empty archive is an archive', async () => {
    expect(await read(await archiveOf([], [], null).text())).toEqual({ records: [], problems: [] });
  });

  test('names what is broken and takes the rest', async () => {
    const broken = [{ ...question, id: 'no text', text: 5 }, 7, null, { ...question, id: '../../x' }, { ...question, schemaVersion: 2 }];
    const { records, problems } = await read(archive([...broken, question]));
    expect(records).toEqual([question]);
    expect(problems).toHaveLength(5);
    expect(problems[0]).toMatch(/no text.*id/);
    expect(problems[4]).toMatch(/schema version 2/);
  });

  test('takes nothing over that a record does not have', async () => {
    const { records } = await read(archive([{ ...question, token: 'secret', url: 'https://example.org' }]));
    expect(records).toEqual([question]);
  });

  test.each([
    ['not JSON', '{"format":', /not JSON/],
    ['another format', '{"format":"other","version":1,"records":[]}', /neither/],
    ['a number', '5', /no conversation/],
    ['a newer version', archive([question], 2), /newer/],
  ])('%s is a problem and nothing else', async (_, text, problem) => {
    const content = await read(text);
    expect(content.records).toEqual([]);
    expect(content.problems).toHaveLength(1);
    expect(content.problems[0]).toMatch(problem);
  });
});

describe('writing', () => {
  test('goes on after a batch that fails, and counts only what is kept', async () => {
    const records = Array.from({ length: 3 }, (_, place) => [
      newConversation(`c${place}`, 5, null),
      ...Array.from({ length: 600 }, (__, message) =>
        newQuestion({ id: `q${place}-${message}`, conversationId: `c${place}`, parentId: null, createdAt: 5 }, 'x'),
      ),
    ]).flat();
    const written: string[] = [];
    const report = await importInto(
      {
        planItems: () => Promise.resolve([]),
        plan: (batch) => Promise.resolve(batch.map((group) => ({ records: group.messages, skipped: 1, problem: null }))),
        write(some) {
          if (some.some(({ id }) => id === 'q1-5')) return Promise.reject(new Error('full'));
          written.push(...some.map(({ id }) => id));
          return Promise.resolve();
        },
      },
      { records, problems: ['one from before'] },
    );
    expect(written).toHaveLength(1200);
    expect(report).toEqual({ added: 1200, skipped: 2, problems: ['one from before', 'Not kept: c1. full'] });
  });

  test('does not list thousands of problems', async () => {
    const nowhere = { planItems: () => Promise.resolve([]), plan: () => Promise.resolve([]), write: () => Promise.resolve() };
    const problems = Array.from({ length: 5000 }, (_, place) => `Problem ${place}`);
    const report = await importInto(nowhere, { records: [], problems });
    expect(report.problems).toHaveLength(101);
    expect(report.problems.at(-1)).toBe('And 4900 more.');
  });
});

describe('the plain form', () => {
  const plain = async (messages: readonly { role: string; content: string }[], title?: string) =>
    read(JSON.stringify([{ title, messages }]));

  test('becomes a line of questions and answers, and the last one is shown', async () => {
    const { records, problems } = await plain([
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'two' },
      { role: 'user', content: 'three' },
    ]);
    expect(records).toMatchObject([
      { kind: 'conversation', title: { value: 'one' }, head: { value: records[3]?.id } },
      { kind: 'question', parentId: null, text: 'one' },
      { kind: 'answer', parentId: records[1]?.id, text: 'two', status: 'done', provenance: { asked: { modelId: 'unknown' }, served: {} } },
      { kind: 'question', parentId: records[2]?.id, text: 'three' },
    ]);
    expect(problems).toEqual([]);
  });

  test('joins neighbours of one role, gives a greeting an empty question, and keeps the system text', async () => {
    const { records } = await plain([
      { role: 'system', content: 'be kind' },
      { role: 'assistant', content: 'hello' },
      { role: 'system', content: 'still' },
      { role: 'assistant', content: 'there' },
    ]);
    expect(records).toMatchObject([
      { kind: 'conversation', title: { value: 'hello' }, system: { value: 'be kind\n\nstill' } },
      { kind: 'question', text: '' },
      { kind: 'answer', text: 'hello\n\nthere', parentId: records[1]?.id },
    ]);
  });

  test('the same words give the same ids, and two equal conversations in one file stay two', async () => {
    const chat = { messages: [{ role: 'user', content: 'one' }] };
    const file = JSON.stringify([chat, chat]);
    const first = await read(file);
    expect(new Set(first.records.map(({ id }) => id)).size).toBe(4);
    expect((await read(file)).records).toEqual(first.records);
  });
});

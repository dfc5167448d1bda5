import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from '#chat/csv.ts';
import { mostPrompts, readPromptSet } from '#chat/prompt-set/read-prompt-set.ts';

describe('comma-separated values', () => {
  test('are read as they were written, whatever is in them', () => {
    const field = fc
      .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', '中', ' ') })
      .filter((text) => !/^[\t\r]/.test(text));
    const row = fc.array(field, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        expect(readCsv(writeCsv([['a', 'b'], ...rows]))).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });

  test('may be separated by semicolons or tabs', () => {
    expect(readCsv('a;b\n1,5;2\n')).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    expect(readCsv('a\tb\n1\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});

describe('a prompt set', () => {
  test('is plain lines', () => {
    const { prompts, problems } = readPromptSet('\uFEFFWhat is an owl?\r\n\r\n  用一句话解释引力。 \n');
    expect(prompts).toEqual([
      { id: '1', text: 'What is an owl?' },
      { id: '2', text: '用一句话解释引力。' },
    ]);
    expect(problems).toEqual([]);
  });

  test('is JSON Lines of strings and of objects in the ways of published sets', () => {
    const lines = [
      '"one"',
      '{"prompt":"two","id":7}',
      '{"question":"three","question_id":81}',
      '{"instruction":"four","output":"x"}',
      '{"question_id":82,"category":"writing","turns":["five","and then?"]}',
      '{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"six"}]}',
      '{"answer":"none"}',
      'not json',
      '',
    ];
    const { prompts, problems } = readPromptSet(lines.join('\n'));
    expect(prompts.map(({ id, text }) => `${id} ${text}`)).toEqual(['1 one', '7 two', '81 three', '4 four', '82 five', '6 six']);
    expect(problems).toEqual([
      { line: 5, reason: 'only-first-turn' },
      { line: 7, reason: 'no-prompt' },
      { line: 8, reason: 'not-json' },
    ]);
  });

  test('is one JSON array too', () => {
    expect(readPromptSet('["a", {"text": "b"}]').prompts.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  test('is a table with a column of prompts, quoted or not', () => {
    expect(readPromptSet('id,prompt\nx,"Hello, ""you""\nthere"\ny,\n')).toEqual({
      prompts: [{ id: 'x', text: 'Hello, "you"\nthere' }],
      problems: [{ line: 4, reason: 'no-prompt' }],
    });
    expect(readPromptSet('"Prompt"\n"one"\n"two"').prompts.map(({ text }) => text)).toEqual(['one', 'two']);
    // A sentence with a comma is no table.
    expect(readPromptSet('First, tell me a story\nSecond, tell another').prompts).toHaveLength(2);
  });

  test('is plain lines too where a prompt begins like a table or like JSON', () => {
    const files = [
      '"To be or not to be": who wrote it?\nWhat is 2 + 2?',
      '[Task] Sum up.\nTell a story.',
      '{name} says hello.\nAnswer.',
      'Rewrite this, text, please.\nTell a story.',
    ];
    for (const file of files) {
      const { prompts, problems } = readPromptSet(file);
      expect(prompts.map(({ text }) => text)).toEqual(file.split('\n'));
      expect(problems).toEqual([]);
    }
    expect(readPromptSet('{"prompt": "broken\n{"prompt": "as well')).toMatchObject({ prompts: [], problems: [{ line: 1 }, { line: 2 }] });
  });

  test('is told by the lines of the file, whatever stands above and within', () => {
    expect(readPromptSet('\n\n{"prompt":"a"}\nbroken').problems).toEqual([{ line: 4, reason: 'not-json' }]);
    expect(readPromptSet('\r\nid,prompt\r\n1,"two\r\nlines"\r\n\r\n2,\r\n').problems).toEqual([{ line: 6, reason: 'no-prompt' }]);
  });

  test('gives every prompt a name of its own', () => {
    const { prompts } = readPromptSet('{"id":"a","prompt":"1"}\n{"id":"a","prompt":"2"}\n{"prompt":"3"}');
    expect(new Set(prompts.map(({ id }) => id)).size).toBe(3);
  });

  test('ends where a page’s work ends, and says so', () => {
    const { prompts, problems } = readPromptSet(Array.from({ length: mostPrompts + 5 }, (_, place) => `prompt ${place}`).join('\n'));
    expect(prompts).toHaveLength(mostPrompts);
    expect(problems).toEqual([{ line: mostPrompts + 1, reason: 'too-many' }]);
    expect(readPromptSet(`short\n${'x'.repeat(100_001)}`).problems).toEqual([{ line: 2, reason: 'too-long' }]);
  });

  test('never fails', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (file) => void readPromptSet(file)));
    expect(readPromptSet('')).toEqual({ prompts: [], problems: [] });
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../src/config.ts';

describe('config.json', () => {
  test('the one that ships has no problem', () => {
    const shipped: unknown = JSON.parse(readFileSync('public/config.json', 'utf8'));
    expect(readConfiguration(shipped).problems).toEqual([]);
    expect(readConfiguration(shipped).backends.map(({ id }) => id)).toEqual(['browser']);
  });

  test('an unknown key is named and the rest is used', () => {
    const read = readConfiguration({ title: 'Our models', colour: 'red' });
    expect(read.title).toBe('Our models');
    expect(read.problems).toEqual(['config.json: colour: this key is unknown and has no effect']);
  });

  test('a wrong value is named by its path and only its backend is left out', () => {
    const read = readConfiguration({
      backends: [
        { id: 'good', kind: 'openai-compatible', url: 'http://127.0.0.1:8080/v1' },
        { id: 'bad', kind: 'telepathy' },
        { id: 'lost', kind: 'openai-compatible' },
      ],
    });
    expect(read.backends.map(({ id }) => id)).toEqual(['good']);
    expect(read.problems.map((problem) => problem.split(': ')[1])).toEqual(['backends.1.kind', 'backends.2.url']);
  });

  test('a query in an address is refused, because the client would break it', () => {
    const read = readConfiguration({ backends: [{ id: 'a', kind: 'openai-compatible', url: 'https://host/v1?key=1' }] });
    expect(read.backends).toEqual([]);
    expect(read.problems[0]).toContain('backends.0.url');
  });

  test('two backends with one id: the first stays', () => {
    const entry = { id: 'a', kind: 'openai-compatible', url: 'https://one/v1' };
    const read = readConfiguration({ backends: [entry, { ...entry, url: 'https://two/v1' }] });
    expect(read.backends.map(({ url }) => url)).toEqual(['https://one/v1']);
    expect(read.problems).toHaveLength(1);
  });

  test.each([[null], [[]], ['text'], [7]])('content that is no object (%j) gives defaults and a sentence', (content) => {
    const read = readConfiguration(content);
    expect(read.title).toBe('Stemma');
    expect(read.problems).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FoundValue, jsonValues } from '#storage/formats/json-values.ts';

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function found(text: string, length = 7): Promise<readonly FoundValue[]> {
  const all: FoundValue[] = [];
  for await (const one of jsonValues(inPieces(text, length))) all.push(one);
  return all;
}

const valuesOf = (all: readonly FoundValue[]): readonly unknown[] => all.flatMap((one) => (one.kind === 'value' ? [one.value] : []));
const damageOf = (all: readonly FoundValue[]): readonly string[] => all.flatMap((one) => (one.kind === 'damage' ? [one.words] : []));

const entry = fc.dictionary(fc.string(), fc.jsonValue());

describe('whatever the cuts between the pieces', () => {
  test('a list gives its elements', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry), fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), async (entries, length, indent) => {
        const all = await found(JSON.stringify(entries, null, indent), length);
        expect(damageOf(all)).toEqual([]);
        expect(valuesOf(all)).toEqual(JSON.parse(JSON.stringify(entries)));
      }),
    );
  });

  test('lines give their values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1 }), fc.integer({ min: 1, max: 40 }), async (entries, length) => {
        const all = await found(entries.map((one) => JSON.stringify(one)).join('\n'), length);
        expect(damageOf(all)).toEqual([]);
        expect(valuesOf(all)).toEqual(JSON.parse(JSON.stringify(entries)));
      }),
    );
  });

  test('an object gives the elements of its records, and then itself without them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry), entry, fc.integer({ min: 1, max: 40 }), async (records, rest, length) => {
        const more = { about: rest, records, last: 'x "records": [1]' };
        const all = await found(JSON.stringify(more), length);
        const listed = all.flatMap((one) => (one.kind === 'value' && one.member === 'records' ? [one.value] : []));
        const whole = all.flatMap((one) => (one.kind === 'value' && one.member === null ? [one.value] : []));
        expect(damageOf(all)).toEqual([]);
        expect(listed).toEqual(JSON.parse(JSON.stringify(records)));
        expect(whole).toEqual([JSON.parse(JSON.stringify({ ...more, records: [] }))]);
      }),
    );
  });
});

describe('damage', () => {
  const entries = Array.from({ length: 6 }, (_, place) => ({ title: `chat ${place}`, text: `"{[${'\\'.repeat(place)}` }));
  const text = JSON.stringify(entries);

  test('a file that is cut loses what stood last only, wherever it is cut', async () => {
    for (let end = 1; end < text.length; end += 1) {
      const all = await found(text.slice(0, end), 1000);
      expect(damageOf(all)).toHaveLength(1);
      const whole = entries.filter((_, place) => JSON.stringify(entries.slice(0, place + 1)).length - 1 <= end);
      expect(valuesOf(all)).toEqual(whole);
    }
  });

  test('a hole in the middle loses the conversation that it is in', async () => {
    const hole = text.indexOf('chat 2') + 3;
    for (const length of [2, 20]) {
      const all = await found(`${text.slice(0, hole)}\n${text.slice(hole + length)}`);
      const titles = valuesOf(all).map((one) => (typeof one === 'object' && one !== null && 'title' in one ? one.title : null));
      expect(titles).toEqual(expect.arrayContaining(['chat 0', 'chat 1', 'chat 4', 'chat 5']));
      expect(damageOf(all).length).toBeGreaterThan(0);
    }
  });

  test('a broken line loses itself', async () => {
    const lines = entries.map((one) => JSON.stringify(one));
    lines[2] = lines[2]?.slice(0, 20) ?? '';
    const all = await found(lines.join('\n'));
    expect(valuesOf(all)).toEqual(entries.filter((_, place) => place !== 2));
    expect(damageOf(all).length).toBeGreaterThan(0);
  });

  test.each(['', 'hello', '<html></html>', '{"format":'])('%j is named and gives nothing', async (words) => {
    const all = await found(words);
    expect(valuesOf(all)).toEqual([]);
    expect(damageOf(all)).toHaveLength(1);
  });

  test('numbers and words between the elements are values too', async () => {
    expect(valuesOf(await found('[7, {"a":1}, null, "x", {"a":2}, true]', 3))).toEqual([7, { a: 1 }, null, 'x', { a: 2 }, true]);
    expect(valuesOf(await found('5'))).toEqual([5]);
  });

  test('an empty list is nothing to complain of', async () => {
    expect(await found('[]')).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGgufHeader, trainedContext } from '#providers/backends/in-browser/gguf-header.ts';
import { statedLineage } from '#providers/stated-lineage.ts';
import { ProviderFailure } from '#providers/failure.ts';
import { headerOf, joined, magic, uint32, uint64, type WrittenValue } from './gguf-writer.ts';

const fixture = (name: string): Blob => new Blob([readFileSync(new URL(`../fixtures/models/${name}.gguf`, import.meta.url))]);
const read = (bytes: Uint8Array<ArrayBuffer>) => readGgufHeader(new Blob([bytes]));
const string = (value: string): WrittenValue => ({ type: 'string', value });

async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    await read(bytes);
  } catch (error) {
    if (error instanceof ProviderFailure) return error.error.code;
    throw error;
  }
  return 'read';
}

describe('the header of a GGUF file', () => {
  test.each([
    ['llama-random', 'llama'],
    ['gptneox-random', 'gptneox'],
    ['gpt2-random', 'gpt2'],
    ['gptj-random', 'gptj'],
  ])('of %s says its architecture and its context', async (name, architecture) => {
    const header = await readGgufHeader(fixture(name));
    expect(header.architecture).toBe(architecture);
    expect(trainedContext(header)).toBeGreaterThan(0);
  });

  test('of one part of several is refused: a page loads whole files only', async () => {
    const part = { 'general.architecture': string('llama'), 'split.no': { type: 'uint32', value: 0 } } as const;
    expect(await refusal(headerOf({ ...part, 'split.count': { type: 'uint32', value: 3 } }))).toBe('file-damaged');
    expect(await refusal(headerOf({ ...part, 'split.count': { type: 'uint32', value: 1 } }))).toBe('read');
  });

  test('gives numbers, texts and short lists back, and passes over vocabularies', async () => {
    const bytes = (length: number, write: (view: DataView) => void): Uint8Array => {
      const view = new DataView(new ArrayBuffer(length));
      write(view);
      return new Uint8Array(view.buffer);
    };
    const raw = (kind: number, length: number, write: (view: DataView) => void): WrittenValue => ({
      type: 'raw',
      kind,
      bytes: bytes(length, write),
    });
    const { values } = await read(
      headerOf({
        'general.architecture': string('llama'),
        a: raw(0, 1, (view) => view.setUint8(0, 200)),
        b: raw(1, 1, (view) => view.setInt8(0, -3)),
        c: raw(2, 2, (view) => view.setUint16(0, 60_000, true)),
        d: raw(3, 2, (view) => view.setInt16(0, -300, true)),
        e: raw(5, 4, (view) => view.setInt32(0, -70_000, true)),
        f: raw(6, 4, (view) => view.setFloat32(0, 0.5, true)),
        g: raw(7, 1, (view) => view.setUint8(0, 1)),
        h: raw(10, 8, (view) => view.setBigUint64(0, 2n ** 60n, true)),
        i: raw(11, 8, (view) => view.setBigInt64(0, -5n, true)),
        j: raw(12, 8, (view) => view.setFloat64(0, 0.1, true)),
        tags: { type: 'strings', value: ['en', '中文'] },
        vocabulary: { type: 'strings', value: Array.from({ length: 5000 }, (_, index) => `token ${index}`) },
        scores: { type: 'uint32s', value: [1, 2, 3] },
        last: { type: 'uint32', value: 7 },
      }),
    );
    expect(Object.fromEntries(values)).toEqual({
      'general.architecture': 'llama',
      a: 200,
      b: -3,
      c: 60_000,
      d: -300,
      e: -70_000,
      f: 0.5,
      g: true,
      h: 2n ** 60n,
      i: -5n,
      j: 0.1,
      tags: ['en', '中文'],
      last: 7,
    });
  });

  test('reads a large header piece by piece', async () => {
    const license = 'x'.repeat(900_000);
    const { values } = await read(
      headerOf({ 'general.architecture': string('llama'), license: string(license), 'general.name': string('Large') }),
    );
    expect(values.get('general.name')).toBe('Large');
    expect(values.get('license')).toBe(license);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['another magic', new TextEncoder().encode('GGML and more bytes behind it, many of them')],
    ['version 1', joined([magic, uint32(1), uint64(0), uint64(0)])],
    ['version 4', joined([magic, uint32(4), uint64(0), uint64(0)])],
    ['big-endian numbers', joined([magic, new Uint8Array([0, 0, 0, 3]), uint64(0), uint64(0)])],
    ['no architecture', headerOf({ 'general.name': string('x') })],
    ['an architecture that is no text', headerOf({ 'general.architecture': { type: 'uint32', value: 1 } })],
    ['2^63 keys', joined([magic, uint32(3), uint64(0), uint64(2n ** 63n)])],
    ['2^40 tensors', joined([magic, uint32(3), uint64(2n ** 40n), uint64(1)])],
    ['a key of 2^50 bytes', joined([magic, uint32(3), uint64(0), uint64(1), uint64(2n ** 50n)])],
    [
      'a text longer than the file',
      joined([magic, uint32(3), uint64(0), uint64(1), uint64(1), magic.subarray(0, 1), uint32(8), uint64(9000)]),
    ],
    ['a list longer than the file', headerOf({ a: { type: 'raw', kind: 9, bytes: joined([uint32(4), uint64(2n ** 25n)]) } })],
    ['a list of lists', headerOf({ a: { type: 'raw', kind: 9, bytes: joined([uint32(9), uint64(1)]) } })],
    ['a value of an unknown type', headerOf({ a: { type: 'raw', kind: 77, bytes: new Uint8Array(8) } })],
  ])('with %s is refused as damaged', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('file-damaged');
  });

  test('is refused as damaged wherever it is cut off', async () => {
    const whole = headerOf({
      'general.architecture': string('llama'),
      tags: { type: 'strings', value: ['a', 'b'] },
      n: { type: 'uint32', value: 1 },
    });
    expect(await refusal(whole)).toBe('read');
    for (let end = 0; end < whole.length; end += 1) expect(await refusal(whole.slice(0, end))).toBe('file-damaged');
  });

  test('is read or refused in words, whatever bytes a stranger puts into it', async () => {
    const real = new Uint8Array(await fixture('llama-random').arrayBuffer()).slice(0, 4096);
    const flips = fc.array(fc.tuple(fc.nat(real.length - 5), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const bytes = real.slice();
        for (const [at, value] of changes) bytes[at + 4] = value;
        expect(['read', 'file-damaged']).toContain(await refusal(bytes));
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(['read', 'file-damaged']).toContain(await refusal(joined([magic, uint32(3), bytes])));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a text', string('4096'), 4096],
    ['no number', string('many'), null],
    ['nothing', { type: 'uint32', value: 0 }, null],
    ['more than can be', { type: 'raw', kind: 10, bytes: uint64(2n ** 63n) }, null],
    ['less than nothing', { type: 'raw', kind: 5, bytes: new Uint8Array([255, 255, 255, 255]) }, null],
  ] as const)('whose context is %s', async (_, context, expected) => {
    const header = await read(headerOf({ 'general.architecture': string('llama'), 'llama.context_length': context }));
    expect(trainedContext(header)).toBe(expected);
  });
});

describe('what a file states about its lineage', () => {
  const stated = async (keys: Readonly<Record<string, WrittenValue>>) =>
    statedLineage((await read(headerOf({ 'general.architecture': string('llama'), ...keys }))).values);

  test('is told as far as the header says it', async () => {
    const lineage = await stated({
      'general.name': string('Zephyr 7B Beta'),
      'general.organization': string('HuggingFaceH4'),
      'general.license': string('mit'),
      'general.license.link': string('https://example.org/mit'),
      'general.base_model.count': { type: 'uint32', value: 2 },
      'general.base_model.0.name': string('Mistral 7B v0.1'),
      'general.base_model.0.organization': string('Mistralai'),
      'general.base_model.0.repo_url': string('https://huggingface.co/mistralai/Mistral-7B-v0.1'),
      'general.base_model.1.name': string('Another'),
      'general.datasets': { type: 'strings', value: ['HuggingFaceH4/ultrachat_200k'] },
      'general.dataset.count': { type: 'uint32', value: 1 },
      'general.dataset.0.name': string('Ultrafeedback'),
      'general.dataset.0.organization': string('HuggingFaceH4'),
    });
    expect(lineage).toEqual({
      by: 'file',
      name: 'Zephyr 7B Beta',
      organisation: 'HuggingFaceH4',
      license: 'mit',
      licenseLink: 'https://example.org/mit',
      baseModels: [
        { name: 'Mistral 7B v0.1', organisation: 'Mistralai', repository: 'https://huggingface.co/mistralai/Mistral-7B-v0.1' },
        { name: 'Another', organisation: null, repository: null },
      ],
      dataSets: ['HuggingFaceH4/ultrachat_200k', 'HuggingFaceH4/Ultrafeedback'],
    });
  });

  test('names the license that "other" stands for, and a base that has an address only', async () => {
    const lineage = await stated({
      'general.license': string('other'),
      'general.license.name': string('llama3.1'),
      'general.base_model.count': { type: 'uint32', value: 1 },
      'general.base_model.0.repo_url': string('https://huggingface.co/lab/bare'),
    });
    expect(lineage.license).toBe('llama3.1');
    expect(lineage.baseModels).toEqual([
      { name: 'https://huggingface.co/lab/bare', organisation: null, repository: 'https://huggingface.co/lab/bare' },
    ]);
  });

  test('is empty where it says nothing, and a count without entries invents none', async () => {
    expect(
      await stated({ 'general.base_model.count': { type: 'uint32', value: 4_000_000_000 }, 'general.dataset.count': string('many') }),
    ).toEqual({
      by: 'file',
      name: null,
      organisation: null,
      license: null,
      licenseLink: null,
      baseModels: [],
      dataSets: [],
    });
  });
});

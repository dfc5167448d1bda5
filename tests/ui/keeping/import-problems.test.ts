import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readFile } from '#storage/formats/read-file.ts';
import { importInto } from '#storage/transfer.ts';
import { importProblem } from '#ui/language/import-problems.ts';
import { chatGpt } from '../../storage/formats/samples.ts';

async function problemsOf(content: BlobPart): Promise<readonly string[]> {
  const options = { matchModel: () => null, now: 1, signal: new AbortController().signal, progress: () => undefined };
  return (await readFile(new Blob([content]), 'file', options)).problems;
}

test('what reading and writing complain of is said in Chinese, sentence by sentence', async () => {
  const files: readonly BlobPart[] = [
    'hello',
    '[{"title":"x","messages":[]},{"title":"y"',
    '[{"title":"x","messages":[]},{"title":"y","messages":[}]',
    JSON.stringify(chatGpt),
    JSON.stringify([{ title: 'x', messages: [{ role: 'nobody', content: 'x' }] }]),
    JSON.stringify([chatGpt[0], chatGpt[0]]),
    '{"format":"other","records":[]}',
    '{"format":"stemma-archive","version":9,"records":[]}',
    '{"format":"stemma-archive","version":1,"records":[{"kind":"question"},{"kind":"question","id":"a","schemaVersion":7}]}',
    new Uint8Array(gzipSync('[{}]'.repeat(9000)).subarray(0, 40)),
    new Uint8Array(Buffer.from('504b030400', 'hex')),
  ];
  const problems = (await Promise.all(files.map(problemsOf))).flat();
  const report = await importInto(
    {
      planItems: () => Promise.reject(new Error('full')),
      plan: () => Promise.reject(new Error('full')),
      write: () => Promise.reject(new Error('full')),
      isCancelled: () => true,
    },
    { records: [], problems: Array.from({ length: 200 }, () => 'x') },
  );
  problems.push(...report.problems.filter((problem) => problem !== 'x'), 'It was cancelled: the rest was not imported.');
  expect(new Set(problems).size).toBeGreaterThan(12);
  for (const problem of problems) {
    expect(importProblem(problem, 'zh-Hans'), problem).toMatch(/^[\p{Script=Han}\s\w（]*\p{Script=Han}/u);
    expect(importProblem(problem, 'en')).toBe(problem);
  }
});

test('no sentence of a reader is without its Chinese', () => {
  const sources = ['json-values', 'unpack', 'read-file'].map((name) => readFileSync(`src/storage/formats/${name}.ts`, 'utf8')).join('\n');
  const sentences = [...sources.matchAll(/'((?:The|A|There|It) [^'\n]{15,}\.)'/g)].map(([, sentence = '']) => sentence);
  expect(sentences.length).toBeGreaterThan(9);
  for (const sentence of sentences) expect(importProblem(sentence, 'zh-Hans'), sentence).not.toBe(sentence);
});

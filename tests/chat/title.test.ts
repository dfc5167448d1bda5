import { expect, test } from 'vitest';
import { titleOf } from '#chat/title.ts';

test('a short question is its own title', () => {
  expect(titleOf('What is a stemma?')).toBe('What is a stemma?');
});

test('the title is the first line that has words', () => {
  expect(titleOf('\n   \n  Explain\t this   code \nconst a = 1;')).toBe('Explain this code');
});

test('blank text gives no title', () => {
  expect(titleOf(' \n\t ')).toBeNull();
});

test('a long line is cut between words', () => {
  const question = 'Please compare the licenses of these three families of open models for use in a product';
  const title = titleOf(question) ?? '';
  expect(title.length).toBeLessThanOrEqual(60);
  expect(title.endsWith('…')).toBe(true);
  const kept = title.slice(0, -1);
  expect(question.startsWith(`${kept} `)).toBe(true);
  expect(kept.length).toBeGreaterThan(45);
});

test('Chinese, which has no spaces, is cut too', () => {
  const question =
    '请比较这三个开放模型家族的许可证并说明哪些可以用于商业产品以及在什么条件下可以再分发修改后的权重还有训练数据的来源是否公开透明可以查证以及如何查证';
  const title = titleOf(question) ?? '';
  expect(title.length).toBeLessThanOrEqual(60);
  expect(title.length).toBeGreaterThan(50);
  expect(question.startsWith(title.slice(0, -1))).toBe(true);
});

test('a single long word is cut without breaking a character', () => {
  const title = titleOf('👩‍👩‍👧'.repeat(30)) ?? '';
  expect(title.slice(0, -1).replaceAll('👩‍👩‍👧', '')).toBe('');
  expect(title.length).toBeGreaterThan(40);
});

test('a pasted megabyte gives a title', () => {
  expect(titleOf('x'.repeat(1_000_000))?.length).toBeLessThanOrEqual(60);
});

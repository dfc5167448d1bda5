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

test.each([
  ['## **Compare** these `models`', 'Compare these models'],
  ['- [ ] first\n- second', 'first'],
  ['1. Explain [the license](https://example.com/a?b=c) of Dolly', 'Explain the license of Dolly'],
  ['https://www.example.com/a/long/path?with=query#and summarise this page', 'example.com summarise this page'],
  ['总结 https://example.com/文章，谢谢', '总结 example.com，谢谢'],
  ['```python\nprint(1)\n```\nWhy does this fail?', 'Why does this fail?'],
  ['```python\nprint(1)\n```', 'print(1)'],
  ['Hello! can you explain what a stemma is?', 'Can you explain what a stemma is?'],
  ['Hi there,\nwhat is a stemma?', 'Hi there,'],
  ['Hello, world', 'Hello, world'],
  ['你好，请问什么是知识蒸馏？', '什么是知识蒸馏？'],
  ['您好！', '您好！'],
  ['\u202E\u200Bhidden order', 'hidden order'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['a_b_c and __init__ methods', 'a_b_c and __init__ methods'],
])('%j is called %j', (question, title) => {
  expect(titleOf(question)).toBe(title);
});

test('a long first line is cut after its first sentence, if that is long enough to say something', () => {
  expect(titleOf('What is a stemma? I ask because a philologist told me that models have one as well, and I want to know.')).toBe(
    'What is a stemma?',
  );
  expect(titleOf(`请解释什么是知识蒸馏。${'我想知道它与量化有什么不同，'.repeat(5)}`)).toBe('请解释什么是知识蒸馏。');
});

import { expect, test } from 'vitest';
import { matchScore } from '#ui/palette/match.ts';

test('all words must be there, in any order and anywhere', () => {
  expect(matchScore('chat new', 'New chat')).toBeGreaterThan(0);
  expect(matchScore('ew', 'New chat')).toBeGreaterThan(0);
  expect(matchScore('new model', 'New chat')).toBe(0);
  expect(matchScore('', 'New chat')).toBe(1);
});

test('the start of the text comes before the start of a word, and that before the middle of one', () => {
  const [start, word, middle] = ['license of Dolly', 'the license', 'sublicense'].map((text) => matchScore('lic', text));
  expect(start).toBeGreaterThan(word ?? 0);
  expect(word).toBeGreaterThan(middle ?? 0);
});

test('Chinese is found by any of its characters, without spaces', () => {
  expect(matchScore('模型', '选择模型')).toBeGreaterThan(0);
  expect(matchScore('许可', '关于许可证的问题')).toBeGreaterThan(0);
  expect(matchScore('模许', '模型许可')).toBe(0);
});

test('case, accents and full width make no difference', () => {
  expect(matchScore('ＬＬＡＭＡ', 'llama')).toBeGreaterThan(0);
  expect(matchScore('resume', 'Résumé')).toBeGreaterThan(0);
});

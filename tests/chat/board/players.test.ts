import { expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { playersBy } from '#chat/board/players.ts';

const all = (): boolean => true;
const side = (catalogId: string | null) => ({ answerId: 'a', model: 'lab/some-model', catalogId });

test('a side plays for its model, for whoever published its foundation, or for the licenses that hold', () => {
  expect(playersBy(builtInCatalog, 'model', all)(side('stable-vicuna-13b'))).toBe('stable-vicuna-13b');
  expect(playersBy(builtInCatalog, 'foundation', all)(side('stable-vicuna-13b'))).toBe('meta');
  expect(playersBy(builtInCatalog, 'foundation', all)(side('dolly-v2-12b'))).toBe('eleutherai');
  expect(playersBy(builtInCatalog, 'license', all)(side('dolly-v2-12b'))).toContain('mit');
});

test('a model outside the catalog plays for itself only', () => {
  expect(playersBy(builtInCatalog, 'model', all)(side(null))).toBe('model lab/some-model');
  expect(playersBy(builtInCatalog, 'foundation', all)(side(null))).toBeNull();
  expect(playersBy(builtInCatalog, 'license', all)(side(null))).toBeNull();
});

test('who is not admitted does not play: the best that may be used commercially', () => {
  const usable = playersBy(builtInCatalog, 'model', (verdict) => verdict === 'allowed' || verdict === 'conditional');
  expect(usable(side('stable-vicuna-13b'))).toBeNull();
  expect(usable(side('dolly-v2-12b'))).toBe('dolly-v2-12b');
  expect(usable(side(null))).toBeNull();
});

import { expect, test } from 'vitest';
import type { ModelRoute } from '#providers/provider.ts';
import { dollars, idFor, routesInShort } from '#ui/parts/routes/route-words.ts';
import { huggingFace as text } from '#ui/language/en/hugging-face.ts';

const route = (provider: string, input: number | null, output = 0, isLive = true): ModelRoute => ({
  id: `org/name:${provider}`,
  provider,
  isLive,
  contextTokens: null,
  price: input === null ? null : { input, output },
});
const inShort = (...routes: readonly ModelRoute[]) =>
  routesInShort({ id: 'org/name', name: 'Name', catalogId: null, contextTokens: null, bytes: null, routes }, text);

test.each([
  [0, '0.00'],
  [0.02, '0.02'],
  [0.0049, '0.0049'],
  [0.05, '0.05'],
  [0.1, '0.10'],
  [1.69, '1.69'],
  [15, '15.00'],
])('%d dollars are written as %s', (amount, written) => {
  expect(dollars(amount)).toBe(written);
});

test('the least price is that of one provider that answers now, never mixed from two', () => {
  expect(inShort(route('a', 0.1, 0.9), route('b', 0.3, 0.4), route('c', 0.01, 0.02, false))).toBe(
    '2 providers · from $0.30 in, $0.40 out per million tokens',
  );
});

test('what is free is said, what is not told is not guessed', () => {
  expect(inShort(route('a', 0, 0), route('b', 0.3, 0.4))).toBe('2 providers · free for now');
  expect(inShort(route('a', null))).toBe('1 provider');
  expect(inShort(route('a', 0.3, 0.4, false))).toBeNull();
  expect(inShort()).toBeNull();
});

test('the fastest is what the router takes by itself; another policy takes the place of a provider', () => {
  expect(idFor('fastest', 'org/name:novita')).toBe('org/name');
  expect(idFor('cheapest', 'org/name:novita')).toBe('org/name:cheapest');
  expect(idFor('preferred', 'org/name')).toBe('org/name:preferred');
});

import { expect, test } from 'vitest';
import { directionOf } from '#ui/language/language.tsx';

/** What differs in shape: a key that one lacks, a text where the other has words with parameters, lists of another length. */
function differences(english: unknown, other: unknown, path = ''): readonly string[] {
  if (kindOf(english) !== kindOf(other)) return [`${path}: ${kindOf(english)} and ${kindOf(other)}`];
  if (typeof english === 'function' && typeof other === 'function')
    return other.length > english.length ? [`${path}: more parameters`] : [];
  if (typeof english !== 'object' || english === null || typeof other !== 'object' || other === null) return [];
  const keys = new Set([...Object.keys(english), ...Object.keys(other)]);
  return [...keys].flatMap((key) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (!(key in other)) return [`${place} is missing`];
    if (!(key in english)) return [`${place} is superfluous`];
    return differences(Reflect.get(english, key), Reflect.get(other, key), place);
  });
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

test('a missing or superfluous key is found, at any depth', () => {
  const english = { a: 'x', b: { c: 'y', d: (count: number) => `${count}` }, list: ['1', '2'] };
  expect(differences(english, { a: 'x', b: { c: 'y', d: () => '' }, list: ['1', '2'] })).toEqual([]);
  expect(differences(english, { b: { c: 'y', e: '', d: 'z' }, list: ['1'] })).toEqual([
    'a is missing',
    'b.d: function and string',
    'b.e is superfluous',
    'list.1 is missing',
  ]);
});

const english = import.meta.glob<Record<string, unknown>>('../../src/ui/language/en/*.ts', { eager: true });
const chinese = import.meta.glob<Record<string, unknown>>('../../src/ui/language/zh-hans/*.ts', { eager: true });
const nameOf = (path: string): string => path.split('/').at(-1) ?? '';

/** They translate sentences that come in English from elsewhere, so there is no list to compare them with. */
const translations = new Set(['import-problems.ts']);

test('Chinese says everything that English says, and nothing else', () => {
  const own = Object.entries(chinese).filter(([path]) => !translations.has(nameOf(path)));
  const byName = new Map(own.map(([path, words]) => [nameOf(path), words]));
  expect(Object.keys(english).map(nameOf).toSorted()).toEqual([...byName.keys()].toSorted());
  const found = Object.entries(english).flatMap(([path, words]) =>
    differences({ ...words }, { ...byName.get(nameOf(path)) }).map((difference) => `${nameOf(path)}: ${difference}`),
  );
  expect(found).toEqual([]);
});

test('no words are left in English by mistake', () => {
  /** Texts of several English words and no Chinese character. */
  function untranslated(words: unknown, path: string): readonly string[] {
    if (typeof words === 'string') return /[a-z]+ [a-z]+ [a-z]+/.test(words) && !/\p{Script=Han}/u.test(words) ? [path] : [];
    if (typeof words !== 'object' || words === null) return [];
    return Object.entries(words).flatMap(([key, value]) => untranslated(value, `${path}.${key}`));
  }
  expect(untranslated({ a: 'not translated at all', b: '已翻译 but with some words' }, '')).toEqual(['.a']);
  expect(Object.entries(chinese).flatMap(([path, words]) => untranslated({ ...words }, nameOf(path)))).toEqual([]);
});

test('the direction of the page follows its language', () => {
  for (const language of ['en', 'zh-Hans', 'de', 'ja']) expect([language, directionOf(language)]).toEqual([language, 'ltr']);
  for (const language of ['ar', 'he', 'fa', 'ur', 'uz-Arab']) expect([language, directionOf(language)]).toEqual([language, 'rtl']);
});

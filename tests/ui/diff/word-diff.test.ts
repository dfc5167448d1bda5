import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DiffPiece, diffTexts } from '#ui/parts/diff/word-diff.ts';

const side = (pieces: readonly DiffPiece[], left: 'removed' | 'added'): string =>
  pieces.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join('');
const short = (pieces: readonly DiffPiece[]): string =>
  pieces.map(({ kind, text }) => `${{ same: '=', removed: '-', added: '+' }[kind]}${text.trim()}`).join(' ');
const without = (text: string): string => text.replaceAll(/\s/g, '');

describe('the difference of two texts', () => {
  test('is told by words', () => {
    expect(short(diffTexts('The weakest link breaks.', 'The narrowest link bends.').pieces)).toBe(
      '=The -weakest +narrowest =link -breaks +bends =.',
    );
  });

  test('is told by words where no space tells them apart', () => {
    expect(short(diffTexts('我喜欢苹果和香蕉。', '我喜欢橘子和香蕉。').pieces)).toBe('=我喜欢 -苹果 +橘子 =和香蕉。');
  });

  test('of the same text is none, and another space alone is none either', () => {
    expect(diffTexts('Same.', 'Same.').pieces).toEqual([{ kind: 'same', text: 'Same.' }]);
    expect(diffTexts('', '').pieces).toEqual([]);
    expect(diffTexts('one two', 'one\n\ntwo').pieces.every(({ kind }) => kind === 'same')).toBe(true);
  });

  test('holds both texts, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('one ', 'two ', '三', '\n', '. ', '👩‍👩‍👧', 'née '), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(words, words, (first, second) => {
        const { pieces } = diffTexts(first, second);
        expect(without(side(pieces, 'added'))).toBe(without(first));
        expect(without(side(pieces, 'removed'))).toBe(without(second));
      }),
    );
  });

  test('of long texts with little in common is told by sentence, and of endless ones not piece by piece', () => {
    const prose = (mark: string, count: number): string =>
      Array.from(
        { length: count },
        (_, place) => `Sentence ${mark}${place} says ${mark}${place * 7} and ${mark}${place * 13}. A refrain. `,
      ).join('');
    const long = diffTexts(prose('a', 300), prose('b', 300));
    expect(long.by).toBe('sentence');
    expect(without(side(long.pieces, 'added'))).toBe(without(prose('a', 300)));
    expect(diffTexts(prose('a', 9000), prose('b', 9000)).by).toBe('whole');
  });
});

import fc from 'fast-check';
import type { MarkedToken, Token } from 'marked';
import { describe, expect, test } from 'vitest';
import { lexBlocks, lexInline } from '#ui/parts/markdown/lex.ts';

/** Sources of the formulas in a line of text. */
function formulasIn(text: string): readonly string[] {
  return lexInline(text, {}).flatMap(sourcesOf);
}

function sourcesOf(token: MarkedToken | Token): readonly string[] {
  if (token.type === 'codespan' && 'display' in token && 'text' in token) return [String(token.text)];
  return ('tokens' in token ? (token.tokens ?? []) : []).flatMap(sourcesOf);
}

const amounts = fc.oneof(
  fc.integer({ min: 0, max: 99_999 }).map(String),
  fc.float({ min: 0, max: 9999, noNaN: true }).map((value) => value.toFixed(2)),
  fc.constantFrom('1,000', '12.5k', '3M', '0.002', '1,299.99', '5/mo', '3.50/lb', '2x', '7–9', '4-6'),
);
/** A writer keeps to one way of writing prices. */
const notations = fc.constantFrom(
  (amount: string) => `$${amount}`,
  (amount: string) => `US$${amount}`,
  (amount: string) => `A$${amount}`,
  (amount: string) => `HK$${amount}`,
  (amount: string) => `NT$${amount}`,
  (amount: string) => `R$ ${amount}`,
  (amount: string) => `R$${amount}`,
  (amount: string) => `${amount}$`,
  (amount: string) => `${amount} $`,
  (amount: string) => `-$${amount}`,
  (amount: string) => `($${amount})`,
  (amount: string) => `**$${amount}**`,
  (amount: string) => `~$${amount}`,
  (amount: string) => `€${amount}`,
  (amount: string) => `£${amount}`,
  (amount: string) => `¥${amount}`,
  (amount: string) => `₹${amount}`,
  (amount: string) => `＄${amount}`,
  (amount: string) => `${amount} 美元`,
);
const between = fc.constantFrom(
  ' ',
  ', ',
  ' and ',
  ' or ',
  '/',
  '-',
  '–',
  ' to ',
  '; ',
  '. Then ',
  ' vs. ',
  ' = ',
  ' a kilo, ',
  ' (about ',
  ') but ',
  '，',
  '、',
  '。',
  '到',
  '，而不是',
  '元，另付 ',
  '（约 ',
  '）和',
  ' bis ',
  ' et ',
  '円、',
  '\n',
);
const start = fc.constantFrom('', 'It costs ', 'From ', '价格是', '一共 ', '*only* ', 'Prix : ', '「', '- ');

describe('prices stay prices', () => {
  test('in several currencies, notations and languages', () => {
    fc.assert(
      fc.property(start, notations, fc.array(fc.tuple(amounts, between), { minLength: 1, maxLength: 5 }), (before, write, pairs) => {
        const text = before + pairs.map(([amount, after]) => write(amount) + after).join('');
        expect(formulasIn(text)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    'a $5 bill, and b=3$.',
    'Sushi ($$) and pizza ($$)',
    'from $$ to $$$',
    '$$–$$$',
    'Rated $$ or $$ at most',
    '$HOME and $PATH, $HOME/$PATH, ${A}$B',
    'Buy $AAPL, sell $MSFT.',
    '共$五十元，或$六十元',
    'PHP: $a; $b = $c + 1;',
    'cost: 5$; 6$',
    'between $5 million and $6 million (or $7m)',
    '5 $ und 10 $, 20 $.',
  ])('%s', (text) => {
    expect(formulasIn(text)).toEqual([]);
  });
});

const sources = fc.constantFrom(
  'x',
  'x^2',
  'a+b',
  'E = mc^2',
  '10^{-3}',
  '\\alpha',
  '\\frac{a}{b}',
  'n!',
  'f(x)',
  'x_1, x_2',
  '3 \\times 4',
  'P(A|B)',
  '2',
  'O(n \\log n)',
  '\\text{price in dollars}',
  '速度=\\frac{路程}{时间}',
);

describe('formulas are found', () => {
  test('between prices and words, in every notation', () => {
    const delimiters = fc.constantFrom(
      (source: string) => `$${source}$`,
      (source: string) => `\\(${source}\\)`,
      (source: string) => `\\[${source}\\]`,
      (source: string) => `$$${source}$$`,
    );
    fc.assert(
      fc.property(sources, delimiters, fc.constantFrom('where ', '其中', '（', '', '**so** '), (source, write, before) => {
        for (const after of [' is so, for $5.', '，价格是 $5。', '. It costs $5 or $10.', '的时候']) {
          expect([write(source), formulasIn(`${before}${write(source)}${after}`)]).toEqual([write(source), [source]]);
        }
      }),
    );
  });

  test('on lines of their own, with blank lines inside', () => {
    for (const text of ['$$\na + b\n$$', '\\[\na\n\n+ b\n\\]', 'Words:\n$$\na + b\n$$\nmore']) {
      const kinds = lexBlocks(text, {})?.tokens.map((token) => (token.type === 'code' ? token.lang : token.type));
      expect([text, kinds]).toEqual([text, expect.arrayContaining(['math'])]);
    }
  });
});

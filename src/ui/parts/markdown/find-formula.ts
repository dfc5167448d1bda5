/** A formula at the start of a text. */
export interface Formula {
  /** Source with its delimiters. */
  readonly raw: string;
  readonly source: string;
  readonly display: boolean;
}

/** Longer ones are shown as text: what is that long is no formula, and the typesetter's time grows faster than its input. */
export const longestFormula = 2000;

const brackets: readonly (readonly [open: string, close: string, display: boolean])[] = [
  ['\\[', '\\]', true],
  ['\\(', '\\)', false],
];

function between(text: string, open: string, close: string, display: boolean): Formula | null {
  const end = text.slice(0, longestFormula + 2 * close.length).indexOf(close, open.length);
  if (end === -1) return null;
  const source = text.slice(open.length, end).trim();
  return source === '' ? null : { raw: text.slice(0, end + close.length), source, display };
}

/** What formulas have and prices don't. */
const mathematical = /[\\^_={}<>|+*]/;
/** Words between two prices: `5 a kilo = 6 a pound`. In a formula, letters that stand together follow a backslash or stand in braces. */
const plainWord = /(?<![\\{\p{L}])[\p{L}]{3,}/u;
const eastAsianMark = /[\u3001-\u303f\uff00-\uff60]/;

/** Whether what stands between two dollars is more likely words between two prices. */
function isProse(source: string): boolean {
  const signs = mathematical.test(source);
  if (/^\d+$/.test(source)) return source.length > 2;
  if (/^[\d.,]/.test(source)) return !signs || plainWord.test(source) || eastAsianMark.test(source);
  if (eastAsianMark.test(source) && !source.includes('\\')) return true;
  // `$` as a word: "$ and $", "$/$", "$, $$".
  if (/^[,.;:)\]}!?/\u2013\u2014]/.test(source) || /[([{/]$/.test(source)) return true;
  return !signs && /\s/.test(source) && plainWord.test(source);
}

/**
 * `$x$` is a formula only if no price can be meant: nothing but the formula touches the dollars from inside, neither a letter nor a digit
 * follows, it stays on its line, and what is inside does not read like words between two prices.
 */
function betweenDollars(text: string): Formula | null {
  const found = /^\$([^\s$](?:[^$\n\\]|\\[^\n])*)\$(?![\p{Script=Latin}\p{Nd}$])/u.exec(text.slice(0, longestFormula + 2));
  const source = found?.[1];
  if (found === null || source === undefined || /\s$/.test(source) || isProse(source)) return null;
  // `R$ 5`, `US$ 5`: the dollar belongs to the next price.
  if (/[^\p{L}]\p{Lu}{1,3}$/u.test(source) && /^\s?\d/.test(text.slice(found[0].length))) return null;
  return { raw: found[0], source, display: false };
}

/** `$$` is also how dear a restaurant is. */
function betweenDoubleDollars(text: string): Formula | null {
  const formula = between(text, '$$', '$$', true);
  if (formula === null || text.charAt(formula.raw.length) === '$') return null;
  const isTight = !/^\$\$\s|\s\$\$$/.test(formula.raw);
  const signs = mathematical.test(formula.source);
  return isProse(formula.source) || (!signs && !isTight) ? null : formula;
}

/** The formula that begins exactly where the text begins, or `null`. */
export function formulaAtStart(text: string): Formula | null {
  const first = text.charCodeAt(0);
  if (first !== 0x24 && first !== 0x5c) return null;
  for (const [open, close, display] of brackets) {
    if (text.startsWith(open)) return between(text, open, close, display);
  }
  if (text.startsWith('$$')) return betweenDoubleDollars(text);
  return first === 0x24 ? betweenDollars(text) : null;
}

const fullLines = /^ {0,3}(?:\$\$([\s\S]*?)\$\$|\\\[([\s\S]*?)\\\])[ \t]*(?:\n|$)/;

/** A display formula that has its lines to itself; it may contain blank lines, which no paragraph may. */
export function formulaBlock(text: string): Formula | null {
  if (!/^ {0,3}(?:\$\$|\\\[)/.test(text)) return null;
  const found = fullLines.exec(text.slice(0, longestFormula + 8));
  const source = (found?.[1] ?? found?.[2] ?? '').trim();
  return found === null || source === '' ? null : { raw: found[0], source, display: true };
}

/** Where the first line of a text opens a display formula that is still unfinished. */
export function opensFormula(text: string): boolean {
  const found = /^ {0,3}(\$\$|\\\[)/.exec(text);
  if (found === null || text.length > longestFormula) return false;
  return !text.slice(found[0].length).includes(found[1] === '$$' ? '$$' : '\\]');
}

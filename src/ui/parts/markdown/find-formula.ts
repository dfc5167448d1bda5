/** A formula at the start of a text. */
export interface Formula {
  /** Source with its delimiters. */
  readonly raw: string;
  readonly source: string;
  readonly display: boolean;
}

/** Longer ones are shown as text: what is that long is no formula, and the typesetter's time grows faster than its input. */
export const longestFormula = 2000;

const delimiters: readonly (readonly [open: string, close: string, display: boolean])[] = [
  ['$$', '$$', true],
  ['\\[', '\\]', true],
  ['\\(', '\\)', false],
];

function between(text: string, open: string, close: string, display: boolean): Formula | null {
  const end = text.slice(0, longestFormula + 2 * close.length).indexOf(close, open.length);
  if (end === -1) return null;
  const source = text.slice(open.length, end).trim();
  return source === '' ? null : { raw: text.slice(0, end + close.length), source, display };
}

/**
 * `$x$` is a formula only if no price can be meant: nothing but the formula touches the dollars from inside, neither a letter nor a digit
 * follows, it stays on its line, and one that begins with a digit contains a sign of mathematics.
 */
function betweenDollars(text: string): Formula | null {
  const found = /^\$([^\s$](?:[^$\n\\]|\\[^\n])*)\$(?![\p{Script=Latin}\p{Nd}$])/u.exec(text.slice(0, longestFormula + 2));
  const source = found?.[1];
  if (found === null || source === undefined || /\s$/.test(source)) return null;
  if (/^[\d.,]/.test(source) && !/[\\^_={}<>]/.test(source) && !/^\d+$/.test(source)) return null;
  if (/^\d+$/.test(source) && source.length > 2) return null;
  return { raw: found[0], source, display: false };
}

/** The formula that begins exactly where the text begins, or `null`. */
export function formulaAtStart(text: string): Formula | null {
  const first = text.charCodeAt(0);
  if (first !== 0x24 && first !== 0x5c) return null;
  for (const [open, close, display] of delimiters) {
    if (text.startsWith(open)) return between(text, open, close, display);
  }
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

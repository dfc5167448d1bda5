import type { Tokens } from 'marked';

/** Layout time grows with the square of a line's length, so a longer one is shown as several. */
export const longestLine = 4000;

/**
 * What is shown of one line of code: itself with its newline, or, if it is enormous, pieces of which only the last has a newline. Joined,
 * the pieces of all lines are the code as it was written.
 */
export function piecesOfLine(line: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (; line.length - at > longestLine; at += longestLine) pieces.push(line.slice(at, at + longestLine));
  pieces.push(`${line.slice(at)}\n`);
  return pieces;
}

/** Lines of a code token. For fences, the lexer keeps one newline more than there are lines when the last one is blank. */
export function linesOfToken(token: Tokens.Code): string[] {
  if (token.text === '') return [];
  const oneTooMany = token.codeBlockStyle === undefined && token.text.endsWith('\n');
  const text = oneTooMany ? token.text.slice(0, -1) : token.text;
  return text.split('\n').flatMap(piecesOfLine);
}

/** First word after an opening fence, in lower case: ```` ```Python title="x" ```` gives `python`, `py:app.py` gives `py`. */
export function languageOf(info: string): string {
  return (/^[^\s,{:]*/.exec(info.trim())?.[0] ?? '').toLowerCase();
}

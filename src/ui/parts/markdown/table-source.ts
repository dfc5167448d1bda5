import type { MarkedToken } from 'marked';
import { inside, type TableBlock, type TableRow } from './blocks.ts';
import { elements } from './chunked-list.ts';
import { resolveNamedCharacters } from './named-characters.ts';

function rowsOf(table: TableBlock): readonly TableRow[] {
  return [table.header, ...elements(table.rows)];
}

const marks = { left: ':---', center: ':---:', right: '---:' } as const;

/** The table as it was written, with one space around each cell. */
export function tableAsMarkdown(table: TableBlock): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [head = [], ...rows] = rowsOf(table).map((row) => line(row.map(({ text }) => text.replaceAll('|', '\\|'))));
  const delimiter = line(table.header.map(({ align }) => (align === null ? '---' : marks[align])));
  return `${[head, delimiter, ...rows].join('\n')}\n`;
}

/** A spreadsheet would run a cell that begins so; a number may. */
const formula = /^(?:[=@\t\r]|[+-](?![\d.,\s]*%?$))/;

/** What a cell says, without markup. A cell that a spreadsheet would take for a formula begins with an apostrophe. RFC 4180. */
export function tableAsCsv(table: TableBlock): string {
  const field = (text: string): string => {
    const safe = formula.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rowsOf(table)
    .map((row) => `${row.map((cell) => field(wordsOf(inside(cell)).trim())).join(',')}\r\n`)
    .join('');
}

function wordsOf(tokens: readonly MarkedToken[]): string {
  return tokens.map(wordsOfToken).join('');
}

function wordsOfToken(token: MarkedToken): string {
  if (token.type === 'br') return '\n';
  if ('tokens' in token && token.tokens !== undefined) return wordsOf(inside(token));
  if (token.type === 'text') return resolveNamedCharacters(token.text);
  return 'text' in token ? token.text : token.raw;
}

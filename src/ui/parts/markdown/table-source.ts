import type { MarkedToken } from 'marked';
import { writeCsv } from '#chat/csv.ts';
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

/** What a cell says, without markup, in a file that a spreadsheet reads and runs nothing of. */
export function tableAsCsv(table: TableBlock): string {
  return writeCsv(rowsOf(table).map((row) => row.map((cell) => wordsOf(inside(cell)).trim())));
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

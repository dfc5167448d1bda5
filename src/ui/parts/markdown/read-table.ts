import type { MarkedToken, Tokens } from 'marked';
import type { TableBlock } from './blocks.ts';
import { append, emptyList } from './chunked-list.ts';

/** A table with settled rows that may still grow; what is lexed again is its head and its last row. */
export interface OpenTable {
  readonly kind: 'table';
  /** Source of the header and the delimiter row. */
  readonly head: string;
  readonly settled: TableBlock;
}

/** From so many rows on, a table is read row by row. */
const fewestRows = 2;

export function openTable(table: Tokens.Table): { readonly open: OpenTable; readonly length: number } | null {
  const head = /^[^\n]*\n[^\n]*\n/.exec(table.raw)?.[0];
  if (head === undefined || table.rows.length < fewestRows) return null;
  const empty: OpenTable = { kind: 'table', head, settled: { kind: 'table', header: table.header, rows: emptyList() } };
  const grown = growTable(empty, table);
  return { open: grown.open, length: head.length + grown.length };
}

/** Settles all rows but the last: a row is a line, so it is final as soon as another follows. */
export function growTable(open: OpenTable, table: Tokens.Table): { readonly open: OpenTable; readonly length: number } {
  const lines = table.raw
    .slice(open.head.length)
    .split('\n')
    .slice(0, table.rows.length - 1);
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  return { open: { ...open, settled: withRows(open, table.rows.slice(0, -1)) }, length };
}

function withRows({ settled }: OpenTable, rows: Tokens.Table['rows']): TableBlock {
  return { ...settled, rows: append(settled.rows, rows) };
}

/** The table that goes on at the start of the tokens (head included), or `null` if no row follows. */
export function rowsGoOn(tokens: readonly MarkedToken[]): Tokens.Table | null {
  const first = tokens[0];
  return first?.type === 'table' && first.rows.length > 0 ? first : null;
}

export function wholeTable(open: OpenTable, table: Tokens.Table): TableBlock {
  return withRows(open, table.rows);
}

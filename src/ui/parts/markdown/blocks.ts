import type { MarkedToken, Token, Tokens } from 'marked';
import { append, type ChunkedList, emptyList } from './chunked-list.ts';
import { languageOf, linesOfToken } from './code-lines.ts';
import { isKnown } from './lex.ts';
import { formulaLanguage } from './model-text-tokenizer.ts';

/** A list in pieces, so that a growing one renders only its last item again. */
export interface ListBlock {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly start: number;
  /** Blank lines between items: shown as distance, by a class, so that items don't change when it turns out late. */
  readonly loose: boolean;
  readonly items: ChunkedList<Tokens.ListItem>;
}

export type TableRow = readonly Tokens.TableCell[];

export interface TableBlock {
  readonly kind: 'table';
  readonly header: TableRow;
  readonly rows: ChunkedList<TableRow>;
}

/** Code by lines, each with its newline; the line still being written is `openLine`, `null` when there is none. */
export interface CodeBlock {
  readonly kind: 'code';
  readonly language: string;
  /** All that stands after the opening fence. */
  readonly info: string;
  readonly lines: ChunkedList<string>;
  readonly openLine: string | null;
}

export interface FormulaBlock {
  readonly kind: 'formula';
  readonly source: string;
}

/** Text that is shown as it is, because reading it as markdown would cost too much. */
export interface PlainBlock {
  readonly kind: 'plain';
  readonly text: string;
}

export interface TokenBlock {
  readonly kind: 'token';
  readonly token: Tokens.Paragraph | Tokens.Heading | Tokens.Blockquote | Tokens.HTML | Tokens.Hr | Tokens.Text;
}

export type Block = ListBlock | TableBlock | CodeBlock | FormulaBlock | PlainBlock | TokenBlock;

function toListBlock(token: Tokens.List): ListBlock {
  const start = token.start === '' ? 1 : token.start;
  return { kind: 'list', ordered: token.ordered, start, loose: token.loose, items: append(emptyList(), token.items) };
}

function toCodeBlock(token: Tokens.Code): CodeBlock | FormulaBlock {
  const info = token.lang ?? '';
  const language = languageOf(info);
  if (language === formulaLanguage) return { kind: 'formula', source: token.text };
  return { kind: 'code', language, info, lines: append(emptyList(), linesOfToken(token)), openLine: null };
}

/** marked has a second kind of token named "html", for tags inside text. */
function isBlockHtml(token: Tokens.HTML | Tokens.Tag): token is Tokens.HTML {
  return token.block;
}

/** The block of a token, or `null` for tokens that show nothing by themselves: blank lines, link definitions, the box of a task. */
export function toBlock(token: MarkedToken): Block | null {
  switch (token.type) {
    case 'list':
      return toListBlock(token);
    case 'table':
      return { kind: 'table', header: token.header, rows: append(emptyList(), token.rows) };
    case 'code':
      return toCodeBlock(token);
    case 'html':
      return isBlockHtml(token) ? { kind: 'token', token } : null;
    case 'paragraph':
    case 'heading':
    case 'blockquote':
    case 'hr':
    case 'text':
      return { kind: 'token', token };
    default:
      return null;
  }
}

export function toBlocks(tokens: readonly MarkedToken[]): Block[] {
  return tokens.map(toBlock).filter((block) => block !== null);
}

/** Tokens inside a token. */
export function inside(token: { readonly tokens?: readonly Token[] | undefined }): readonly MarkedToken[] {
  return (token.tokens ?? []).filter(isKnown);
}

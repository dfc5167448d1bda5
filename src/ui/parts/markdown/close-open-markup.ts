import type { MarkedToken, Token, Tokens } from 'marked';
import { isKnown, type LinkTargets, lexInline } from './lex.ts';

/** Marks that open and close the same way, longest first. */
const marks = ['**', '__', '~~', '*', '_', '`'] as const;

/**
 * The text of an unfinished line with its open markup closed, so that `**bol` is shown bold at once instead of jumping when the last
 * asterisk comes. A link whose address is being written is shown as its words, a footnote's mark when it is whole. What is open without a word after it is hidden.
 */
export function closeOpenMarkup(text: string): string {
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\\') {
      at += 2;
      continue;
    }
    const mark = marks.find((candidate) => text.startsWith(candidate, at));
    if (mark === undefined) {
      at++;
      continue;
    }
    if (mark === '`') {
      const run = /^`+/.exec(text.slice(at))?.[0] ?? mark;
      const end = text.indexOf(run, at + run.length);
      if (end === -1) return text.endsWith(run) && at + run.length === text.length ? text.slice(0, at) : text + run + closing(open);
      at = end + run.length;
      continue;
    }
    toggle(open, mark, text, at);
    at += mark.length;
  }
  const withoutAddress = text.replace(/\[\^[^\]\s]{0,40}$/, '').replace(/(!?)\[([^[\]\n]+)\]\((?:[^()\s]|\([^()\s]*\))*$/, '$2');
  const bare = open.length > 0 ? withoutAddress.replace(/(?:\*{1,3}|_{1,3}|~~)$/, '') : withoutAddress;
  const dropped = marksIn(withoutAddress.slice(bare.length), open);
  return bare + closing(open.slice(0, open.length - dropped));
}

function toggle(open: string[], mark: string, text: string, at: number): void {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + mark.length);
  const index = open.lastIndexOf(mark);
  if (index !== -1 && before !== '' && !/\s/.test(before)) open.length = index;
  else if (!/\s/.test(after) && !(mark.startsWith('_') && /[\p{L}\p{N}]/u.test(before))) open.push(mark);
}

/** How many of the last opened marks a run of mark characters at the end of the text consists of. */
function marksIn(run: string, open: readonly string[]): number {
  let left = run.length;
  let count = 0;
  while (left > 0 && count < open.length) {
    left -= open[open.length - 1 - count]?.length ?? left;
    count++;
  }
  return count;
}

function closing(open: readonly string[]): string {
  return open.toReversed().join('');
}

/** The tokens with the open markup of their last line of text closed. Only that line is lexed again; code is left alone. */
export function closeLastLine(tokens: readonly MarkedToken[], links: LinkTargets): readonly MarkedToken[] {
  const last = tokens.at(-1);
  if (last === undefined) return tokens;
  const closed = closeInside(last, links);
  return closed === last ? tokens : [...tokens.slice(0, -1), closed];
}

function closeInside(token: MarkedToken, links: LinkTargets): MarkedToken {
  switch (token.type) {
    case 'paragraph':
    case 'heading':
    case 'text':
      return closeText(token, links);
    case 'blockquote':
      return { ...token, tokens: closeAll(token.tokens, links) };
    case 'list': {
      const item = token.items.at(-1);
      if (item === undefined) return token;
      return { ...token, items: [...token.items.slice(0, -1), { ...item, tokens: closeAll(item.tokens, links) }] };
    }
    case 'table':
      return closeTable(token, links);
    default:
      return token;
  }
}

function closeAll(tokens: readonly Token[], links: LinkTargets): Token[] {
  return [...closeLastLine(tokens.filter(isKnown), links)];
}

function closeText<T extends Tokens.Paragraph | Tokens.Heading | Tokens.Text>(token: T, links: LinkTargets): T {
  const text = closeOpenMarkup(token.text);
  return text === token.text ? token : { ...token, tokens: [...lexInline(text, links)] };
}

function closeTable(token: Tokens.Table, links: LinkTargets): Tokens.Table {
  const row = token.rows.at(-1);
  const index = row?.findLastIndex((cell) => cell.text !== '') ?? -1;
  const cell = row?.[index];
  if (row === undefined || cell === undefined) return token;
  const text = closeOpenMarkup(cell.text);
  if (text === cell.text) return token;
  return { ...token, rows: [...token.rows.slice(0, -1), row.with(index, { ...cell, tokens: [...lexInline(text, links)] })] };
}

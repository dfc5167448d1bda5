import type { MarkedToken, Token, Tokens } from 'marked';
import type { Block } from './blocks.ts';
import { elements } from './chunked-list.ts';
import { isKnown } from './lex.ts';

/** Whether two blocks show the same. Sources may differ in the blank space at their ends, and lists in what decides their spacing. */
export function isSameBlock(one: Block, other: Block): boolean {
  return one === other || appearance(one) === appearance(other);
}

function appearance(block: Block): string {
  switch (block.kind) {
    case 'list': {
      const { ordered, start, loose } = block;
      return JSON.stringify(['list', ordered, ordered ? start : 0, loose, elements(block.items).map(itemAppearance)]);
    }
    case 'table':
      return JSON.stringify(['table', ...[block.header, ...elements(block.rows)].map((row) => row.map(cellAppearance))]);
    case 'code':
      return JSON.stringify(['code', block.info, elements(block.lines).join('') + (block.openLine ?? '')]);
    case 'formula':
      return JSON.stringify(['formula', block.source]);
    case 'plain':
      return JSON.stringify(['plain', block.text]);
    default:
      return JSON.stringify(tokenAppearance(block.token));
  }
}

function itemAppearance(item: Tokens.ListItem): unknown {
  return [item.task, item.checked ?? false, allAppearances(item.tokens)];
}

function cellAppearance(cell: Tokens.TableCell): unknown {
  return [cell.align, allAppearances(cell.tokens)];
}

/** What children show; blank lines, link definitions and the box of a task (which the item knows) are nothing by themselves. */
function allAppearances(tokens: readonly Token[] | undefined): unknown[] {
  const seen: unknown[] = [];
  for (const token of (tokens ?? []).filter(isKnown)) {
    if (token.type === 'space' || token.type === 'def' || token.type === 'checkbox') continue;
    seen.push(tokenAppearance(token));
  }
  return seen;
}

function tokenAppearance(token: MarkedToken): unknown {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return token.tokens === undefined ? token.text : ['paragraph', allAppearances(token.tokens)];
    case 'heading':
      return ['heading', token.depth, allAppearances(token.tokens)];
    case 'link':
    case 'image':
      return [token.type, 'footnote' in token, token.href, token.title ?? '', allAppearances(token.tokens), token.text];
    case 'list':
      return ['list', token.ordered, token.start, token.loose, token.items.map(itemAppearance)];
    case 'table':
      return ['table', ...[token.header, ...token.rows].map((row) => row.map(cellAppearance))];
    case 'html':
      return ['html', token.text.trimEnd()];
    case 'code':
      return ['code', token.lang ?? '', token.text];
    case 'blockquote':
      return [token.type, 'footnote' in token ? token.footnote : null, allAppearances(token.tokens)];
    case 'strong':
    case 'em':
    case 'del':
      return [token.type, allAppearances(token.tokens)];
    case 'escape':
      return token.text;
    case 'codespan':
      return ['codespan', token.text, 'display' in token ? token.display : null];
    default:
      return [token.type];
  }
}

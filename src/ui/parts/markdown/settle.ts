import type { MarkedToken, Tokens } from 'marked';
import { type Block, toBlock } from './blocks.ts';
import { type LinkTargets, lexBlocks, lexInline } from './lex.ts';

/** A longer paragraph is cut in two: the cost of reading and laying out one grows with the square of its length. */
export const longestParagraph = 4000;

/** Text that was lexed, with the place where what may still change begins. */
export interface Cut {
  /** Index of the first token that may change, and its offset in the text. */
  readonly index: number;
  readonly offset: number;
}

/**
 * A top-level block is final as soon as another one has begun after it **on a complete line**: a line still being written may turn out to
 * belong to the block before (`-` may become a heading's underline). So what may change begins with the last block that starts on a complete line.
 */
export function cutOf(tokens: readonly MarkedToken[], text: string): Cut {
  let cut: Cut = { index: 0, offset: 0 };
  let offset = 0;
  const lastNewline = text.lastIndexOf('\n');
  for (const [index, token] of tokens.entries()) {
    if (offset > lastNewline) break;
    if (token.type !== 'space') cut = { index, offset };
    offset += token.raw.length;
  }
  return cut;
}

/** Link definitions of settled tokens, added to those known before; the first one of a name wins. */
export function withDefinitions(links: LinkTargets, tokens: readonly MarkedToken[]): LinkTargets {
  const definitions = tokens.filter((token) => token.type === 'def');
  if (definitions.length === 0) return links;
  return { ...Object.fromEntries(definitions.toReversed().map(({ tag, href, title }) => [tag, { href, title }])), ...links };
}

/** Where to cut text that is too long: before a word, after the last newline, space or full-width mark that leaves a piece of fair size. */
function placeToCut(text: string): number {
  const head = text.slice(0, longestParagraph);
  for (const pattern of [/\n(?=\p{L})/gu, /[ \t](?=\p{L})/gu, /[，。；：！？、](?=\p{L})/gu]) {
    const last = Array.from(head.matchAll(pattern)).at(-1);
    if (last !== undefined && last.index > longestParagraph / 2) return last.index + 1;
  }
  const splitsPair = /[\ud800-\udbff]$/.test(head);
  return splitsPair ? longestParagraph - 1 : longestParagraph;
}

/** The paragraph, or several if it is too long. Markup that spans a cut is lost; that is the price of an answer in finite time. */
export function splitParagraph(token: Tokens.Paragraph, links: LinkTargets): Tokens.Paragraph[] {
  if (token.raw.length <= longestParagraph) return [token];
  const pieces: Tokens.Paragraph[] = [];
  let rest = token.raw;
  while (rest !== '') {
    const raw = rest.length > longestParagraph ? rest.slice(0, placeToCut(rest)) : rest;
    const text = raw.trim();
    pieces.push({ type: 'paragraph', raw, text, tokens: [...lexInline(text, links)] });
    rest = rest.slice(raw.length);
  }
  return pieces;
}

export function settledBlocks(tokens: readonly MarkedToken[], links: LinkTargets): Block[] {
  return tokens
    .flatMap((token): MarkedToken[] => (token.type === 'paragraph' ? splitParagraph(token, links) : [token]))
    .map(toBlock)
    .filter((block) => block !== null);
}

const plainPiece = 2000;

/** Text as it is, in elements of bounded size. */
export function plainBlocks(text: string): Block[] {
  const pieces = text.match(new RegExp(`[\\s\\S]{1,${plainPiece}}(?:\\n|$)|[\\s\\S]{${plainPiece}}`, 'g')) ?? [];
  return pieces.map((piece) => ({ kind: 'plain', text: piece }));
}

/** Blocks of a whole text that is not to be read again: as markdown or, if the lexer can't read it, as it is. */
export function blocksNow(text: string, links: LinkTargets): Block[] {
  const lexed = lexBlocks(text, links);
  return lexed === null ? plainBlocks(text) : settledBlocks(lexed.tokens, links);
}

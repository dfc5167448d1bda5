import { Lexer, type Links, type MarkedToken, type Token } from 'marked';
import { eastAsianInlineRules } from './east-asian-rules.ts';
import { ModelTextTokenizer } from './model-text-tokenizer.ts';

/** Containers in containers. Nobody reads deeper; marked's own recursion ends in a stack overflow at some thousands. */
export const deepestNesting = 100;

export type LinkTargets = Links;

export interface Lexed {
  readonly tokens: readonly MarkedToken[];
  readonly links: LinkTargets;
}

const block = Lexer.rules.block.gfm;

/** A line that opens a display formula or a footnote ends the paragraph before it. If nothing closes it, marked joins the two paragraphs again. */
const blockRules = {
  ...block,
  paragraph: new RegExp(
    block.paragraph.source.replace('\\n(?!', '\\n(?! {0,3}(?:\\$\\$|\\\\\\[|\\[\\^[^\\]\\s]{1,40}\\]:)|'),
    block.paragraph.flags,
  ),
};

/** Characters searched for the ends of emphasis, for each character of the text: ten times what the densest honest text needs. */
const effortPerCharacter = 50;

function createLexer(text: string, links: LinkTargets): Lexer {
  const tokenizer = new ModelTextTokenizer(effortPerCharacter * text.length);
  const lexer = new Lexer({ gfm: true, tokenizer });
  tokenizer.rules = { ...tokenizer.rules, block: blockRules, inline: eastAsianInlineRules };
  Object.assign(lexer.tokens.links, links);
  return lexer;
}

const types: ReadonlySet<string> = new Set([
  'blockquote',
  'br',
  'checkbox',
  'code',
  'codespan',
  'def',
  'del',
  'em',
  'escape',
  'heading',
  'hr',
  'html',
  'image',
  'link',
  'list',
  'list_item',
  'paragraph',
  'space',
  'strong',
  'table',
  'text',
]);

/** No extension adds token types here, so every token is one of marked's own; the check makes it known to the compiler. */
export function isKnown(token: Token): token is MarkedToken {
  return types.has(token.type);
}

const manyContainers = /^[ \t]*(?:(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])[ \t]*){20,}|^[ \t]{200,}(?=[-+*>\d])/gm;

/** Whether a line opens so many containers, by markers or by indentation, that the lexer must not see it. */
export function isTooDeep(text: string): boolean {
  for (const [opening] of text.matchAll(manyContainers)) {
    const markers = opening.match(/>|[-+*]|\d+[.)]/g);
    if (markers === null || markers.length > deepestNesting) return true;
  }
  return false;
}

/** Block tokens of a text, or `null` if it is nested too deeply; its raws, joined, are the text. Never throws. */
export function lexBlocks(text: string, links: LinkTargets): Lexed | null {
  if (isTooDeep(text)) return null;
  try {
    const lexer = createLexer(text, links);
    const tokens = lexer.lex(text);
    return { tokens: tokens.filter(isKnown), links: tokens.links };
  } catch {
    // The stack is the only limit of marked's recursion.
    return null;
  }
}

/** Tokens of text without blocks. Never throws: what the lexer can't read is one text. */
export function lexInline(text: string, links: LinkTargets): readonly MarkedToken[] {
  try {
    return createLexer(text, links).inlineTokens(text).filter(isKnown);
  } catch {
    return [{ type: 'text', raw: text, text }];
  }
}

import type { MarkedToken, Token } from 'marked';
import { isKnown, lexBlocks } from './lex.ts';
import { formulaLanguage, isFootnoteMark } from './model-text-tokenizer.ts';
import { resolveNamedCharacters } from './named-characters.ts';

/** Stands for what is shown and has no words of its own to be found: a formula, an image, a footnote's mark. */
export const unsearchable = '\uffff';

/**
 * The words of a model's text as they are shown, block by block, in their order: what a search looks through where the text is not in the
 * page. `shown-text.ts` reads the same from the page.
 */
export function searchableText(text: string): readonly string[] {
  const lexed = lexBlocks(text.replace(/\r\n?/g, '\n'), {});
  return lexed === null ? [text] : lexed.tokens.flatMap(blocksOf);
}

function blocksOf(token: Token): readonly string[] {
  if (!isKnown(token)) return [];
  switch (token.type) {
    case 'list':
      return token.items.flatMap(({ tokens }) => inContainer(tokens));
    case 'blockquote':
      return inContainer(token.tokens);
    case 'table':
      return [token.header, ...token.rows].flatMap((row) => row.map(({ tokens }) => wordsOf(tokens)));
    case 'code':
      return token.lang === formulaLanguage ? [] : token.text.split('\n');
    case 'paragraph':
    case 'heading':
      return [wordsOf(token.tokens)];
    case 'text':
      return [wordsOf([token])];
    case 'html':
      return [token.raw];
    default:
      return [];
  }
}

/** In an item of a list, text without a paragraph of its own is one block up to the next. */
function inContainer(tokens: readonly Token[] | undefined): readonly string[] {
  return (tokens ?? []).flatMap(blocksOf);
}

function wordsOf(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).filter(isKnown).map(wordsOfToken).join('');
}

function wordsOfToken(token: MarkedToken): string {
  switch (token.type) {
    case 'br':
      return '\n';
    case 'image':
      return unsearchable;
    case 'checkbox':
      return '';
    case 'codespan':
      return 'display' in token ? unsearchable : token.text;
    case 'link':
      return isFootnoteMark(token) ? unsearchable : wordsOf(token.tokens);
    case 'escape':
      return token.text;
    case 'text':
      return 'tokens' in token && token.tokens !== undefined ? wordsOf(token.tokens) : resolveNamedCharacters(token.text);
    case 'strong':
    case 'em':
    case 'del':
    case 'paragraph':
      return wordsOf(token.tokens);
    default:
      return token.raw;
  }
}

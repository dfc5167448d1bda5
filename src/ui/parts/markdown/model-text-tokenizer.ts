import { type Links, Tokenizer, type Tokens } from 'marked';
import { wideCharacter } from './east-asian-rules.ts';
import { formulaAtStart, formulaBlock } from './find-formula.ts';

/** A formula travels as a code span: marked leaves those alone and merges them with nothing. */
export interface FormulaSpan extends Tokens.Codespan {
  readonly display: boolean;
}

/** `[^1]` travels as a link with one field more. */
export interface FootnoteMark extends Tokens.Link {
  readonly footnote: string;
}

/** `[^1]: words` travels as a quote with one field more. */
export interface FootnoteNote extends Tokens.Blockquote {
  readonly footnote: string;
}

export function isFootnoteMark(token: Tokens.Link): token is FootnoteMark {
  return 'footnote' in token;
}

export function isFootnoteText(token: Tokens.Blockquote): token is FootnoteNote {
  return 'footnote' in token;
}

const footnoteMark = /^\[\^([^\]\s[^]{1,40})\](?!:)/;
/** A footnote's first line and those after it that are indented; blank lines between these belong to it. */
const footnoteText = /^ {0,3}\[\^([^\]\s[^]{1,40})\]:[ \t]*([^\n]*(?:\n(?:[ \t]*\n)*(?: {2,}|\t)[^\n]*)*)(?:\n|$)/;

/** Language of the code token that carries a display formula; a fence so named is one, too. */
export const formulaLanguage = 'math';

const never = /(?!)/;

/** marked's tokenizer, taught formulas, addresses in text without spaces, and that HTML tags mean nothing here. */
export class ModelTextTokenizer extends Tokenizer {
  #effortLeft: number;

  /**
   * @param effort Characters that may be searched for the ends of emphasis. marked searches the rest of a paragraph at each mark, so a text
   * that is all marks would take the square of its length; when the effort is spent, the marks that are left are text.
   */
  constructor(effort: number) {
    super();
    this.#effortLeft = effort;
  }

  override fences(text: string): Tokens.Code | undefined {
    const formula = formulaBlock(text);
    if (formula === null) return super.fences(text);
    return { type: 'code', raw: formula.raw, lang: formulaLanguage, text: formula.source };
  }

  /** Called first at every place of a text, so the effort is counted here; overriding `emStrong` itself would slow down marked's fast path. */
  override escape(text: string): Tokens.Escape | undefined {
    if (/^[*_~]/.test(text)) {
      this.#effortLeft -= text.length;
      if (this.#effortLeft < 0) this.rules = { ...this.rules, inline: { ...this.rules.inline, emStrongLDelim: never, delLDelim: never } };
    }
    return formulaAtStart(text) === null ? super.escape(text) : undefined;
  }

  override codespan(text: string): Tokens.Codespan | undefined {
    const formula = formulaAtStart(text);
    if (formula === null) return super.codespan(text);
    const span: FormulaSpan = { type: 'codespan', raw: formula.raw, text: formula.source, display: formula.display };
    return span;
  }

  /** The base class reads on over dollars; the text ends before one that opens a formula and does not follow a letter or digit. */
  override inlineText(text: string): Tokens.Text | undefined {
    const token = super.inlineText(text);
    if (token === undefined || !token.raw.includes('$')) return token;
    for (let at = token.raw.indexOf('$', 1); at !== -1; at = token.raw.indexOf('$', at + 1)) {
      const followsWord = /[\p{Script=Latin}\p{Nd}$]/u.test(token.raw.charAt(at - 1));
      if (!followsWord && formulaAtStart(text.slice(at)) !== null) return super.inlineText(text.slice(0, at));
    }
    return token;
  }

  override reflink(text: string, links: Links): Tokens.Link | Tokens.Image | Tokens.Text | undefined {
    const [raw, label] = footnoteMark.exec(text) ?? [];
    if (raw === undefined || label === undefined || this.lexer.state.inLink) return super.reflink(text, links);
    const mark: FootnoteMark = { type: 'link', raw, href: '', title: null, text: label, tokens: [], footnote: label };
    return mark;
  }

  /** A quote is asked for before a list and a link definition, so a footnote is found here. */
  override blockquote(text: string): Tokens.Blockquote | undefined {
    const [raw, label, words = ''] = footnoteText.exec(text) ?? [];
    if (raw === undefined || label === undefined) return super.blockquote(text);
    const inner = words.replaceAll(/\n(?: {1,4}|\t)/g, '\n');
    // Paragraphs and nothing else: a footnote in a footnote would go down without end.
    const tokens = inner.split(/\n[ \t]*\n/).map((paragraph): Tokens.Paragraph => {
      const words = paragraph.trim();
      return { type: 'paragraph', raw: paragraph, text: words, tokens: this.lexer.inline(words) };
    });
    const note: FootnoteNote = { type: 'blockquote', raw, text: inner, tokens, footnote: label };
    return note;
  }

  /** Tags are shown as text, so an open `<a>` or `<code>` must not change how the text after it is read. */
  override tag(text: string): Tokens.Tag | undefined {
    const { inLink, inRawBlock } = this.lexer.state;
    const token = super.tag(text);
    this.lexer.state.inLink = inLink;
    this.lexer.state.inRawBlock = inRawBlock;
    return token;
  }

  /** A bare address ends where Chinese, Japanese or Korean text goes on without a space. */
  override url(text: string): Tokens.Link | undefined {
    const token = super.url(text);
    const cut = token === undefined ? -1 : token.raw.search(wideCharacter);
    if (token === undefined || cut === -1) return token;
    return cut === 0 ? undefined : super.url(text.slice(0, cut));
  }
}

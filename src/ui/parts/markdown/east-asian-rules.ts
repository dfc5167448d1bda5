import { Lexer, type Rules } from 'marked';

/**
 * CommonMark decides whether `**` opens or closes by the characters beside it, and counts full-width punctuation as punctuation. In
 * Chinese, Japanese and Korean, which write no spaces, that leaves the asterisks of `**注意：**请` or `**词(word)**的` on the screen
 * (commonmark-spec#650, open). Two changes to marked's delimiter rules mend it without changing any official example: full-width
 * punctuation counts as a letter, and beside a delimiter that touches ASCII punctuation anything full-width does as well as a space.
 * The rules are exported by marked but not documented: its version is pinned, and the samples in the tests guard this file.
 */
const wideMarks = '\\u3001-\\u303f\\uff00-\\uffef\\u2018-\\u201d\\u2026\\u2014\\u00b7';
const wideLetters = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
const wide = wideMarks + wideLetters;

function derive(rule: RegExp): RegExp {
  const source = rule.source
    .replaceAll(/\[(\^?)(?:\\s)?\\p\{P\}\\p\{S\}\]/g, (found, negated) =>
      negated ? `(?:${found}|[${wideMarks}])` : `(?:(?![${wideMarks}])${found})`,
    )
    .replaceAll('(?=[\\s]|$)', `(?=[\\s${wide}]|$)`)
    .replaceAll('|[\\s](', `|[\\s${wide}](`);
  return new RegExp(source, rule.flags);
}

const gfm = Lexer.rules.inline.gfm;

export const eastAsianInlineRules: Rules['inline'] = {
  ...gfm,
  emStrongLDelim: derive(gfm.emStrongLDelim),
  emStrongRDelimAst: derive(gfm.emStrongRDelimAst),
  emStrongRDelimUnd: derive(gfm.emStrongRDelimUnd),
  delLDelim: derive(gfm.delLDelim),
  delRDelim: derive(gfm.delRDelim),
  // What may stand before an opening delimiter that is followed by ASCII punctuation.
  punctuation: new RegExp(`^(?![*_])[\\s\\p{P}\\p{S}${wide}]`, 'u'),
};

/** The first character that no web address contains but that may follow one in text without spaces. */
export const wideCharacter = new RegExp(`[${wide}]`, 'u');

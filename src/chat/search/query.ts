import { fold } from './fold.ts';

export const prefixes = ['model', 'license', 'foundation', 'tag', 'folder'] as const;
export type Prefix = (typeof prefixes)[number];

/** One thing that is asked for, folded. `prefix` `null`: words in the text. */
export interface Term {
  readonly prefix: Prefix | null;
  readonly text: string;
  /** With a minus before it: what has it is left out. */
  readonly isNegated: boolean;
}

/** A minus, a prefix with its colon, then quoted words, or everything up to a space. A quote that is not closed goes to the end. */
const term = /(-?)(?:(model|license|foundation|tag|folder):)?(?:"([^"]*)(?:"|$)|(\S+))/gy;

/**
 * Reads what a person typed: words, all of which must be there; `"several words"` as they stand; `model:`, `license:`, `foundation:`,
 * `tag:` and `folder:` with or without quotes; a minus before any of these for what must not be there. A prefix without a value yet says nothing.
 */
export function readQuery(typed: string): readonly Term[] {
  const text = fold(typed).replaceAll(/[“”„«»「」]/g, '"');
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    term.lastIndex = at;
    const match = term.exec(text);
    if (match === null) {
      // A prefix with nothing behind it, or a minus by itself.
      const rest = /\S+/y;
      rest.lastIndex = at;
      at += rest.exec(text)?.[0].length ?? 1;
      continue;
    }
    at = term.lastIndex;
    const [, minus, prefix, quoted, bare = ''] = match;
    const value = (quoted ?? bare).trim().replaceAll(/\s+/g, ' ');
    if (value === '' || (bare !== '' && isUnfinished(bare))) continue;
    terms.push({ prefix: prefixes.find((known) => known === prefix) ?? null, text: value, isNegated: minus === '-' });
  }
  return terms;
}

/** A minus or a prefix that waits for its value. */
const isUnfinished = (word: string): boolean => word === '-' || prefixes.some((prefix) => word === `${prefix}:`);

/** The word that is being written at a place of the text, for suggestions; it ends there. */
export interface WordAt {
  readonly start: number;
  readonly minus: '' | '-';
  readonly prefix: Prefix | null;
  /** As it was typed, without quotes. */
  readonly value: string;
}

export function wordAt(typed: string, place: number): WordAt {
  const before = typed.slice(0, place);
  const match = /(?:^|\s)(-?)(?:(model|license|foundation|tag|folder)[:：])?("[^"]*|[^\s"]*)$/iu.exec(before);
  if (match === null) return { start: place, minus: '', prefix: null, value: '' };
  const [whole, minus, prefix, value = ''] = match;
  const start = match.index + (/^\s/.test(whole) ? 1 : 0);
  return {
    start,
    minus: minus === '-' ? '-' : '',
    prefix: prefixes.find((known) => known === prefix?.toLowerCase()) ?? null,
    value: value.replace(/^"/, ''),
  };
}

/** A value as it is written behind a prefix: in quotes if it has spaces. */
export function written(prefix: Prefix, value: string): string {
  return `${prefix}:${/\s/.test(value) ? `"${value}"` : value}`;
}

import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript';
import { codeToTokensBase, createShikiPrimitiveAsync } from '@shikijs/primitive';
import type { ShikiPrimitive } from '@shikijs/types';
import { classesTheme, classOf } from './classes-theme.ts';
import { grammarName, loadGrammar } from './languages.ts';

export interface CodeWord {
  readonly text: string;
  readonly className: string | null;
}

/** Beyond these the code stays plain: what is that long is read by no one and colouring it would hold the page up. */
const mostCharacters = 50_000;
const mostLines = 2000;
/** Lines longer than this stay plain. Characters. */
const longestColoured = 1000;
/** Time for one line's rules, whatever the line. Milliseconds. */
const lineLimit = 100;

let starting: Promise<ShikiPrimitive> | null = null;

/** Colours whole code by lines. `null`: no grammar, or too long. */
export async function highlight(lines: readonly string[], language: string): Promise<readonly (readonly CodeWord[])[] | null> {
  const name = grammarName(language);
  const code = lines.join('').replace(/\n$/, '');
  if (name === null || code.length > mostCharacters || lines.length > mostLines) return null;
  starting ??= createShikiPrimitiveAsync({ themes: [classesTheme], langs: [], engine: createJavaScriptRegexEngine({ forgiving: true }) });
  const shiki = await starting;
  if (!shiki.getLoadedLanguages().includes(name)) await shiki.loadLanguage(...(await loadGrammar(name)));
  const tokens = codeToTokensBase(shiki, code, {
    lang: name,
    theme: 'classes',
    tokenizeMaxLineLength: longestColoured,
    tokenizeTimeLimit: lineLimit,
  });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, className: classOf(color) })));
}

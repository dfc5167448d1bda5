import { markdown as english } from './en/markdown.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { markdown as chinese } from './zh-hans/markdown.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of the controls in an answer, in both languages: fetched with the thread, and not with the first page. */
export function useMarkdownText(): typeof english {
  return texts[useLocale()];
}

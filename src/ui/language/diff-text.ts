import { diff as english } from './en/diff.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { diff as chinese } from './zh-hans/diff.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts about two answers compared, in both languages: fetched with what shows them, and not with the first page. */
export function useDiffText(): typeof english {
  return texts[useLocale()];
}

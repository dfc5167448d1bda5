import { search as english } from './en/search.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { search as chinese } from './zh-hans/search.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of the search, in both languages: fetched with it. */
export function useSearchText(): typeof english {
  return texts[useLocale()];
}

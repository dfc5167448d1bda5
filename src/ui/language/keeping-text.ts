import { type KeepingWords, keeping as english } from './en/keeping.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { keeping as chinese } from './zh-hans/keeping.ts';

const texts: Readonly<Record<Locale, KeepingWords>> = { en: english, 'zh-Hans': chinese };

/** Texts of exporting, importing and sharing, in both languages: fetched with what shows them, and not with the first page. */
export function useKeepingText(): KeepingWords {
  return texts[useLocale()];
}

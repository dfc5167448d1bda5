import { compare as english } from './en/compare.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { compare as chinese } from './zh-hans/compare.ts';

export type CompareText = typeof english;

const texts: Readonly<Record<Locale, CompareText>> = { en: english, 'zh-Hans': chinese };

/** Texts of the comparison, in both languages: fetched with its screen, and not with the first page. */
export function useCompareText(): CompareText {
  return texts[useLocale()];
}

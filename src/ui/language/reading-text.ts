import { reading as english } from './en/reading.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { reading as chinese } from './zh-hans/reading.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts for moving about in a conversation, in both languages: fetched with the thread, and not with the first page. */
export function useReadingText(): typeof english {
  return texts[useLocale()];
}

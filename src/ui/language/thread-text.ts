import { thread as english } from './en/thread.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { thread as chinese } from './zh-hans/thread.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of questions and answers, in both languages: fetched with the thread, and not with the first page. */
export function useThreadText(): typeof english {
  return texts[useLocale()];
}

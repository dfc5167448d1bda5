import { run as english } from './en/run.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { run as chinese } from './zh-hans/run.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** How to run a model oneself, in both languages: fetched with what shows it, and not with the first page. */
export function useRunText(): typeof english {
  return texts[useLocale()];
}

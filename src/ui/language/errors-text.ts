import { errors as english } from './en/errors.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { errors as chinese } from './zh-hans/errors.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Short forms of what went wrong, in both languages: fetched with the lists that show them, and not with the first page. */
export function useErrorsText(): typeof english {
  return texts[useLocale()];
}

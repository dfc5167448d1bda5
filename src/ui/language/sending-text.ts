import { sending as english } from './en/sending.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { sending as chinese } from './zh-hans/sending.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of the dialog that shows the next request, in both languages: fetched with what shows them, and not with the first page. */
export function useSendingText(): typeof english {
  return texts[useLocale()];
}

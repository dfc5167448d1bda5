import { picker as english } from './en/picker.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { picker as chinese } from './zh-hans/picker.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of the picker, in both languages: fetched with it, and not with the first page. */
export function usePickerText(): typeof english {
  return texts[useLocale()];
}

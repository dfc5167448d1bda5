import { organising as english } from './en/organising.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { organising as chinese } from './zh-hans/organising.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of the menus and dialogs that put conversations in order, in both languages: not on the first page. */
export function useOrganisingText(): typeof english {
  return texts[useLocale()];
}

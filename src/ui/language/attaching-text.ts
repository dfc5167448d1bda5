import { attaching as english } from './en/attaching.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { attaching as chinese } from './zh-hans/attaching.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts about attached files, in both languages: fetched with what attaches them, and not with the first page. */
export function useAttachingText(): typeof english {
  return texts[useLocale()];
}

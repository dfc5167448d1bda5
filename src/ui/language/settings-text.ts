import { settings as english } from './en/settings.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { settings as chinese } from './zh-hans/settings.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of the settings, in both languages: fetched with their screen, and not with the first page. */
export function useSettingsText(): typeof english {
  return texts[useLocale()];
}

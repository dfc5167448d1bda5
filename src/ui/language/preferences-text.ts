import { preferences as english, type PreferencesText } from './en/preferences.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { preferences as simplifiedChinese } from './zh-hans/preferences.ts';

const words: Readonly<Record<Locale, PreferencesText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words of the settings that are about this browser, in the person's language. */
export function usePreferencesText(): PreferencesText {
  return words[useLocale()];
}

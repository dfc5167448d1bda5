import { privacy as english, type PrivacyText } from './en/privacy.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { privacy as simplifiedChinese } from './zh-hans/privacy.ts';

const words: Readonly<Record<Locale, PrivacyText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words of the privacy page, in the person's language. */
export function usePrivacyText(): PrivacyText {
  return words[useLocale()];
}

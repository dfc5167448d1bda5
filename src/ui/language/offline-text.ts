import { offline as english, type OfflineText } from './en/offline.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { offline as simplifiedChinese } from './zh-hans/offline.ts';

const words: Readonly<Record<Locale, OfflineText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words about new versions, in the person's language. */
export function useOfflineText(): OfflineText {
  return words[useLocale()];
}

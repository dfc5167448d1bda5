import { temporary as english, type TemporaryText } from './en/temporary.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { temporary as simplifiedChinese } from './zh-hans/temporary.ts';

const words: Readonly<Record<Locale, TemporaryText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words about temporary chats, in the person's language. */
export function useTemporaryText(): TemporaryText {
  return words[useLocale()];
}

import type { Locale } from './messages.ts';
import { servers as english, type ServersText } from './en/servers.ts';
import { useLocale } from './language.tsx';
import { servers as simplifiedChinese } from './zh-hans/servers.ts';

const words: Readonly<Record<Locale, ServersText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words about model servers, in the person's language. */
export function useServersText(): ServersText {
  return words[useLocale()];
}

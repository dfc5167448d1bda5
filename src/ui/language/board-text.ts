import { board as english, type BoardText } from './en/board.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { board as simplifiedChinese } from './zh-hans/board.ts';

const words: Readonly<Record<Locale, BoardText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words of the board, in the person's language. */
export function useBoardText(): BoardText {
  return words[useLocale()];
}

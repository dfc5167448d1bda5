import { firstVisit as english, type FirstVisitText } from './en/first-visit.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { firstVisit as simplifiedChinese } from './zh-hans/first-visit.ts';

const words: Readonly<Record<Locale, FirstVisitText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Examples for models other than the guide, in the person's language. */
export function useFirstVisitText(): FirstVisitText {
  return words[useLocale()];
}

import { runs as english, type RunsText } from './en/runs.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { runs as simplifiedChinese } from './zh-hans/runs.ts';

const words: Readonly<Record<Locale, RunsText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words about runs over a prompt set, in the person's language. */
export function useRunsText(): RunsText {
  return words[useLocale()];
}

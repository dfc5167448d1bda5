import { failures as englishFailures } from './en/failures.ts';
import { sending as englishSending } from './en/sending.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { failures as chineseFailures } from './zh-hans/failures.ts';
import { sending as chineseSending } from './zh-hans/sending.ts';

/** Texts of parts that the first page does not show: fetched with those parts, in both languages, and not before. */
const sendingTexts: Readonly<Record<Locale, typeof englishSending>> = { en: englishSending, 'zh-Hans': chineseSending };
const failureTexts: Readonly<Record<Locale, typeof englishFailures>> = { en: englishFailures, 'zh-Hans': chineseFailures };

export function useSendingText(): typeof englishSending {
  return sendingTexts[useLocale()];
}

export function useFailureText(): typeof englishFailures {
  return failureTexts[useLocale()];
}

/** Writes a count in the digits of the language: 4,096. */
export function useCounts(): (count: number) => string {
  const locale = useLocale();
  return (count) => new Intl.NumberFormat(locale).format(count);
}

import { useLocale } from './language.tsx';

/** Writes a count in the digits of the language: 4,096. */
export function useCounts(): (count: number) => string {
  const locale = useLocale();
  return (count) => new Intl.NumberFormat(locale).format(count);
}

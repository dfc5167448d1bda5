import { localModels as english, type LocalModelWords } from '../../language/en/local-models.ts';
import { useLocale } from '../../language/language.tsx';
import type { Locale } from '../../language/messages.ts';
import { localModels as simplifiedChinese } from '../../language/zh-hans/local-models.ts';

/** What a person reads about models on this device; loaded with the parts that show it. */
export function useWords(): { readonly words: LocalModelWords; readonly locale: Locale } {
  const locale = useLocale();
  return { words: locale === 'zh-Hans' ? simplifiedChinese : english, locale };
}

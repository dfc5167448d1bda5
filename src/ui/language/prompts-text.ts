import { prompts as english } from './en/prompts.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { prompts as chinese } from './zh-hans/prompts.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of presets and prompts, in both languages: fetched with what shows them. */
export function usePromptsText(): typeof english {
  return texts[useLocale()];
}

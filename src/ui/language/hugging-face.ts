import { huggingFace as english, type HuggingFaceText } from './en/hugging-face.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { huggingFace as simplifiedChinese } from './zh-hans/hugging-face.ts';

const words: Readonly<Record<Locale, HuggingFaceText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** Words about Hugging Face, in the person's language. */
export function useHuggingFaceText(): HuggingFaceText {
  return words[useLocale()];
}

import { article } from './en/article.ts';
import { familyTree } from './en/family-tree.ts';
import { whatIf } from './en/what-if.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { article as articleInChinese } from './zh-hans/article.ts';
import { familyTree as familyTreeInChinese } from './zh-hans/family-tree.ts';
import { whatIf as whatIfInChinese } from './zh-hans/what-if.ts';

const english = { familyTree, whatIf, article };

export type AtlasText = typeof english;

/** The words of the atlas come with its screens, in every language: the first page, which has no need of them, stays light. */
const texts: Readonly<Record<Locale, AtlasText>> = {
  en: english,
  'zh-Hans': { familyTree: familyTreeInChinese, whatIf: whatIfInChinese, article: articleInChinese },
};

export function useAtlasText(): AtlasText {
  return texts[useLocale()];
}

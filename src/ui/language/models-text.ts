import { atlas } from './en/atlas.ts';
import { modelPage } from './en/model-page.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { atlas as atlasInChinese } from './zh-hans/atlas.ts';
import { modelPage as modelPageInChinese } from './zh-hans/model-page.ts';

const english = { atlas, modelPage };

/** Texts of the list of models and of a model's page, in both languages: fetched with these screens, and not with the first page. */
const texts: Readonly<Record<Locale, typeof english>> = {
  en: english,
  'zh-Hans': { atlas: atlasInChinese, modelPage: modelPageInChinese },
};

/** Words about models in lists and tables. */
export function useModelsText(): typeof atlas {
  return texts[useLocale()].atlas;
}

/** Words of the page of one model. */
export function useModelPageText(): typeof modelPage {
  return texts[useLocale()].modelPage;
}

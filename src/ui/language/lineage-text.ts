import { obligations } from './en/obligations.ts';
import { provenance } from './en/provenance.ts';
import { stated } from './en/stated.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { obligations as obligationsInChinese } from './zh-hans/obligations.ts';
import { provenance as provenanceInChinese } from './zh-hans/provenance.ts';
import { stated as statedInChinese } from './zh-hans/stated.ts';

const english = { provenance, stated, obligations };

/** What models stand on, in both languages: fetched with what shows it, and not with the first page. */
const texts: Readonly<Record<Locale, typeof english>> = {
  en: english,
  'zh-Hans': { provenance: provenanceInChinese, stated: statedInChinese, obligations: obligationsInChinese },
};

export type ProvenanceText = typeof provenance;

/** Words about where an answer comes from and what its license lets one do. */
export function useProvenanceText(): ProvenanceText {
  return texts[useLocale()].provenance;
}

/** Words about what files, cards and servers state of themselves. */
export function useStatedText(): typeof stated {
  return texts[useLocale()].stated;
}

/** Words about what a license asks of whoever passes a model or its answers on. */
export function useObligationsText(): typeof obligations {
  return texts[useLocale()].obligations;
}

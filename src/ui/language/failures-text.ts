import type { BackendSettings } from '#providers/backend-settings.ts';
import type { ErrorCode } from '#providers/provider.ts';
import { failures as english } from './en/failures.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { failures as chinese } from './zh-hans/failures.ts';

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'zh-Hans': chinese };

/** Texts of answers that failed, in both languages: fetched with what shows them, and not with the first page. */
export function useFailureText(): typeof english {
  return texts[useLocale()];
}

/** What happened and what to do. A refusal reads otherwise where nobody can give a key here. */
export function failureWords(
  text: typeof english,
  code: ErrorCode,
  auth: BackendSettings['auth'],
): { readonly what: string; readonly todo: string } {
  return code === 'auth' && (auth === 'proxy' || auth === 'none') ? text.refused[auth] : text.byCode[code];
}

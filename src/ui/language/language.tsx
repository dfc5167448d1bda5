import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import type { LanguageChoice } from '../preferences.ts';
import { english, type Locale, type Messages } from './messages.ts';

interface Language {
  readonly locale: Locale;
  readonly text: Messages;
}

/** The locale of a choice; `system` takes the first language of the browser that exists here. */
export function localeOf(choice: LanguageChoice, languages: readonly string[] = navigator.languages): Locale {
  if (choice !== 'system') return choice;
  for (const language of languages) {
    if (/^zh\b/i.test(language)) return 'zh-Hans';
    if (/^en\b/i.test(language)) return 'en';
  }
  return 'en';
}

/** Loads a language's texts. English is always here: it is what a person reads if another language cannot be fetched. */
export async function loadLanguage(locale: Locale): Promise<Language> {
  if (locale === 'en') return { locale, text: english };
  try {
    const { simplifiedChinese } = await import('./zh-hans.ts');
    return { locale, text: simplifiedChinese };
  } catch {
    return { locale: 'en', text: english };
  }
}

/** Scripts that are written from right to left. */
const fromTheRight = /^(?:Arab|Hebr|Syrc|Thaa|Nkoo|Adlm|Rohg)$/;

/** The direction in which a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return fromTheRight.test(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
}

const LanguageContext = createContext<Language>({ locale: 'en', text: english });

/** Shows the children in the language of the choice; until another language has arrived the one before stays. */
export function LanguageProvider({
  choice,
  first,
  children,
}: {
  readonly choice: LanguageChoice;
  /** Loaded before the first paint, so that nothing flickers. */
  readonly first: Language;
  readonly children: ReactNode;
}): ReactNode {
  const [language, setLanguage] = useState(first);
  const locale = localeOf(choice);
  useEffect(() => {
    let current = true;
    void loadLanguage(locale).then((loaded) => {
      if (current) setLanguage(loaded);
    });
    return () => {
      current = false;
    };
  }, [locale]);
  useEffect(() => {
    document.documentElement.lang = language.locale;
    document.documentElement.dir = directionOf(language.locale);
  }, [language]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** Everything a person reads, in their language. */
export function useText(): Messages {
  return use(LanguageContext).text;
}

/** The language that is shown: for words that come with their own screen. */
export function useLocale(): Locale {
  return use(LanguageContext).locale;
}

import { type StoreApi, createStore } from 'zustand/vanilla';

export type LanguageChoice = 'system' | 'en' | 'zh-Hans';
export type ThemeChoice = 'system' | 'light' | 'dark';
/** What Enter does in the composer; Shift+Enter and Ctrl/Cmd+Enter never change. */
export type EnterChoice = 'send' | 'new-line';

/** Habits of this browser. They are of no value if lost, so they rest in localStorage, where they can be read before the first paint. */
export interface Preferences {
  readonly language: LanguageChoice;
  readonly theme: ThemeChoice;
  readonly enter: EnterChoice;
}

export const languageChoices: readonly LanguageChoice[] = ['system', 'en', 'zh-Hans'];
export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark'];
export const enterChoices: readonly EnterChoice[] = ['send', 'new-line'];

const place = 'stemma.preferences';

function oneOf<Choice extends string>(choices: readonly Choice[], value: unknown, otherwise: Choice): Choice {
  return choices.find((choice) => choice === value) ?? otherwise;
}

/** Reads what was kept; a missing, foreign or unreadable value is the default. */
function readPreferences(): Preferences {
  let kept: unknown = null;
  try {
    kept = JSON.parse(localStorage.getItem(place) ?? 'null');
  } catch {
    // Storage may be switched off, and the value may be anybody's.
  }
  const value = (key: keyof Preferences): unknown => (typeof kept === 'object' && kept !== null ? Reflect.get(kept, key) : undefined);
  return {
    language: oneOf(languageChoices, value('language'), 'system'),
    theme: oneOf(themeChoices, value('theme'), 'system'),
    enter: oneOf(enterChoices, value('enter'), 'send'),
  };
}

/** The preferences of this browser: each change is kept and the theme is put on the page. */
export function createPreferences(): StoreApi<Preferences> {
  const store = createStore<Preferences>()(readPreferences);
  const showTheme = ({ theme }: Preferences): void => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  showTheme(store.getState());
  store.subscribe((preferences) => {
    showTheme(preferences);
    try {
      localStorage.setItem(place, JSON.stringify(preferences));
    } catch {
      // The choice then lasts as long as the page.
    }
  });
  return store;
}

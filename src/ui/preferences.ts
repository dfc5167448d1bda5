import { type StoreApi, createStore } from 'zustand/vanilla';
import type { Pace } from '#chat/frame.ts';
import { type ChosenKeys, readKeys } from './commands/commands.ts';

export type LanguageChoice = 'system' | 'en' | 'zh-Hans';
export type ThemeChoice = 'system' | 'light' | 'dark';
/** What Enter does in the composer; Shift+Enter and Ctrl/Cmd+Enter never change. */
export type EnterChoice = 'send' | 'new-line';

export type DensityChoice = 'comfortable' | 'compact';

/** Habits of this browser. They are of no value if lost, so they rest in localStorage, where they can be read before the first paint. */
export interface Preferences {
  readonly language: LanguageChoice;
  readonly theme: ThemeChoice;
  readonly enter: EnterChoice;
  readonly density: DensityChoice;
  /** How often the words of an answer are shown while it is written. */
  readonly pace: Pace;
  readonly keys: ChosenKeys;
}

export const languageChoices: readonly LanguageChoice[] = ['system', 'en', 'zh-Hans'];
export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark'];
export const enterChoices: readonly EnterChoice[] = ['send', 'new-line'];
export const densityChoices: readonly DensityChoice[] = ['comfortable', 'compact'];
export const paceChoices: readonly Pace[] = ['smooth', 'fast', 'reduced'];

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
    density: oneOf(densityChoices, value('density'), 'comfortable'),
    pace: oneOf(paceChoices, value('pace'), 'smooth'),
    keys: readKeys(value('keys')),
  };
}

/** The preferences of this browser: each change is kept, and what the styles follow is put on the page. */
export function createPreferences(): StoreApi<Preferences> {
  const store = createStore<Preferences>()(readPreferences);
  const show = ({ theme, density }: Preferences): void => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    if (density === 'comfortable') delete dataset['density'];
    else dataset['density'] = density;
  };
  show(store.getState());
  store.subscribe((preferences) => {
    show(preferences);
    try {
      localStorage.setItem(place, JSON.stringify(preferences));
    } catch {
      // The choice then lasts as long as the page.
    }
  });
  return store;
}

import { commands as english, type CommandsText } from './en/commands.ts';
import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { commands as simplifiedChinese } from './zh-hans/commands.ts';

const words: Readonly<Record<Locale, CommandsText>> = { en: english, 'zh-Hans': simplifiedChinese };

/** The names of commands, in the person's language. */
export function useCommandsText(): CommandsText {
  return words[useLocale()];
}

/** What finds a command in the palette: its names in every language, since people know either, and other words for it. */
export function searchWordsOf(id: keyof CommandsText['names']): string {
  return Object.values(words)
    .map(({ names, alsoFoundBy }) => `${names[id]} ${alsoFoundBy[id] ?? ''}`)
    .join(' ');
}

import { useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { listedConversations } from '#chat/selectors.ts';
import { showToast } from '../notices.ts';
import { useText } from '../language/language.tsx';
import { type Preferences, themeChoices } from '../preferences.ts';
import { listedIdOf, routeOfListed } from '../parts/record-route.ts';
import { navigate, type Route } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';
import { isPossible, runCommand, useCommand } from './commands.ts';

export type OpenDialog = 'palette' | 'shortcuts' | 'search' | null;

/** These dialogs come with their first use; before that it is known whether they could be fetched. */
export const loadPalette = () => import('../palette/palette.tsx');
export const loadSheet = () => import('./shortcut-sheet.tsx');
export const loadSearch = () => import('../sidebar/search/search-dialog.tsx');
const loads = { palette: loadPalette, shortcuts: loadSheet, search: loadSearch };

interface Options {
  readonly route: Route;
  readonly preferences: StoreApi<Preferences>;
  /** Shows the list of conversations, where it is hidden; `null`: it is there. */
  readonly openConversations: (() => void) | null;
}

/** Commands of the whole app, whatever is shown. Gives which dialog is open. */
export function useAppCommands({ route, preferences, openConversations }: Options) {
  const text = useText();
  const { store } = useServices();
  const hasConversations = useChat((state) => listedConversations(state).length > 0);
  const [open, setOpen] = useState<OpenDialog>(null);

  function show(dialog: Exclude<OpenDialog, null>): void {
    const loading: Promise<unknown> = loads[dialog]();
    loading.then(
      () => setOpen(dialog),
      () => showToast({ text: text.common.partMissing, action: null }),
    );
  }
  function step(by: 1 | -1): void {
    const list = listedConversations(store.getState());
    const place = list.findIndex(({ id }) => id === listedIdOf(route));
    const next = list[place === -1 ? 0 : place + by];
    if (next !== undefined) navigate(routeOfListed(next));
  }
  function showConversations(): void {
    if (openConversations !== null) openConversations();
    else document.querySelector<HTMLElement>('.sidebar-conversations .row-main[tabindex="0"]')?.focus();
  }
  useCommand('palette', () => show('palette'));
  useCommand('shortcuts', () => show('shortcuts'));
  useCommand('new-chat', () => {
    if (route.screen === 'new' && isPossible('focus-message')) runCommand('focus-message');
    else navigate({ screen: 'new' });
  });
  useCommand('next-chat', hasConversations ? () => step(1) : null);
  useCommand('previous-chat', hasConversations ? () => step(-1) : null);
  useCommand('conversations', showConversations);
  useCommand('search', () => show('search'));
  useCommand('compare', () => navigate({ screen: 'compare', comparisonId: null }));
  useCommand('catalog', () => navigate({ screen: 'atlas', modelId: null }));
  useCommand('what-if', () => navigate({ screen: 'what-if', off: [] }));
  useCommand('article', () => navigate({ screen: 'article' }));
  useCommand('board', () => navigate({ screen: 'board' }));
  useCommand('prompts', () => navigate({ screen: 'prompts' }));
  useCommand('runs', () => navigate({ screen: 'runs', runId: null }));
  useCommand('settings', () => navigate({ screen: 'settings' }));
  useCommand('privacy', () => navigate({ screen: 'privacy' }));
  useCommand('theme', () => {
    const { theme } = preferences.getState();
    preferences.setState({ theme: themeChoices[(themeChoices.indexOf(theme) + 1) % themeChoices.length] ?? 'system' });
  });
  return { open, close: () => setOpen(null) };
}

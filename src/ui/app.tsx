// The styles come first: the first of them puts the layers in their order.
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/density.css';
import './styles/forced-colors.css';
import './styles/print.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { AppFrame } from './app-frame.tsx';
import { LanguageProvider, loadLanguage, localeOf } from './language/language.tsx';
import { PreferencesContext } from './parts/sends-message.ts';
import type { Preferences } from './preferences.ts';
import { parseRoute } from './routes.ts';
import type { AppServices } from './services.ts';
import { ServicesContext } from './services-context.ts';

/** Longest question that an address may bring along. Characters. */
const longestQuestion = 20_000;

/** Puts the question of `?q=` into the composer and takes it out of the address, so that a reload does not ask for it again. Nothing is sent. */
function takeQuestionFromAddress({ store }: AppServices): void {
  const address = new URL(window.location.href);
  const question = address.searchParams.get('q')?.slice(0, longestQuestion) ?? '';
  if (question.trim() === '') return;
  const draft = store.getState().drafts.get('new') ?? '';
  // What stood in the composer stays below it.
  store.getState().actions.setDraft(null, draft === '' || draft === question ? question : `${question}\n\n${draft}`);
  address.searchParams.delete('q');
  window.history.replaceState(null, '', address);
}

function Root({ services, preferences, first }: RootProperties): ReactNode {
  const language = useStore(preferences, (state) => state.language);
  return (
    <ServicesContext value={services}>
      <LanguageProvider choice={language} first={first}>
        <PreferencesContext value={preferences}>
          <AppFrame preferences={preferences} />
        </PreferencesContext>
      </LanguageProvider>
    </ServicesContext>
  );
}

interface RootProperties {
  readonly services: AppServices;
  readonly preferences: StoreApi<Preferences>;
  readonly first: Awaited<ReturnType<typeof loadLanguage>>;
}

/** Fetches the screen that the address names, while what the app needs to start is still on its way. */
export function beginLoading(hash: string): void {
  const { screen } = parseRoute(hash);
  if (screen === 'new' || screen === 'chat' || screen === 'temporary') return;
  import('./other-screens.tsx').then(
    ({ loadScreen }) => loadScreen(screen),
    () => undefined,
  );
}

/** Shows the app in the person's language and theme. */
export async function mountApp(container: Element, preferences: StoreApi<Preferences>, services: AppServices): Promise<void> {
  takeQuestionFromAddress(services);
  const first = await loadLanguage(localeOf(preferences.getState().language));
  createRoot(container).render(
    <StrictMode>
      <Root services={services} preferences={preferences} first={first} />
    </StrictMode>,
  );
}

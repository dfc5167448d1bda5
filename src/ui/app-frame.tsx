import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { hiddenIn } from '#chat/comparison.ts';
import { temporaryConversation } from '#chat/selectors.ts';
import './app-frame.css';
import { loadPalette, loadSearch, loadSheet, useAppCommands } from './commands/use-app-commands.ts';
import { ChatScreen } from './chat/chat-screen.tsx';
import { useText } from './language/language.tsx';
import { NoticeArea, StandingAlerts } from './notice-area.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { FirstIcon } from './parts/first-icon.tsx';
import { prepared } from './parts/prepared.ts';
import type { Preferences } from './preferences.ts';
import { parseRoute, type Route, useHash } from './routes.ts';
import { useChat, useServices } from './services-context.ts';
import { SidebarDrawer } from './sidebar/drawer.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { SkipLink } from './skip-link.tsx';
import { useMedia, wideEnoughForSidebar } from './use-media.ts';

const SignInReturn = lazy(async () => ({ default: (await import('./parts/servers/sign-in-return.tsx')).SignInReturn }));
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const SearchDialog = lazy(async () => ({ default: (await loadSearch()).SearchDialog }));
const ShortcutSheet = lazy(async () => ({ default: (await loadSheet()).ShortcutSheet }));
const UpdateNotice = lazy(async () => ({ default: (await import('./offline/update-notice.tsx')).UpdateNotice }));

/** Everything beside the chat, which most visits do not open. */
const otherScreens = prepared(async () => (await import('./other-screens.tsx')).OtherScreens);

const screensWithMessage: ReadonlySet<Route['screen']> = new Set(['new', 'chat', 'temporary', 'compare']);

/** The conversations at the side, one screen beside them. */
export function AppFrame({ preferences }: { readonly preferences: StoreApi<Preferences> }): ReactNode {
  const hash = useHash();
  const addressed = useMemo(() => parseRoute(hash), [hash]);
  // A side of a blind round, opened as a chat, would tell whose it is.
  const blindId = useChat((state) => (addressed.screen === 'chat' ? hiddenIn(state, addressed.conversationId) : null));
  const route = useMemo<Route>(() => (blindId === null ? addressed : { screen: 'compare', comparisonId: blindId }), [addressed, blindId]);
  const text = useText();
  const { signInAnswer, updates } = useServices();
  const takeOver = useStore(updates, (state) => state.takeOver);
  const isWide = useMedia(wideEnoughForSidebar);
  // The drawer belongs to the place where it was opened: going elsewhere closes it.
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  useDocumentTitle(route);
  // A filter in the address is no other page.
  const [page = ''] = hash.split('?');
  const openConversations = (): void => setOpenedAt(hash);
  const { open, close } = useAppCommands({ route, preferences, openConversations: isWide ? null : openConversations });
  useKeyboard(preferences);
  useOtherScreens();
  const temporaryId = useTemporaryConversation(route);
  const menuButton = isWide ? null : (
    <button type="button" className="icon-button" aria-label={text.chat.openSidebar} onClick={openConversations}>
      <FirstIcon name="menu" />
    </button>
  );
  return (
    <div className="app-frame">
      <SkipLink toMessage={screensWithMessage.has(route.screen)} />
      {isWide ? <Sidebar route={route} /> : null}
      {openedAt === hash && !isWide ? <SidebarDrawer route={route} onClose={() => setOpenedAt(null)} /> : null}
      <div className="app-main">
        <StandingAlerts />
        <ErrorBoundary resetKey={hash} fallback={<ScreenFailed />}>
          {route.screen === 'new' || route.screen === 'chat' || route.screen === 'temporary' ? (
            <ChatScreen
              conversationId={route.screen === 'chat' ? route.conversationId : route.screen === 'temporary' ? temporaryId : null}
              messageId={route.screen === 'chat' ? (route.messageId ?? null) : null}
              isTemporary={route.screen === 'temporary'}
              menuButton={menuButton}
              preferences={preferences}
            />
          ) : (
            <otherScreens.Part
              route={route}
              page={page}
              menuButton={menuButton}
              preferences={preferences}
              waiting={<p className="screen-waiting">{text.common.loading}</p>}
            />
          )}
        </ErrorBoundary>
      </div>
      <NoticeArea />
      <Suspense fallback={null}>
        {open === 'palette' ? <Palette route={route} preferences={preferences} onClose={close} /> : null}
        {open === 'search' ? <SearchDialog onClose={close} onLeave={() => setOpenedAt(null)} /> : null}
        {open === 'shortcuts' ? <ShortcutSheet preferences={preferences} onClose={close} /> : null}
      </Suspense>
      {takeOver === null ? null : (
        <Suspense fallback={null}>
          <UpdateNotice takeOver={takeOver} />
        </Suspense>
      )}
      {signInAnswer === null ? null : (
        <Suspense fallback={null}>
          <SignInReturn answer={signInAnswer} />
        </Suspense>
      )}
    </div>
  );
}

function ScreenFailed(): ReactNode {
  const text = useText();
  return (
    <div className="screen-failed" role="alert">
      <p>{text.common.screenFailed}</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {text.common.reload}
      </button>
    </div>
  );
}

function useDocumentTitle(route: Route): void {
  const { configuration } = useServices();
  const text = useText();
  const title = useChat((state) => (route.screen === 'chat' ? (state.conversations.get(route.conversationId)?.title.value ?? null) : null));
  const compared = useChat((state) => {
    const item = route.screen === 'compare' ? state.items.get(route.comparisonId ?? '') : undefined;
    return item?.kind === 'comparison' ? item.title.value : null;
  });
  const titles = {
    compare: compared ?? text.chat.compare,
    settings: text.chat.settings,
    privacy: text.chat.privacy,
    prompts: text.chat.prompts,
    atlas: text.chat.models,
    article: text.chat.article,
    'what-if': text.chat.whatIf,
    shared: text.chat.shared,
    board: text.chat.board,
    runs: text.chat.runs,
    new: title,
    chat: title,
    temporary: text.chat.temporary,
  };
  const part = titles[route.screen];
  useEffect(() => {
    document.title = part === null ? configuration.title : `${part} · ${configuration.title}`;
  }, [part, configuration.title]);
}

/** The temporary conversation, which lasts as long as its place is shown. */
function useTemporaryConversation({ screen }: Route): string | null {
  const { store } = useServices();
  const id = useChat(temporaryConversation);
  useEffect(() => {
    if (screen !== 'temporary') store.getState().actions.forgetTemporary();
  }, [screen, id, store]);
  return id;
}

/** A screen that is opened later must not wait for what leads to it. */
function useOtherScreens(): void {
  useEffect(() => {
    // What can't be fetched now is asked for again when it is shown.
    const timer = setTimeout(() => void otherScreens.load().catch(() => undefined), 500);
    return () => clearTimeout(timer);
  }, []);
}

/** Keys come right after the first page; a browser that cannot fetch them now works without. */
function useKeyboard(preferences: StoreApi<Preferences>): void {
  useEffect(() => {
    let end = (): void => undefined;
    let isOver = false;
    import('./attend-keyboard.ts').then(
      ({ attendKeyboard }) => {
        if (!isOver) end = attendKeyboard(preferences);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      end();
    };
  }, [preferences]);
}

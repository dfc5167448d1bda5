import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { hiddenIn } from '#chat/comparison.ts';
import './app-frame.css';
import { ChatScreen } from './chat/chat-screen.tsx';
import { useText } from './language/language.tsx';
import { NoticeArea, StandingAlerts } from './notice-area.tsx';
import { CatalogWaiting } from './parts/catalog-waiting.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { Icon } from './parts/icon.tsx';
import type { Preferences } from './preferences.ts';
import { parseRoute, type Route, useHash } from './routes.ts';
import { useChat, useServices } from './services-context.ts';
import { SidebarDrawer } from './sidebar/drawer.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { useMedia, wideEnoughForSidebar } from './use-media.ts';

const AtlasScreen = lazy(async () => ({ default: (await import('./atlas/atlas-screen.tsx')).AtlasScreen }));
const WhatIfScreen = lazy(async () => ({ default: (await import('./atlas/what-if/what-if-screen.tsx')).WhatIfScreen }));
const ArticleScreen = lazy(async () => ({ default: (await import('./atlas/article/article-screen.tsx')).ArticleScreen }));
const CompareScreen = lazy(async () => ({ default: (await import('./compare/compare-screen.tsx')).CompareScreen }));
const SignInReturn = lazy(async () => ({ default: (await import('./parts/servers/sign-in-return.tsx')).SignInReturn }));
const SettingsScreen = lazy(async () => ({ default: (await import('./settings/settings-screen.tsx')).SettingsScreen }));

/** The conversations at the side, one screen beside them. */
export function AppFrame({ preferences }: { readonly preferences: StoreApi<Preferences> }): ReactNode {
  const hash = useHash();
  const addressed = useMemo(() => parseRoute(hash), [hash]);
  // A side of a blind round, opened as a chat, would tell whose it is.
  const blindId = useChat((state) => (addressed.screen === 'chat' ? hiddenIn(state, addressed.conversationId) : null));
  const route = useMemo<Route>(() => (blindId === null ? addressed : { screen: 'compare', comparisonId: blindId }), [addressed, blindId]);
  const text = useText();
  const { signInAnswer } = useServices();
  const isWide = useMedia(wideEnoughForSidebar);
  // The drawer belongs to the place where it was opened: going elsewhere closes it.
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  useDocumentTitle(route);
  const menuButton = isWide ? null : (
    <button type="button" className="icon-button" aria-label={text.chat.openSidebar} onClick={() => setOpenedAt(hash)}>
      <Icon name="menu" />
    </button>
  );
  return (
    <div className="app-frame">
      {isWide ? <Sidebar route={route} /> : null}
      {openedAt === hash && !isWide ? <SidebarDrawer route={route} onClose={() => setOpenedAt(null)} /> : null}
      <div className="app-main">
        <StandingAlerts />
        <ErrorBoundary resetKey={hash} fallback={<ScreenFailed />}>
          {route.screen === 'new' || route.screen === 'chat' ? (
            <ChatScreen
              conversationId={route.screen === 'chat' ? route.conversationId : null}
              menuButton={menuButton}
              preferences={preferences}
            />
          ) : route.screen === 'compare' ? (
            <Suspense fallback={<p className="screen-waiting">{text.common.loading}</p>}>
              <CompareScreen
                key={route.comparisonId ?? 'new'}
                comparisonId={route.comparisonId}
                menuButton={menuButton}
                preferences={preferences}
              />
            </Suspense>
          ) : (
            <>
              <div className="screen-bar">{menuButton}</div>
              <main className="screen-scroller">
                <Suspense
                  fallback={
                    <CatalogWaiting>
                      <p className="screen-waiting">{text.common.loading}</p>
                    </CatalogWaiting>
                  }
                >
                  {route.screen === 'settings' ? <SettingsScreen preferences={preferences} /> : null}
                  {route.screen === 'atlas' ? <AtlasScreen modelId={route.modelId} query={route.query ?? ''} /> : null}
                  {route.screen === 'article' ? <ArticleScreen query={route.query ?? ''} /> : null}
                  {route.screen === 'what-if' ? <WhatIfScreen off={route.off} /> : null}
                </Suspense>
              </main>
            </>
          )}
        </ErrorBoundary>
      </div>
      <NoticeArea />
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
    atlas: text.chat.models,
    article: text.atlas.article,
    'what-if': text.atlas.whatIf,
    new: title,
    chat: title,
  };
  const part = titles[route.screen];
  useEffect(() => {
    document.title = part === null ? configuration.title : `${part} · ${configuration.title}`;
  }, [part, configuration.title]);
}

import { lazy, type ReactNode, Suspense, useLayoutEffect, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { useText } from './language/language.tsx';
import { CatalogWaiting } from './parts/catalog-waiting.tsx';
import type { Preferences } from './preferences.ts';
import type { Route } from './routes.ts';

const load = {
  atlas: () => import('./atlas/atlas-screen.tsx'),
  'what-if': () => import('./atlas/what-if/what-if-screen.tsx'),
  article: () => import('./atlas/article/article-screen.tsx'),
  compare: () => import('./compare/compare-screen.tsx'),
  board: () => import('./board/board-screen.tsx'),
  runs: () => import('./runs/runs-screen.tsx'),
  shared: () => import('./shared/shared-screen.tsx'),
  privacy: () => import('./privacy/privacy-screen.tsx'),
  prompts: () => import('./prompts/prompts-screen.tsx'),
  settings: () => import('./settings/settings-screen.tsx'),
};

const AtlasScreen = lazy(async () => ({ default: (await load.atlas()).AtlasScreen }));
const WhatIfScreen = lazy(async () => ({ default: (await load['what-if']()).WhatIfScreen }));
const ArticleScreen = lazy(async () => ({ default: (await load.article()).ArticleScreen }));
const CompareScreen = lazy(async () => ({ default: (await load.compare()).CompareScreen }));
const BoardScreen = lazy(async () => ({ default: (await load.board()).BoardScreen }));
const RunsScreen = lazy(async () => ({ default: (await load.runs()).RunsScreen }));
const SharedScreen = lazy(async () => ({ default: (await load.shared()).SharedScreen }));
const PrivacyScreen = lazy(async () => ({ default: (await load.privacy()).PrivacyScreen }));
const PromptsScreen = lazy(async () => ({ default: (await load.prompts()).PromptsScreen }));
const SettingsScreen = lazy(async () => ({ default: (await load.settings()).SettingsScreen }));

export type OtherRoute = Exclude<Route, { readonly screen: 'new' | 'chat' | 'temporary' }>;

/** Fetches a screen before it is shown. What fails is told when it is. */
export function loadScreen(screen: OtherRoute['screen']): void {
  load[screen]().catch(() => undefined);
}

interface Properties {
  readonly route: OtherRoute;
  /** The address without its filter: another one begins at its top. */
  readonly page: string;
  readonly menuButton: ReactNode;
  readonly preferences: StoreApi<Preferences>;
}

/** The screens beside the chat, each its own chunk. */
export function OtherScreens({ route, page, menuButton, preferences }: Properties): ReactNode {
  const text = useText();
  const scroller = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // Scrolling gives a promise in newer browsers, which is no clean-up.
    scroller.current?.scrollTo(0, 0);
  }, [page]);
  const waiting = <p className="screen-waiting">{text.common.loading}</p>;
  if (route.screen === 'compare') {
    return (
      <Suspense fallback={waiting}>
        <CompareScreen
          key={route.comparisonId ?? 'new'}
          comparisonId={route.comparisonId}
          messageId={route.messageId ?? null}
          menuButton={menuButton}
          preferences={preferences}
        />
      </Suspense>
    );
  }
  return (
    <>
      <div className="screen-bar">{menuButton}</div>
      <main id="main" className="screen-scroller" ref={scroller} tabIndex={-1}>
        <Suspense fallback={<CatalogWaiting>{waiting}</CatalogWaiting>}>
          {route.screen === 'settings' ? <SettingsScreen preferences={preferences} section={route.section ?? null} /> : null}
          {route.screen === 'shared' ? <SharedScreen key={route.data} data={route.data} /> : null}
          {route.screen === 'privacy' ? <PrivacyScreen /> : null}
          {route.screen === 'prompts' ? <PromptsScreen /> : null}
          {route.screen === 'atlas' ? <AtlasScreen modelId={route.modelId} query={route.query ?? ''} /> : null}
          {route.screen === 'runs' ? <RunsScreen runId={route.runId} /> : null}
          {route.screen === 'board' ? <BoardScreen query={route.query ?? ''} /> : null}
          {route.screen === 'article' ? <ArticleScreen query={route.query ?? ''} /> : null}
          {route.screen === 'what-if' ? <WhatIfScreen off={route.off} /> : null}
        </Suspense>
      </main>
    </>
  );
}

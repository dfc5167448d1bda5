import { useSyncExternalStore } from 'react';

/** Routes live in the fragment, so one static build works under any path and conversation ids stay out of server logs. */
export type Route =
  | { readonly screen: 'new' }
  | { readonly screen: 'chat'; readonly conversationId: string }
  /** `query`: what the catalog is filtered by, as the screen writes it. */
  | { readonly screen: 'atlas'; readonly modelId: string | null; readonly query?: string }
  | { readonly screen: 'article'; readonly query?: string }
  | { readonly screen: 'settings' }
  /** `null`: a comparison that begins with the next question. */
  | { readonly screen: 'compare'; readonly comparisonId: string | null }
  /** What is switched off, by the catalog's ids: the address can be shared. */
  | { readonly screen: 'what-if'; readonly off: readonly string[] };

/** The fragment of a route, for links. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'new':
      return '#/';
    case 'chat':
      return `#/chat/${encodeURIComponent(route.conversationId)}`;
    case 'atlas':
      return withQuery(route.modelId === null ? '#/atlas' : `#/atlas/${encodeURIComponent(route.modelId)}`, route.query);
    case 'article':
      return withQuery('#/article', route.query);
    case 'settings':
      return '#/settings';
    case 'compare':
      return route.comparisonId === null ? '#/compare' : `#/compare/${encodeURIComponent(route.comparisonId)}`;
    case 'what-if':
      return ['#/what-if', ...route.off.map(encodeURIComponent)].join('/');
    default:
      route satisfies never;
      return '#/';
  }
}

const withQuery = (href: string, query = ''): string => (query === '' ? href : `${href}?${query}`);

/** Reads a fragment such as `#/chat/abc`. Anything unknown or broken is the new chat. */
export function parseRoute(hash: string): Route {
  const [path = '', ...queries] = hash.replace(/^#\/?/, '').split('?');
  const query = queries.join('?');
  const [screen, id, ...rest] = path.split('/').map(decoded);
  if (screen === 'what-if') return { screen: 'what-if', off: [id ?? '', ...rest].filter(Boolean) };
  if (rest.length > 0) return { screen: 'new' };
  if (screen === 'settings' && id === undefined) return { screen: 'settings' };
  if (screen === 'compare') return { screen: 'compare', comparisonId: id === undefined || id === '' ? null : id };
  if (screen === 'atlas') return { screen: 'atlas', modelId: id === undefined || id === '' ? null : id, query };
  if (screen === 'article' && id === undefined) return { screen: 'article', query };
  if (screen === 'chat' && id !== undefined && id !== '') return { screen: 'chat', conversationId: id };
  return { screen: 'new' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** Goes to a route. With `replace` the place left behind does not stay in the history. */
export function navigate(route: Route, options: { readonly replace?: boolean } = {}): void {
  const href = hrefOf(route);
  if (window.location.hash === href) return;
  if (options.replace === true) window.location.replace(href);
  else window.location.hash = href;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The current fragment; parse it with `parseRoute`. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash);
}

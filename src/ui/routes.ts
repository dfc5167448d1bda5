import { useSyncExternalStore } from 'react';

/** Routes live in the fragment, so one static build works under any path and conversation ids stay out of server logs. */
export type Route =
  | { readonly screen: 'new' }
  /** `messageId`: a message of it that is to be shown, on whatever branch it is. */
  | { readonly screen: 'chat'; readonly conversationId: string; readonly messageId?: string }
  /** `query`: what the catalog is filtered by, as the screen writes it. */
  | { readonly screen: 'atlas'; readonly modelId: string | null; readonly query?: string }
  | { readonly screen: 'article'; readonly query?: string }
  /** `null`: a comparison that begins with the next question. `messageId`: a message of one of its columns that is to be shown. */
  | { readonly screen: 'compare'; readonly comparisonId: string | null; readonly messageId?: string }
  /** `section`: which part is shown first. */
  | { readonly screen: 'settings'; readonly section?: string }
  | { readonly screen: 'privacy' }
  /** A chat that is never kept. It has no id in its address: without the page it is nothing. */
  | { readonly screen: 'temporary' }
  | { readonly screen: 'runs'; readonly runId: string | null }
  /** `query`: what is ranked, as the screen writes it. */
  | { readonly screen: 'board'; readonly query?: string }
  | { readonly screen: 'prompts' }
  /** A chat that the address itself holds. */
  | { readonly screen: 'shared'; readonly data: string }
  /** What is switched off, by the catalog's ids: the address can be shared. */
  | { readonly screen: 'what-if'; readonly off: readonly string[] };

/** The fragment of a route, for links. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'new':
      return '#/';
    case 'chat':
      return withMessage(`#/chat/${encodeURIComponent(route.conversationId)}`, route);
    case 'atlas':
      return withQuery(route.modelId === null ? '#/atlas' : `#/atlas/${encodeURIComponent(route.modelId)}`, route.query);
    case 'article':
      return withQuery('#/article', route.query);
    case 'settings':
      return route.section === undefined ? '#/settings' : `#/settings/${encodeURIComponent(route.section)}`;
    case 'privacy':
      return '#/privacy';
    case 'temporary':
      return '#/temporary';
    case 'runs':
      return route.runId === null ? '#/runs' : `#/runs/${encodeURIComponent(route.runId)}`;
    case 'board':
      return withQuery('#/board', route.query);
    case 'prompts':
      return '#/prompts';
    case 'shared':
      return `#/shared/${route.data}`;
    case 'compare':
      return route.comparisonId === null ? '#/compare' : withMessage(`#/compare/${encodeURIComponent(route.comparisonId)}`, route);
    case 'what-if':
      return ['#/what-if', ...route.off.map(encodeURIComponent)].join('/');
    default:
      route satisfies never;
      return '#/';
  }
}

const withQuery = (href: string, query = ''): string => (query === '' ? href : `${href}?${query}`);

const withMessage = (href: string, { messageId }: { readonly messageId?: string }): string =>
  withQuery(href, messageId === undefined ? '' : `message=${encodeURIComponent(messageId)}`);

/** Reads a fragment such as `#/chat/abc`. Anything unknown or broken is the new chat. */
export function parseRoute(hash: string): Route {
  const [path = '', ...queries] = hash.replace(/^#\/?/, '').split('?');
  const query = queries.join('?');
  const [screen, id, ...rest] = path.split('/').map(decoded);
  if (screen === 'what-if') return { screen: 'what-if', off: [id ?? '', ...rest].filter(Boolean) };
  if (rest.length > 0) return { screen: 'new' };
  if (screen === 'compare') return { screen: 'compare', comparisonId: id === undefined || id === '' ? null : id, ...messageIn(query) };
  if (screen === 'settings') return id === undefined || id === '' ? { screen: 'settings' } : { screen: 'settings', section: id };
  if (screen === 'privacy' && id === undefined) return { screen: 'privacy' };
  if (screen === 'temporary' && id === undefined) return { screen: 'temporary' };
  if (screen === 'runs') return { screen: 'runs', runId: id === undefined || id === '' ? null : id };
  if (screen === 'board' && id === undefined) return { screen: 'board', query };
  if (screen === 'prompts' && id === undefined) return { screen: 'prompts' };
  if (screen === 'shared' && id !== undefined && id !== '') return { screen: 'shared', data: id };
  if (screen === 'atlas') return { screen: 'atlas', modelId: id === undefined || id === '' ? null : id, query };
  if (screen === 'article' && id === undefined) return { screen: 'article', query };
  if (screen === 'chat' && id !== undefined && id !== '') return { screen: 'chat', conversationId: id, ...messageIn(query) };
  return { screen: 'new' };
}

function messageIn(query: string): { readonly messageId?: string } {
  const messageId = new URLSearchParams(query).get('message') ?? '';
  return messageId === '' ? {} : { messageId };
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

/** The place that is shown. It is not yet where the address has just gone if that would lose something. */
let shownHash: string | null = null;
let guard: ((hash: string) => boolean) | null = null;

/** `mayLeave` is asked before another place is shown; if not, the address goes back. Gives a function that ends it. */
export function guardLeaving(mayLeave: (hash: string) => boolean): () => void {
  guard = mayLeave;
  return () => {
    if (guard === mayLeave) guard = null;
  };
}

function subscribe(changed: () => void): () => void {
  const moved = (): void => {
    const { hash } = window.location;
    if (shownHash !== null && hash !== shownHash && guard?.(hash) === false) {
      window.history.replaceState(window.history.state, '', shownHash === '' ? '#/' : shownHash);
      return;
    }
    shownHash = hash;
    changed();
  };
  window.addEventListener('hashchange', moved);
  return () => window.removeEventListener('hashchange', moved);
}

/** The current fragment; parse it with `parseRoute`. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => (shownHash ??= window.location.hash));
}

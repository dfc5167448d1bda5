import type { BackendKind } from './provider.ts';

/** Kinds of servers, as a person chooses among them. */
export const serverKinds = ['openai-compatible', 'ollama', 'text-generation-inference'] as const satisfies readonly BackendKind[];
export type ServerKind = (typeof serverKinds)[number];

/** What is wrong with an address that a person typed. */
export type AddressProblem = 'empty' | 'unreadable' | 'scheme' | 'user' | 'query';

export type ReadAddress = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: AddressProblem };

/** Routes that people copy together with the address of the API, and the path that an API has where none was given. */
const paths: Readonly<Record<ServerKind, { readonly routes: RegExp; readonly usual: string }>> = {
  'openai-compatible': { routes: /\/(?:chat\/completions|completions|models)\/?$/, usual: '/v1' },
  ollama: { routes: /\/(?:api(?:\/\w+)?|v1(?:\/[\w/]+)?)\/?$/, usual: '/' },
  'text-generation-inference': { routes: /\/(?:generate_stream|generate|info|v1(?:\/[\w/]+)?)\/?$/, usual: '/' },
};

/**
 * An address of an API as a person types it, in the form in which it is kept: with a scheme (plain for this machine and bare numbers, else
 * encrypted), without a slash or a route at its end, with the usual path where none was given. One that begins with a slash lies on the
 * page's own host.
 */
export function readAddress(text: string, kind: ServerKind, page: URL): ReadAddress {
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: 'empty' };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const isPlain = /^(?:localhost|\[[0-9a-f:]+\]|\d+(?:\.\d+){3})(?:[:/]|$)/i.test(typed);
  const whole = hasScheme || typed.startsWith('/') ? typed : `${isPlain ? 'http' : 'https'}://${typed}`;
  if (/\s/.test(whole) || !URL.canParse(whole, page)) return { ok: false, problem: 'unreadable' };
  const address = new URL(whole, page);
  if (!/^https?:$/.test(address.protocol)) return { ok: false, problem: 'scheme' };
  if (address.username !== '' || address.password !== '') return { ok: false, problem: 'user' };
  if (address.search !== '' || address.hash !== '') return { ok: false, problem: 'query' };
  const { routes, usual } = paths[kind];
  address.pathname = address.pathname.replace(routes, '').replace(/\/+$/, '');
  if (address.pathname === '/') address.pathname = usual;
  return { ok: true, url: address.href };
}

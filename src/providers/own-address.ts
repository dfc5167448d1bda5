/** What is wrong with an address that a person typed. */
export type AddressProblem = 'empty' | 'unreadable' | 'scheme' | 'user' | 'query';

export type ReadAddress = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: AddressProblem };

/** Routes that people copy together with the address of the API. */
const routes = /\/(?:chat\/completions|completions|models)\/?$/;

/**
 * An address of an OpenAI-compatible API as a person types it, in the form in which it is kept: with a scheme (plain for this machine and
 * bare addresses, else encrypted), without a slash or a route at its end, with `/v1` where no path was given. One that begins with a slash
 * lies on the page's own host.
 */
export function readAddress(text: string, page: URL): ReadAddress {
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
  address.pathname = address.pathname.replace(routes, '').replace(/\/+$/, '');
  if (address.pathname === '/') address.pathname = '/v1';
  return { ok: true, url: address.href };
}

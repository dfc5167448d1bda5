import { ProviderFailure } from '../failure.ts';
import { watchPolicy } from './page-policy.ts';
import { readText } from './read-text.ts';
import { statedError, statedFailure } from './stated-error.ts';

/** Where requests of one backend may go, and with what. */
export interface Endpoint {
  /** Address of the API without a slash at its end. Nothing is sent anywhere else. */
  readonly base: URL;
  /** Whole paths beside the API's root that may be asked as well, for example `/props` of llama.cpp. */
  readonly besides?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** The person's key; `null` sends no `Authorization`. */
  readonly token: () => string | null;
  /** Milliseconds until the server begins to answer: a queue before a busy llama.cpp is silent, and a long prompt on a CPU takes minutes. */
  readonly firstByteMs: number;
}

/** The same shape as the platform's fetch, for what Stemma and the Hugging Face client send: an address and plain options. */
export type GuardedFetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** Words by which a refused redirect is known again. */
export const redirectWords = 'sent a redirect';

/** Bytes of an error's body that are read: some are whole pages. */
const longestErrorBody = 64 * 1024;

/**
 * A fetch that goes to one endpoint only, follows no redirect (a redirect could carry the conversation and the key elsewhere), sends no
 * cookies to other origins, names no referrer, and gives only answers with a good status. Throws a `ProviderFailure`; when `init.signal` is
 * aborted, the signal's reason.
 */
export function guardedFetch(endpoint: Endpoint): GuardedFetch {
  const { base, besides = [], token, firstByteMs } = endpoint;
  const root = `${base.pathname.replace(/\/$/, '')}/`;
  return async (input, init = {}) => {
    const address = new URL(input instanceof Request ? input.url : input);
    const isInside = address.pathname.startsWith(root) || (besides.includes(address.pathname) && address.search === '');
    if (address.origin !== base.origin || !isInside) {
      throw new ProviderFailure('network', `Nothing is sent to ${address.host}${address.pathname}: this backend is ${base.host}${root}.`);
    }
    const signal = init.signal ?? null;
    const stop = new AbortController();
    const forward = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', forward, { once: true });
    if (signal?.aborted === true) forward();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      stop.abort();
    }, firstByteMs);
    const policy = watchPolicy(address);
    try {
      const response = await fetch(address, {
        method: init.method ?? 'GET',
        body: init.body ?? null,
        headers: headersFor(endpoint, init, token()),
        signal: stop.signal,
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'same-origin',
        referrerPolicy: 'no-referrer',
      });
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw new ProviderFailure('network', `${base.host} ${redirectWords}; Stemma follows none. Set the address that it leads to.`);
      }
      if (!response.ok) throw await failureOf(response);
      return response;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ProviderFailure) throw error;
      if (late) throw new ProviderFailure('timeout', `${base.host} did not answer within ${Math.round(firstByteMs / 1000)} s.`);
      if (await policy.refused()) throw new ProviderFailure('blocked-by-policy', 'The connect-src of this page does not name the address.');
      const words = error instanceof Error ? error.message : String(error);
      throw new ProviderFailure('network', `${base.host} could not be reached (${words}).`);
    } finally {
      policy.end();
      // The listener stays: aborting must also end the body that is read later.
      clearTimeout(timer);
    }
  };
}

function headersFor({ headers: extra }: Endpoint, init: RequestInit, token: string | null): Headers {
  const headers = new Headers(init.headers);
  // The Hugging Face client names itself here; Firefox would send it and ask the server for permission first.
  headers.delete('User-Agent');
  headers.delete('Authorization');
  for (const [name, value] of Object.entries(extra)) headers.set(name, value);
  if (token !== null) headers.set('Authorization', `Bearer ${token}`);
  return headers;
}

async function failureOf(response: Response): Promise<ProviderFailure> {
  const kind = response.headers.get('Content-Type') ?? '';
  const { text: body } = await readText(response.body, longestErrorBody);
  let error = kind.startsWith('text/plain') && body !== '' ? statedError({ error: body }) : null;
  try {
    const content: unknown = JSON.parse(body);
    const message = typeof content === 'object' && content !== null && 'message' in content ? content.message : null;
    error = statedError(content) ?? (typeof message === 'string' ? statedError({ error: message }) : error);
  } catch {
    // A proxy's page: the status says more than its text.
  }
  return statedFailure(response.status, error, retryAfter(response.headers.get('Retry-After'), Date.now()));
}

/** Milliseconds to wait by a `Retry-After` header: seconds, or a date. */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait)) : null;
}

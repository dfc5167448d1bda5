import * as v from 'valibot';
import type { BackendSettings } from '../backend-settings.ts';
import { readKey } from '../credentials.ts';
import { ProviderFailure } from '../failure.ts';
import { guardedFetch } from '../wire/guarded-fetch.ts';
import { readText } from '../wire/read-text.ts';
import { type BegunSignIn, keepBegun, type KeptForTab } from './sign-in-answer.ts';

/** Signing in with Hugging Face in the page: an authorization code with PKCE (RFC 7636, S256) and no secret (hub-docs, hub/oauth.md). */
export interface SignInPlace {
  /** Origin where the person signs in. */
  readonly origin: string;
  readonly clientId: string;
  /** The page without query and fragment: what the Hub must know as a redirect address, letter by letter. */
  readonly redirect: string;
}

/** Why there is no sign-in here: browsers give the needed arithmetic to secure pages only; a page without an id of its own needs https to describe itself. */
export type SignInObstacle = 'insecure' | 'no-client';

const hub = 'https://huggingface.co';
/** To be asked who one is comes with every sign-in at the Hub; the last lets this page ask models on the person's account. */
const scopes = 'openid profile inference-api';
const longestAnswer = 64 * 1024;
const exchangeMs = 30_000;

export function signInPlace(
  { clientId, loginUrl = hub }: BackendSettings,
  baseUrl: URL,
  isSecure = globalThis.isSecureContext,
): { readonly ok: true; readonly place: SignInPlace } | { readonly ok: false; readonly obstacle: SignInObstacle } {
  if (!isSecure) return { ok: false, obstacle: 'insecure' };
  const page = new URL('.', baseUrl);
  if (clientId === undefined && page.protocol !== 'https:') return { ok: false, obstacle: 'no-client' };
  // The page's own description, which the Hub fetches: its address is the id.
  const id = clientId ?? new URL('.well-known/oauth-cimd', page).href;
  return { ok: true, place: { origin: new URL(loginUrl).origin, clientId: id, redirect: page.origin + page.pathname } };
}

/** 256 random bits in letters that an address carries as they are. */
function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Begins a sign-in for a backend and gives the address to go to. `hash` is where the person comes back to. Rejects where a tab can keep nothing. */
export async function beginSignIn(place: SignInPlace, backendId: string, hash: string, kept: KeptForTab): Promise<URL> {
  const begun: BegunSignIn = { state: randomText(), verifier: randomText(), backendId, hash };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begun.verifier));
  keepBegun(kept, begun);
  const address = new URL('/oauth/authorize', place.origin);
  address.search = new URLSearchParams({
    client_id: place.clientId,
    response_type: 'code',
    redirect_uri: place.redirect,
    scope: scopes,
    state: begun.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }).toString();
  return address;
}

const granted = v.object({
  access_token: v.pipe(
    v.string(),
    v.check((token) => readKey(token) === token),
  ),
  token_type: v.optional(v.pipe(v.string(), v.regex(/^bearer$/i))),
  expires_in: v.optional(v.pipe(v.number(), v.minValue(1))),
});

export interface Granted {
  readonly token: string;
  /** Milliseconds since 1970; `null` = not told. */
  readonly expiresAt: number | null;
}

/**
 * Gives the code and gets the key. Who the person is is not asked, so there is no nonce: nothing is read from an identity. Throws a
 * `ProviderFailure` whose words hold neither code nor key.
 */
export async function finishSignIn(
  place: SignInPlace,
  code: string,
  verifier: string,
  signal: AbortSignal,
  now = Date.now,
): Promise<Granted> {
  const base = new URL('/oauth', place.origin);
  const ask = guardedFetch({ base, headers: {}, token: () => null, firstByteMs: exchangeMs });
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: place.redirect,
    client_id: place.clientId,
    code_verifier: verifier,
  });
  const type = 'application/x-www-form-urlencoded';
  try {
    const headers = { 'Content-Type': type, Accept: 'application/json' };
    const response = await ask(`${base.href}/token`, { method: 'POST', body: body.toString(), headers, signal });
    const { text } = await readText(response.body, longestAnswer);
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), granted), text);
    // The words of an answer that cannot be read could hold the key.
    if (!read.success) throw new ProviderFailure('malformed', `${base.host} answered with no key.`);
    const { access_token: token, expires_in: seconds } = read.output;
    return { token, expiresAt: seconds === undefined ? null : now() + seconds * 1000 };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const { code: kind, detail, ...more } = error.error;
    const words = [code, verifier].reduce((text, secret) => text.replaceAll(secret, '[secret]'), error.message);
    throw new ProviderFailure(kind, words === '' ? detail : words, more);
  }
}

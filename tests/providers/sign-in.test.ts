import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { createCredentials } from '#providers/credentials.ts';
import { beginSignIn, finishSignIn, type SignInPlace, signInPlace } from '#providers/sign-in/sign-in.ts';
import { keepBegun, takeSignInAnswer } from '#providers/sign-in/sign-in-answer.ts';
import { type Play, startWireServer, type WireServer } from './wire-server.ts';

const backend: BackendSettings = { id: 'hf', kind: 'hugging-face', label: 'HF', auth: 'hugging-face-login', models: [] };
const begun = { state: 'the-state', verifier: 'the-verifier', backendId: 'hf', hash: '#/chat/abc' };

function memory() {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
}

describe('where one signs in', () => {
  test('a page with https is known by the address of its own description, wherever it lies', () => {
    expect(signInPlace(backend, new URL('https://page.example/chat/index.html?q=x#/settings'), true)).toEqual({
      ok: true,
      place: {
        origin: 'https://huggingface.co',
        clientId: 'https://page.example/chat/.well-known/oauth-cimd',
        redirect: 'https://page.example/chat/',
      },
    });
  });

  test('an operator may have registered an app, and may have a Hub of their own', () => {
    const own = { ...backend, clientId: 'app-1', loginUrl: 'https://hub.example/anything' };
    expect(signInPlace(own, new URL('http://127.0.0.1:4173/'), true)).toEqual({
      ok: true,
      place: { origin: 'https://hub.example', clientId: 'app-1', redirect: 'http://127.0.0.1:4173/' },
    });
  });

  test('without a secure page, or without an id on a page without https, the reason is told', () => {
    expect(signInPlace({ ...backend, clientId: 'app-1' }, new URL('http://lan/'), false)).toEqual({ ok: false, obstacle: 'insecure' });
    expect(signInPlace(backend, new URL('http://127.0.0.1:4173/'), true)).toEqual({ ok: false, obstacle: 'no-client' });
  });
});

const place: SignInPlace = { origin: 'https://hub.example', clientId: 'app-1', redirect: 'https://page.example/' };

test('the way there has a challenge that only the kept verifier answers, and each begins anew', async () => {
  const kept = memory();
  const address = await beginSignIn(place, 'hf', '#/chat/abc', kept);
  const { state, verifier, ...rest } = JSON.parse([...kept.entries.values()][0] ?? '');
  expect(rest).toEqual({ backendId: 'hf', hash: '#/chat/abc' });
  expect(verifier).toMatch(/^[\w-]{43}$/);
  expect(address.origin + address.pathname).toBe('https://hub.example/oauth/authorize');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    client_id: 'app-1',
    response_type: 'code',
    redirect_uri: 'https://page.example/',
    scope: 'openid profile inference-api',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  expect(address.href).not.toContain(verifier);
  await beginSignIn(place, 'hf', '', kept);
  expect(kept.entries.size).toBe(1);
  expect([...kept.entries.values()][0]).not.toContain(state);
});

describe('the answer in the address', () => {
  const take = (search: string, kept = memory(), isBegun = true) => {
    if (isBegun) keepBegun(kept, begun);
    const taken = takeSignInAnswer(new URL(`https://page.example/chat/${search}`), kept);
    expect(kept.entries.size).toBe(0);
    return taken;
  };

  test('a code is taken out of it, what else stood there stays, and the place that was left is there again', () => {
    const taken = take('?q=Hello&code=the-code&state=the-state&iss=x');
    expect(taken?.answer).toEqual({ outcome: 'code', code: 'the-code', begun });
    expect(taken?.address.href).toBe('https://page.example/chat/?q=Hello#/chat/abc');
  });

  test('a refusal is told by its code only', () => {
    const taken = take('?error=access_denied&error_description=%3Cb%3EYou+won%3C%2Fb%3E&state=the-state');
    expect(taken?.answer).toEqual({ outcome: 'refused', reason: 'access_denied', begun });
    expect(taken?.address.href).toBe('https://page.example/chat/#/chat/abc');
  });

  test.each(['?code=the-code&state=another-state', '?code=the-code&state=', '?error=access_denied&state=another-state'])(
    '%s is foreign: nothing of it is used, and it is taken out of the address too',
    (search) => {
      const taken = take(search);
      expect(taken?.answer).toEqual({ outcome: 'foreign' });
      expect(taken?.address.href).toBe('https://page.example/chat/');
    },
  );

  test('a code for a sign-in that nobody began here is foreign, and so is one that comes a second time', () => {
    expect(take('?code=the-code&state=the-state', memory(), false)?.answer).toEqual({ outcome: 'foreign' });
    const kept = memory();
    keepBegun(kept, begun);
    const address = new URL('https://page.example/?code=the-code&state=the-state');
    expect(takeSignInAnswer(address, kept)?.answer.outcome).toBe('code');
    expect(takeSignInAnswer(address, kept)?.answer.outcome).toBe('foreign');
  });

  test('an address without an answer stays as it is, and a sign-in that was broken off is forgotten', () => {
    expect(take('?q=Hello')).toBeNull();
    expect(take('?code=a-code-of-something-else')).toBeNull();
  });

  test.each(['not json', '{"state":"the-state"}', '[]', 'null'])('what was kept as %j counts for nothing', (text) => {
    const kept = memory();
    keepBegun(kept, begun);
    kept.entries.set([...kept.entries.keys()][0] ?? '', text);
    expect(takeSignInAnswer(new URL('https://page.example/?code=c&state=the-state'), kept)?.answer).toEqual({ outcome: 'foreign' });
  });
});

describe('the exchange', () => {
  let server: WireServer;
  let play: Play;
  beforeEach(async () => {
    server = await startWireServer((response, request) => play(response, request));
  });
  afterEach(() => server.stop());
  const answering =
    (status: number, content: object | string): Play =>
    (response) =>
      void response
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(typeof content === 'string' ? content : JSON.stringify(content));
  const finish = () =>
    finishSignIn({ ...place, origin: server.origin }, 'code-0123456789', 'verifier-0123456789', new AbortController().signal, () => 1000);
  const failure = () =>
    finish().then(
      () => null,
      (error: unknown) => error,
    );

  test('gives the code with the verifier, once, and gets the key with its end', async () => {
    play = answering(200, { access_token: 'hf_oauth_abcdefgh', token_type: 'bearer', expires_in: 60, id_token: 'x', scope: 'openid' });
    expect(await finish()).toEqual({ token: 'hf_oauth_abcdefgh', expiresAt: 61_000 });
    expect(server.requests).toHaveLength(1);
    const [{ method, path, headers, body } = { method: '', path: '', headers: {}, body: '' }] = server.requests;
    expect([method, path, headers['content-type']]).toEqual(['POST', '/oauth/token', 'application/x-www-form-urlencoded']);
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('cookie');
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'authorization_code',
      code: 'code-0123456789',
      redirect_uri: 'https://page.example/',
      client_id: 'app-1',
      code_verifier: 'verifier-0123456789',
    });
  });

  test('a key whose end is not told has none', async () => {
    play = answering(200, { access_token: 'hf_oauth_abcdefgh' });
    expect(await finish()).toEqual({ token: 'hf_oauth_abcdefgh', expiresAt: null });
  });

  test.each([
    ['no key', {}],
    ['a key that no header carries', { access_token: 'hf_oauth_ab cd\n' }],
    ['another kind of key', { access_token: 'hf_oauth_abcdefgh', token_type: 'mac' }],
    ['a page', '<html>hf_oauth_abcdefgh</html>'],
  ])('%s is refused without being repeated', async (_, content) => {
    play = answering(200, content);
    const error = await failure();
    expect(error).toMatchObject({ error: { code: 'malformed' } });
    expect(JSON.stringify(error) + String(error)).not.toContain('hf_oauth_ab');
  });

  test('a refusal is told in the server’s words, without the code and the verifier', async () => {
    play = answering(400, { error: 'invalid_grant: code-0123456789 for verifier-0123456789 is spent' });
    const error = await failure();
    expect(error).toMatchObject({ error: { code: 'bad-request', status: 400, detail: 'invalid_grant: [secret] for [secret] is spent' } });
  });

  test('a redirect carries the code nowhere', async () => {
    const other = await startWireServer(answering(200, { access_token: 'hf_oauth_abcdefgh' }));
    play = (response) => void response.writeHead(307, { Location: `${other.origin}/oauth/token` }).end();
    expect(await failure()).toMatchObject({ error: { code: 'network' } });
    expect(other.requests).toEqual([]);
    await other.stop();
  });
});

test('a key is there until its end and not longer', () => {
  let now = 1000;
  const credentials = createCredentials(() => now);
  credentials.set('hf', 'https://router.example', 'hf_oauth_abcdefgh', 2000);
  now = 1999;
  expect(credentials.keyFor('hf', 'https://router.example')).toBe('hf_oauth_abcdefgh');
  now = 2000;
  expect(credentials.keyFor('hf', 'https://router.example')).toBeNull();
  now = 1000;
  expect(credentials.keyFor('hf', 'https://router.example')).toBeNull();
});

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../../scripts/proxies.mjs';
import { composer } from '../app.ts';
import { askServer, configuration, environmentOf, launchBrowser, secret, visit } from './behind.ts';
import { rawRequest, sendRaw, statusOf } from './raw.ts';
import { canRunProxies, type ProxyKind, type ProxyOptions, renderNginx, startProxy } from './real-proxy.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const kinds: readonly ProxyKind[] = ['nginx', 'caddy'];
const question = rawRequest('POST', '/api/openai/v1/chat/completions', ['Content-Type: application/json'], '{}');

/** What oauth2-proxy and Authelia answer to a proxy that asks them: who it is by the session cookie, or that nobody is. */
function startSignInServer(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://sign-in').pathname;
    const name = /session=([\w.@-]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (path === '/oauth2/sign_in') response.end('the sign-in page');
    else if (!['/oauth2/auth', '/api/authz/auth-request', '/api/authz/forward-auth'].includes(path)) response.writeHead(404).end();
    else if (name === 'nameless') response.writeHead(202).end();
    else if (name !== undefined) response.writeHead(200, { 'X-Auth-Request-Email': name, 'Remote-User': name }).end();
    else response.writeHead(path === '/api/authz/forward-auth' ? 302 : 401, { Location: 'https://sign-in.example/?rd=here' }).end();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

describe.skipIf(!canRunProxies()).each(kinds)('signing in at %s', (kind) => {
  let upstream: Upstream;
  let signIn: Server;
  let folder: string;
  beforeAll(async () => {
    upstream = await startUpstream();
    upstream.behaviour = { kind: 'status', status: 200, body: () => '{}' };
    signIn = await startSignInServer();
    folder = await mkdtemp(join(tmpdir(), 'stemma-sign-in-'));
  });
  afterAll(async () => {
    await upstream.close();
    await new Promise((resolve) => signIn.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });
  const start = (way: string, more: Record<string, string> = {}, options: ProxyOptions = {}) =>
    startProxy(kind, { configuration, environment: { ...environmentOf(upstream), STEMMA_SIGN_IN: way, ...more }, ...options });

  async function passwordFile(): Promise<string> {
    const password = 'correct horse';
    const file = join(folder, 'passwords');
    const hashed =
      kind === 'nginx'
        ? execFileSync('openssl', ['passwd', '-apr1', password], { encoding: 'utf8' })
        : execFileSync(findProgram('caddy') ?? '', ['hash-password', '--plaintext', password], { encoding: 'utf8' });
    await writeFile(file, `ada${kind === 'nginx' ? ':' : ' '}${hashed.trim()}\n`, { mode: 0o644 });
    return file;
  }

  test('with a password, the page shows who it is, and the password goes no further', async () => {
    const proxy = await start('basic', { STEMMA_PASSWORD_FILE: await passwordFile() });
    expect(statusOf(await sendRaw(proxy.port, rawRequest('GET', '/')))).toBe(401);
    expect(statusOf(await sendRaw(proxy.port, question))).toBe(401);
    const wrong = ['Authorization: Basic YWRhOndyb25n', 'Remote-User: ada'];
    expect(await sendRaw(proxy.port, rawRequest('GET', '/whoami', wrong))).not.toContain('"ada"');
    expect(statusOf(await sendRaw(proxy.port, rawRequest('GET', '/healthz')))).toBe(200);
    const browser = await launchBrowser();
    const { page, troubles, close } = await visit(browser, proxy, {
      httpCredentials: { username: 'ada', password: 'correct horse' },
      locale: 'zh-CN',
    });
    await page.getByText('当前用户').and(page.locator('.visually-hidden')).waitFor({ state: 'attached' });
    await page.locator('bdi').getByText('ada', { exact: true }).waitFor();
    upstream.behaviour = { kind: 'talk' };
    await askServer(page, upstream);
    upstream.finish();
    expect(upstream.seen.at(-1)?.headers.authorization).toBe(`Bearer ${secret}`);
    // Chromium tells of the first answer's 401 itself; the page has no other trouble.
    expect(troubles).toEqual([]);
    await close();
    await browser.close();
    await proxy.close();
  });

  test.each(['oauth2-proxy', 'authelia'])('with %s, only its word counts, and its cookie goes no further', async (way) => {
    const address = signIn.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const proxy = await start(way, { STEMMA_SIGN_IN_URL: url });
    upstream.behaviour = { kind: 'status', status: 200, body: () => '{}' };
    const get = (path: string, headers: readonly string[] = []) => sendRaw(proxy.port, rawRequest('GET', path, headers));
    const forged = ['Remote-User: eve', 'X-Auth-Request-Email: eve', 'X-Forwarded-User: eve', 'Tailscale-User-Login: eve'];

    const stranger = await get('/', forged);
    expect(statusOf(stranger)).toBe(302);
    expect(stranger).toMatch(
      way === 'authelia' ? /^Location: https:\/\/sign-in\.example\/\?rd=here\r?$/im : /^Location: .*\/oauth2\/sign_in\?rd=\/\r?$/im,
    );
    const before = upstream.seen.length;
    const refused = await sendRaw(proxy.port, question.replace('\r\n\r\n', `\r\n${forged.join('\r\n')}\r\n\r\n`));
    expect(statusOf(refused)).toBe(401);
    expect(refused).toContain('Reload the page to sign in again');
    expect(await get('/whoami', forged)).not.toContain('eve');
    expect(upstream.seen).toHaveLength(before);

    const ada = ['Cookie: session=ada@example.org', ...forged];
    expect(statusOf(await get('/', ada))).toBe(200);
    expect(await get('/whoami', ada)).toContain('{"name":"ada@example.org"}');
    expect(await get('/whoami', ['Cookie: session=nameless', ...forged])).toContain('{"name":""}');
    await sendRaw(proxy.port, question.replace('\r\n\r\n', `\r\n${ada.join('\r\n')}\r\n\r\n`));
    expect(upstream.seen).toHaveLength(before + 1);
    expect(JSON.stringify(upstream.seen.at(-1)?.headers)).not.toMatch(/ada|eve|session/);
    if (way === 'oauth2-proxy') expect(await get('/oauth2/sign_in')).toContain('the sign-in page');
    expect(await proxy.written()).not.toMatch(/session=/);
    await proxy.close();
  });

  test('a session that ended leads to the sign-in page, though the app itself is kept for when there is no network', async () => {
    const address = signIn.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    // Without TLS, because browsers keep nothing of a page whose certificate they were told to overlook.
    const proxy = await start('oauth2-proxy', { STEMMA_SIGN_IN_URL: url }, { tls: false, address: '127.0.0.1' });
    const browser = await launchBrowser();
    const context = await browser.newContext({ locale: 'en-US' });
    await context.addCookies([{ name: 'session', value: 'ada@example.org', url: proxy.url }]);
    const page = await context.newPage();
    await page.goto(proxy.url);
    await page.locator('bdi').getByText('ada@example.org', { exact: true }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await page.locator('bdi').getByText('ada@example.org', { exact: true }).waitFor();
    await context.clearCookies();
    await page.reload();
    await page.getByText('the sign-in page').waitFor();
    await browser.close();
    await proxy.close();
  });

  test('with Tailscale in front, its header is the name, and a name that is no name is none', async () => {
    const proxy = await start('tailscale', {}, { tls: false, address: '127.0.0.1' });
    const nameFor = async (login: string): Promise<unknown> => {
      const response = await fetch(`${proxy.url}whoami`, { headers: { 'Tailscale-User-Login': login } });
      return response.json();
    };
    expect(await nameFor('ada@example.org')).toEqual({ name: 'ada@example.org' });
    for (const login of ['"},"name":"eve', 'back\\slash', '{env.STEMMA_OPENAI_KEY}', 'tab\tin it', 'a'.repeat(300)]) {
      expect(await nameFor(login)).toEqual({ name: '' });
    }
    expect(await nameFor('$stemma_authorization')).toEqual({ name: '$stemma_authorization' });
    await proxy.close();
  });

  test('where nobody signs in, nobody is shown', async () => {
    const proxy = await start('none');
    const browser = await launchBrowser();
    const { page, troubles, close } = await visit(browser, proxy);
    await composer(page).fill('x');
    await expect.poll(() => page.locator('.sidebar-person').count()).toBe(0);
    expect(troubles).toEqual([]);
    await close();
    await browser.close();
    await proxy.close();
  });
});

test.skipIf(!canRunProxies())('render.sh refuses what nginx would read as something else, and a name that anyone could take', () => {
  const tries: Record<string, string>[] = [
    { STEMMA_OPENAI_KEY: 'key"; proxy_pass http://evil' },
    { STEMMA_OPENAI_KEY: 'key\nmore' },
    { STEMMA_OPENAI_KEY: '$request_uri' },
    { STEMMA_OPENAI_URL: 'http://host/path' },
    { STEMMA_OPENAI_URL: 'file:///etc/passwd' },
    { STEMMA_PREFIX: '/chat/' },
    { STEMMA_PREFIX: '/chat;' },
    { STEMMA_ROOT: '/srv/with blank' },
    { STEMMA_CONNECT: "https://host; script-src 'unsafe-inline'" },
    { STEMMA_CONNECT: 'https://host" always; add_header X y' },
    { STEMMA_TLS: 'maybe' },
    { STEMMA_SIGN_IN: '../none' },
    { STEMMA_BACKENDS: 'openai ../../etc' },
    { STEMMA_SIGN_IN: 'tailscale' },
  ];
  for (const environment of tries) {
    expect(() => renderNginx(join(tmpdir(), 'stemma-refused'), { PATH: process.env['PATH'] ?? '', ...environment })).toThrow(
      /render\.sh: |Command failed/,
    );
  }
});

import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, composer } from '../app.ts';
import { askServer, configuration, environmentOf, expectWordByWord, launchBrowser, secret, timeToStop, visit } from './behind.ts';
import { canRunProxies, type ProxyKind, type RealProxy, startProxy } from './real-proxy.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const kinds: readonly ProxyKind[] = ['nginx', 'caddy'];
const prompt = 'What is the airspeed of an unladen swallow?';

describe.skipIf(!canRunProxies()).each(kinds)('behind %s, with TLS and HTTP/2', (kind) => {
  let upstream: Upstream;
  let proxy: RealProxy;
  let browser: Browser;

  beforeAll(async () => {
    upstream = await startUpstream();
    const limits = { STEMMA_MAX_BODY: '100k', STEMMA_MAX_BODY_BYTES: '102400', STEMMA_READ_TIMEOUT: '3s' };
    proxy = await startProxy(kind, {
      configuration,
      environment: { ...environmentOf(upstream), ...limits, STEMMA_PREFIX: kind === 'nginx' ? '/chat' : '/a/b/c' },
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await proxy.close();
    await upstream.close();
  });

  test('words arrive one by one, and the key is nowhere in what is served, kept or logged', async () => {
    const { page, troubles, served, close } = await visit(browser, { url: `${proxy.url}?q=${encodeURIComponent(prompt)}` });
    await expect.poll(() => page.evaluate(() => [window.isSecureContext, window.crossOriginIsolated])).toEqual([true, true]);
    await expectWordByWord(page, upstream);
    const protocols = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => Reflect.get(entry, 'nextHopProtocol')),
    );
    expect(new Set(protocols.filter((protocol) => protocol !== ''))).toEqual(new Set(['h2']));
    const asked = upstream.seen.at(-1);
    expect(asked?.path).toBe('/v1/chat/completions');
    expect(asked?.headers.authorization).toBe(`Bearer ${secret}`);
    // The engine, its worker and its wasm, the catalog and a deep link, under the same path.
    await page.getByRole('button', { name: /^Model: / }).click();
    await page.getByRole('option', { name: /guide/i }).first().click();
    expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
    await page.goto(`${proxy.url}#/atlas/dolly-v2-12b`);
    await page.getByRole('heading', { level: 1, name: 'Dolly v2 12B' }).waitFor();
    expect(troubles).toEqual([]);
    const everything = await served();
    expect(everything.includes('chat.completion.chunk')).toBe(true);
    expect(everything.includes(secret)).toBe(false);
    expect(everything.includes('from=upstream')).toBe(false);
    const kept = await page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const all = databases.map(
        ({ name = '' }) =>
          new Promise<string>((resolve) => {
            const opening = indexedDB.open(name);
            opening.addEventListener('success', () => {
              const stores = [...opening.result.objectStoreNames];
              const reads = stores.map(
                (store) =>
                  new Promise<unknown>((read) => {
                    const request = opening.result.transaction(store).objectStore(store).getAll();
                    request.addEventListener('success', () => read(request.result));
                  }),
              );
              void Promise.all(reads).then((rows) => resolve(JSON.stringify(rows)));
            });
          }),
      );
      return `${(await Promise.all(all)).join('\n')}${JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])}`;
    });
    expect(kept.includes('Who are you?')).toBe(true);
    expect(kept.includes(secret)).toBe(false);
    const written = await proxy.written();
    expect(written.includes('/api/openai/v1/chat/completions')).toBe(true);
    for (const words of [secret, 'swallow', 'Who are you?', 'q=']) expect(written.includes(words)).toBe(false);
    await close();
  });

  test('a stop reaches the server within half a second, in the silence before the first word and in the middle of an answer', async () => {
    const { page, close } = await visit(browser, proxy);
    for (const behaviour of [{ kind: 'silent' }, { kind: 'talk' }] as const) {
      upstream.behaviour = behaviour;
      const times: number[] = [];
      // Something else on the machine can only make it later: the quickest of three is what the way itself takes.
      for (let attempt = 0; attempt < 3; attempt += 1) times.push((await timeToStop(page, upstream)) ?? Number.POSITIVE_INFINITY);
      expect(Math.min(...times)).toBeLessThan(500);
    }
    await close();
  });

  test('a closed tab reaches the server too', async () => {
    upstream.behaviour = { kind: 'talk' };
    const { page, close } = await visit(browser, proxy);
    await askServer(page, upstream);
    const asked = upstream.seen.at(-1);
    expect(asked?.brokenAt).toBeNull();
    await close();
    await expect.poll(() => asked?.brokenAt).not.toBeNull();
  });

  test('eight answers come side by side', async () => {
    upstream.behaviour = { kind: 'talk' };
    const { page, close } = await visit(browser, proxy);
    const address = `${proxy.url}api/openai/v1/chat/completions`;
    const streams = page.evaluate(async (url) => {
      const body = JSON.stringify({ model: 'test-model', stream: true, messages: [] });
      const one = async (): Promise<string> => {
        const response = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
        return response.text();
      };
      return Promise.all(Array.from({ length: 8 }, one));
    }, address);
    // None ends before all are there: one that waited for another would wait for ever.
    await expect.poll(upstream.openAnswers).toBe(8);
    upstream.say('together');
    upstream.finish();
    const texts = await streams;
    expect(texts.filter((text) => text.includes('together') && text.includes('[DONE]'))).toHaveLength(8);
    await close();
  });

  test('every failure is shown as what it is', async () => {
    const { page, served, close } = await visit(browser, proxy);
    const failureOf = async (question: string): Promise<string> => {
      await composer(page).fill(question);
      await composer(page).press('Enter');
      const error = page.locator('[data-part="error"]').last();
      await error.waitFor();
      const code = await error.getAttribute('data-code');
      // With the server's own words, which stand folded away.
      const text = await page.locator('article[data-role="assistant"]').last().textContent();
      await page.getByRole('link', { name: 'New chat' }).click();
      await page.locator('article').first().waitFor({ state: 'detached' });
      return `${code}: ${text}`;
    };
    upstream.behaviour = {
      kind: 'status',
      status: 401,
      body: ({ headers }) => JSON.stringify({ error: `Bad key: ${headers.authorization}` }),
    };
    expect(await failureOf('Is the key good?')).toMatch(/^auth: [^]*by the proxy that adds the key[^]*refused the key that the proxy adds/);
    upstream.behaviour = {
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '1' },
      body: () => '{"error":{"message":"Out of credit."}}',
    };
    expect(await failureOf('Too often?')).toMatch(/^rate-limited: [^]*no more requests[^]*Out of credit/);
    expect(await failureOf('long '.repeat(25_000))).toMatch(/^bad-request: [^]*longer \(413\)/);
    upstream.behaviour = { kind: 'crash' };
    expect(await failureOf('Will it die?')).toMatch(/^interrupted: [^]*half[^]*not the whole answer/);
    upstream.behaviour = { kind: 'silent' };
    expect(await failureOf('Will it be silent?')).toMatch(/^timeout: [^]*silent for too long[^]*silent for 3s \(504\)/);
    expect((await served()).includes(secret)).toBe(false);
    await close();
  });

  test('where no server answers the page says so', async () => {
    const lonely = await startUpstream();
    await lonely.close();
    const other = await startProxy(kind, { configuration, environment: environmentOf(lonely) });
    const { page, close } = await visit(browser, other);
    await composer(page).fill('Is anybody there?');
    await composer(page).press('Enter');
    await page.locator('[data-part="error"][data-code="server"]').waitFor();
    await expect.poll(() => page.locator('article[data-role="assistant"]').textContent()).toContain('reached no model server (502)');
    await close();
    await other.close();
  });
});

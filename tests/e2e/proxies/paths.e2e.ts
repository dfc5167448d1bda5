import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ask } from '../app.ts';
import { askServer, configuration, environmentOf, expectWordByWord, launchBrowser, secret, timeToStop, visit } from './behind.ts';
import { canRunProxies, type ProxyKind, startProxy } from './real-proxy.ts';
import { startUpstream } from './upstream.ts';

const kinds: readonly ProxyKind[] = ['nginx', 'caddy'];

describe.skipIf(!canRunProxies())('the same build', () => {
  test.each(kinds)('answers behind two proxies in a row, the inner one %s', async (inner) => {
    const upstream = await startUpstream();
    const outer: ProxyKind = inner === 'nginx' ? 'caddy' : 'nginx';
    const near = await startProxy(inner, { configuration, tls: false, address: '127.0.0.1', environment: environmentOf(upstream) });
    const front = await startProxy(outer, { front: near.port });
    const browser = await launchBrowser();
    const { page, troubles, served, close } = await visit(browser, front);
    await expectWordByWord(page, upstream);
    upstream.behaviour = { kind: 'silent' };
    const times: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) times.push((await timeToStop(page, upstream)) ?? Number.POSITIVE_INFINITY);
    expect(Math.min(...times)).toBeLessThan(500);
    expect(upstream.seen.every(({ headers }) => headers.authorization === `Bearer ${secret}`)).toBe(true);
    expect((await served()).includes(secret)).toBe(false);
    expect(troubles).toEqual([]);
    await close();
    await browser.close();
    await front.close();
    await near.close();
    await upstream.close();
  });

  test('works over plain http on an address of the local network, and says what is missing there', async () => {
    // A machine without a network serves a name that leads to itself, which browsers do not trust either.
    const address = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    const upstream = await startUpstream();
    const signIn = {
      id: 'hf',
      kind: 'hugging-face',
      label: 'HF',
      auth: 'hugging-face-login',
      url: 'api/nowhere/v1',
      models: [{ id: 'org/model' }],
    };
    const proxy = await startProxy('nginx', {
      configuration: { ...configuration, backends: [...configuration.backends, signIn] },
      tls: false,
      environment: { ...environmentOf(upstream), STEMMA_PREFIX: '/chat' },
    });
    const browser = await launchBrowser('--host-resolver-rules=MAP stemma.test 127.0.0.1');
    const url = `http://${address ?? 'stemma.test'}:${proxy.port}/chat/`;
    const { page, troubles, close } = await visit(browser, { url });
    await expect.poll(() => page.evaluate(() => [window.isSecureContext, window.crossOriginIsolated])).toEqual([false, false]);
    await expectWordByWord(page, upstream);
    // Ids, storage and the engine, on one thread.
    await page.reload();
    await page.getByText('one two three four').waitFor();
    await page.getByRole('button', { name: /^Model: / }).click();
    await page.getByRole('option', { name: /guide/i }).first().click();
    expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
    // What such a page lacks is said.
    await page.getByRole('button', { name: 'Copy', exact: true }).last().click();
    await page.getByText('Select the text and copy it by hand').first().waitFor();
    await page.goto(`${url}#/settings`);
    await page.getByRole('button', { name: 'Sign in to HF' }).click();
    await page.getByText('this page came over plain http').waitFor();
    expect(troubles).toEqual([]);
    await close();
    await browser.close();
    await proxy.close();
    await upstream.close();
  });

  test('answers at the root of a Caddy that ends TLS', async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy('caddy', { configuration, environment: environmentOf(upstream) });
    const browser = await launchBrowser();
    const { page, troubles, close } = await visit(browser, proxy);
    upstream.behaviour = { kind: 'talk' };
    await askServer(page, upstream);
    upstream.finish();
    await page.goto(`${proxy.url}#/what-if/llama-7b`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(troubles).toEqual([]);
    await close();
    await browser.close();
    await proxy.close();
    await upstream.close();
  });
});

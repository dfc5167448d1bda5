import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chromiumArguments, findBrowser } from '../../scripts/browser.mjs';
import { serve } from '../../scripts/serve.mjs';
import { answers, ask, composer } from './app.ts';
import { slowConfiguration, startSlowServer } from './slow-server.ts';
import { reloadKept } from './reload-kept.ts';

const dist = join(import.meta.dirname, '../../dist');
let browser: Browser;
let folder: string;
let server: Awaited<ReturnType<typeof serve>>;
let context: BrowserContext;

beforeAll(async () => {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chrome or Chromium: npm test installs one.');
  browser = await chromium.launch({ executablePath, args: chromiumArguments });
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stemma-offline-'));
  for (const path of ['', 'chat']) await cp(dist, join(folder, path), { recursive: true });
  server = await serve({ folder, port: 0 });
  context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
});
afterEach(async () => {
  await context.close();
  await server.close().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

/** Opens the page; gives its troubles as they come. */
async function open(address: string): Promise<{ readonly page: Page; readonly troubles: readonly string[] }> {
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(address);
  await composer(page).waitFor();
  return { page, troubles };
}

/** Waits until the worker answers for the page, which is when all that it fetches ahead is here. */
async function controlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, { timeout: 60_000 });
}

const cached = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

test.each(['', 'chat/'])(
  'after one visit under "/%s" the page opens without its server, with history and a model that answers',
  async (path) => {
    const { page, troubles } = await open(`${server.url}${path}`);
    const said = await ask(page, 'Who made Dolly?');
    await controlled(page);
    await server.close();
    await reloadKept(page);
    await expect.poll(() => answers(page).first().locator('[data-part="text"]').innerText()).toBe(said);
    // Threads need isolation, which comes from the headers that were kept with the page.
    await expect.poll(() => page.evaluate(() => window.crossOriginIsolated)).toBe(true);
    expect(await ask(page, 'May I use StableVicuna commercially?')).toContain('StableVicuna 13B: not allowed');
    for (const [route, heading] of [
      ['#/atlas/stable-vicuna-13b', 'StableVicuna 13B'],
      ['#/atlas?view=tree', 'Model catalog'],
      ['#/what-if', 'What if a foundation closed?'],
      ['#/article', 'The article, checked'],
      ['#/settings', 'Settings'],
    ]) {
      await page.goto(`${server.url}${path}${route}`);
      await page.getByRole('heading', { level: 1, name: heading ?? '' }).waitFor();
    }
    await page.getByLabel('Language').selectOption('zh-Hans');
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
    expect(troubles).toEqual([]);
  },
);

test('the worker keeps the app and what the guide needs, and nothing that is large and seldom used', async () => {
  const { page } = await open(server.url);
  await controlled(page);
  const kept = await cached(page);
  expect(kept).toEqual(expect.arrayContaining(['/', '/config.json', '/models/stemma-guide.gguf']));
  expect(kept.some((path) => /\/wllama-.*\.wasm$/.test(path))).toBe(true);
  expect(kept.filter((path) => /\/(?:python|tsx|swift)-|schema\.json|^\/chat\//.test(path))).toEqual([]);
});

test('browsers find nothing to object to in the manifest', async () => {
  const { page } = await open(`${server.url}chat/`);
  const session = await context.newCDPSession(page);
  const { errors, manifest } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(manifest).toMatchObject({ startUrl: `${server.url}chat/`, scope: `${server.url}chat/`, display: 'kStandalone' });
});

test('the configuration comes from the server as long as there is one, and is the last one without it', async () => {
  const { page } = await open(server.url);
  await controlled(page);
  const configuration = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')) as object;
  await writeFile(join(folder, 'config.json'), JSON.stringify({ ...configuration, title: 'Renamed' }));
  await page.reload();
  await expect.poll(() => page.title()).toBe('Renamed');
  await server.close();
  await page.reload();
  await composer(page).waitFor();
  await expect.poll(() => page.title()).toBe('Renamed');
});

test('a server below the page’s own folder is never answered for', async () => {
  const { page } = await open(server.url);
  await controlled(page);
  const seen: (boolean | null)[] = [];
  page.on('response', (response) => {
    if (!/v1|schema|part/.test(response.url())) return;
    seen.push(response.fromServiceWorker());
  });
  await page.evaluate(async () => {
    await fetch('lab/v1/models');
    await fetch('config.schema.json');
    await fetch('models/stemma-guide.gguf?part', { headers: { Range: 'bytes=0-9' } });
    await fetch('lab/v1/chat/completions', { method: 'POST', body: '{}' });
  });
  await expect.poll(() => seen).toEqual([false, false, false, false]);
  const other = await context.newPage();
  const response = await other.goto(`${server.url}config.schema.json`);
  expect(response?.fromServiceWorker()).toBe(false);
});

/** Puts another build in the place of this one: two files have other names, as if their content had changed, and the old ones are gone. */
async function deploy(): Promise<void> {
  const files = await readdir(join(folder, 'assets'));
  const renamed = files
    .filter((file) => /^(?:index|settings-screen)-.*\.js$/.test(file))
    .map((file) => [file, file.replace(/-[^-]*\.js$/, '-NEWBUILD.js')] as const);
  for (const [from, to] of renamed) await rename(join(folder, 'assets', from), join(folder, 'assets', to));
  const texts = ['index.html', 'service-worker.js', ...(await readdir(join(folder, 'assets'))).map((file) => `assets/${file}`)];
  for (const file of texts.filter((name) => /\.(?:js|html)$/.test(name))) {
    const text = await readFile(join(folder, file), 'utf8');
    const changed = renamed
      .reduce((whole, [from, to]) => whole.replaceAll(from, to), text)
      .replace(/version:`[0-9a-f]{16}`/, 'version:`0123456789abcdef`');
    if (changed !== text) await writeFile(join(folder, file), changed);
  }
}

const entryOf = (page: Page): Promise<string | null> => page.locator('script[type="module"]').first().getAttribute('src');

test('an open page goes on with its own files after a deployment, offers the new version, and loads it when told to', async () => {
  const { page, troubles } = await open(server.url);
  await composer(page).fill('A draft that must stay');
  await controlled(page);
  const first = await entryOf(page);
  await deploy();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => true))).toBe(true);
  const notice = page.getByRole('region', { name: 'A new version is ready.' });
  await notice.waitFor();
  // The server has this screen's old file no more.
  await page.goto(`${server.url}#/settings`);
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(await entryOf(page)).toBe(first);
  await page.goto(`${server.url}#/`);
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => entryOf(page)).toContain('NEWBUILD');
  await expect.poll(() => composer(page).inputValue()).toBe('A draft that must stay');
  expect(await notice.count()).toBe(0);
  await page.goto(`${server.url}#/settings`);
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(troubles).toEqual([]);
});

test('the new version is not offered while an answer is being written here, and is once it has ended', async () => {
  const slow = await startSlowServer();
  await writeFile(join(folder, 'config.json'), JSON.stringify(slowConfiguration(slow.origin)));
  // The policy of the server follows the configuration that it found when it began.
  await server.close();
  server = await serve({ folder, port: 0 });
  const { page } = await open(server.url);
  await controlled(page);
  await composer(page).fill('count');
  await page.keyboard.press('Enter');
  await answers(page).and(page.locator('[data-status="streaming"]')).waitFor();
  await deploy();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });
  const notice = page.getByRole('region', { name: 'A new version is ready.' });
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
  await expect.poll(() => answers(page).getAttribute('data-status')).toBe('streaming');
  expect(await notice.count()).toBe(0);
  await page.getByRole('button', { name: 'Stop generating' }).click();
  await notice.waitFor();
  await slow.close();
});

test('who comes back after a deployment has the new build at once, is not asked to reload, and the old build’s files go', async () => {
  const { page } = await open(server.url);
  await controlled(page);
  await deploy();
  await page.reload();
  await composer(page).waitFor();
  expect(await entryOf(page)).toContain('NEWBUILD');
  await expect.poll(() => cached(page).then((kept) => kept.some((path) => path.includes('NEWBUILD'))), { timeout: 60_000 }).toBe(true);
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('0123456789abcdef')).length), {
      timeout: 30_000,
    })
    .toBe(1);
  expect(await page.getByRole('region', { name: 'A new version is ready.' }).count()).toBe(0);
  await expect
    .poll(
      async () => {
        await page.reload();
        await composer(page).waitFor();
        await page.waitForTimeout(4000);
        return page.evaluate(async () => (await caches.keys()).length);
      },
      { timeout: 45_000 },
    )
    .toBe(2);
});

test('where browsers have no service workers, nothing is said about it and everything works', async () => {
  await context.addInitScript('delete Navigator.prototype.serviceWorker');
  const { page, troubles } = await open(server.url);
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
  await page.waitForTimeout(4000);
  expect(troubles).toEqual([]);
  expect(await page.getByRole('alert').count()).toBe(0);
});

import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumArguments, findBrowser } from '../../scripts/browser.mjs';
import { serve } from '../../scripts/serve.mjs';
import { answers, ask, composer } from './app.ts';
import { openConversation } from './kept-conversation.ts';
import { keptRows } from './kept-rows.ts';

const dist = join(import.meta.dirname, '../../dist');
let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stemma-paths-'));
  for (const path of ['chat', 'a/b/c']) await cp(dist, join(folder, path), { recursive: true });
  await cp(dist, folder, { recursive: true });
  server = await serve({ folder, port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function launch(...more: readonly string[]) {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chrome or Chromium: npm test installs one.');
  return chromium.launch({ executablePath, args: [...chromiumArguments, ...more] });
}

test.each(['', 'chat/', 'a/b/c/'])('the same build answers under "/%s"', async (path) => {
  const browser = await launch();
  const page = await browser.newPage({ locale: 'en-US' });
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(`${server.url}${path}`);
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
  await openConversation(page, [
    { role: 'user', content: 'Draw' },
    { role: 'assistant', content: '```mermaid\nflowchart LR\n  A --> B\n```' },
  ]);
  await page.locator('.diagram-box[data-shown="true"]').waitFor();
  // A link to a model, and one that somebody shared with the filters that stand in it.
  await page.goto(`${server.url}${path}#/atlas/dolly-v2-12b`);
  await page.getByRole('heading', { level: 1, name: 'Dolly v2 12B' }).waitFor();
  await page.goto(`${server.url}${path}#/what-if/llama-7b`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goto(`${server.url}${path}?q=A%20shared%20question#/`);
  await expect.poll(() => composer(page).inputValue()).toBe('A shared question');
  // Every part that is fetched late is there, workers and the engine among them.
  const parts = (await readdir(join(dist, 'assets'))).map((name) => `${server.url}${path}assets/${name}`);
  expect(parts.filter((part) => /worker|\.wasm$/.test(part)).length).toBeGreaterThanOrEqual(2);
  for (const part of parts) expect([part, (await fetch(part, { method: 'HEAD' })).status]).toEqual([part, 200]);
  const worker = parts.find((part) => part.includes('download.worker')) ?? '';
  const started = await page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        const begun = new Worker(address, { type: 'module' });
        begun.addEventListener('error', () => resolve('failed'));
        // It says nothing until it is told what to fetch; a script that cannot be loaded fails sooner.
        setTimeout(() => resolve('started'), 500);
      }),
    worker,
  );
  expect(started).toBe('started');
  // The worker that keeps the app for when there is no network belongs to this path alone.
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(`${server.url}${path}`);
  expect(missing).toEqual([]);
  await browser.close();
});

test('on plain http beyond localhost, without isolation, one thread answers', async () => {
  const address = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  // A machine without a network still has the whole loopback block, but browsers trust that; then a name that resolves to it serves.
  const host = address ?? 'stemma.test';
  const relay = createServer((incoming, outgoing) => {
    const onward = request(
      `${server.url.replace(/\/$/, '')}${incoming.url ?? '/'}`,
      { method: incoming.method, headers: incoming.headers },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => relay.listen(0, '0.0.0.0', resolve));
  const bound = relay.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  const browser = await launch('--host-resolver-rules=MAP stemma.test 127.0.0.1');
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(`http://${host}:${port}/`);
  await expect.poll(() => page.evaluate(() => [window.isSecureContext, window.crossOriginIsolated])).toEqual([false, false]);
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
  await page.getByRole('button', { name: /^Model: / }).click();
  await page.getByRole('button', { name: 'Add a model from the Hub' }).click();
  // Browsers let no such page keep files; what is left is said.
  await page.getByRole('alert').getByText('You can still open a model file from disk.').waitFor();
  await browser.close();
  relay.closeAllConnections();
  await new Promise((resolve) => relay.close(resolve));
});

/** Asks at the same time as another tab: while its answer runs here the words stay in the composer, so Enter is pressed again. */
async function insist(page: Page, question: string): Promise<void> {
  await composer(page).fill(question);
  const send = async (): Promise<string> => {
    await composer(page).press('Enter');
    return composer(page).inputValue();
  };
  await expect.poll(send).toBe('');
}

/** Number of questions in the database. */
const questionsKept = async (page: Page): Promise<number> =>
  (await keptRows(page, 'messages')).filter(({ kind }) => kind === 'question').length;

test('two tabs see each other’s words, and neither overwrites the other’s', async () => {
  const browser = await launch();
  const context = await browser.newContext({ locale: 'en-US' });
  const first = await context.newPage();
  await first.goto(server.url);
  await ask(first, 'Who made Dolly?');
  const second = await context.newPage();
  await second.goto(first.url());
  await answers(second).and(second.locator('[data-status="done"]')).first().waitFor();
  await Promise.all([insist(first, 'What license has Pythia?'), insist(second, 'What license has Vicuna?')]);
  await expect.poll(() => questionsKept(first)).toBe(3);
  for (const page of [first, second]) {
    await page.reload();
    await answers(page).first().waitFor();
    expect(await questionsKept(page)).toBe(3);
  }
  await browser.close();
});

import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, ask, composer, type RunningApp, startApp } from './app.ts';
import { type SlowServer, slowConfiguration, startSlowServer } from './slow-server.ts';
import { reloadKept } from './reload-kept.ts';

const catalogChunk = '**/assets/built-in-*.js';

let app: RunningApp;
let server: SlowServer;
beforeAll(async () => {
  server = await startSlowServer();
  const dolly = { id: 'dolly', kind: 'openai-compatible', label: 'Dolly server', url: `${server.origin}/v1` };
  const { backends, ...rest } = slowConfiguration(server.origin);
  app = await startApp({ ...rest, backends: [...backends, { ...dolly, models: [{ id: 'databricks/dolly-v2-3b' }] }] }, [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

async function choose(page: Page, state: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: state }).click();
}

/** Keeps the catalog from coming until it is let through. */
async function hold(page: Page): Promise<{ readonly waiting: () => number; readonly release: () => void }> {
  let waiting = 0;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(catalogChunk, async (route) => {
    waiting += 1;
    await released;
    await route.continue();
  });
  return { waiting: () => waiting, release: () => release() };
}

test('a question that is asked before the catalog is here stands at once, and is sent as the catalog says when it is', async () => {
  const { page, context, troubles } = await app.visit();
  await choose(page, /Ready: Dolly server/);
  const catalog = await hold(page);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(server.origin) && request.method() === 'POST') sent.push(new URL(request.url()).pathname);
  });
  await page.reload();
  await composer(page).fill('What is Dolly made of?');
  await expect.poll(() => page.getByRole('button', { name: /^Model:/ }).innerText()).toBe('databricks/dolly-v2-3b');
  await composer(page).press('Enter');
  await page.locator('article[data-role="user"]').getByText('What is Dolly made of?').waitFor();
  await answers(page).and(page.locator('[data-status="waiting"]')).waitFor();
  expect(await answers(page).innerText()).not.toContain('not in the catalog');
  expect(catalog.waiting()).toBe(1);
  expect(sent).toEqual([]);
  catalog.release();
  await expect.poll(() => sent).toEqual(['/v1/completions']);
  const panel = page.getByRole('region', { name: 'Provenance' });
  await expect.poll(() => panel.getAttribute('data-model')).toBe('dolly-v2-3b');
  await expect.poll(() => page.getByRole('button', { name: /^Model:/ }).innerText()).toBe('Dolly v2 3B');
  expect(troubles).toEqual([]);
  await context.close();
});

test('without the catalog the conversation is there, what is missing is said, and trying again brings it', async () => {
  const { page, context } = await app.visit();
  await choose(page, /Ready: runs in this browser/);
  const text = await ask(page, 'Who made Dolly?');
  await page.route(catalogChunk, (route) => route.abort());
  await reloadKept(page);
  await expect.poll(() => answers(page).locator('[data-part="text"]').innerText()).toBe(text);
  await expect.poll(() => answers(page).innerText()).toContain('lineage not loaded');
  const alert = page.getByRole('complementary', { name: 'What it stands on' }).getByRole('alert');
  await alert.getByText('What is known of the models could not be fetched. Your conversations are safe.').waitFor();

  await composer(page).fill('Who made Vicuna?');
  await composer(page).press('Enter');
  const failed = answers(page).and(page.locator('[data-status="failed"]'));
  await failed.getByText('A part of Stemma could not be fetched.').waitFor();
  await page.getByText('Who made Vicuna?').first().waitFor();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await alert.getByRole('button', { name: 'Try again' }).waitFor();

  await page.unroute(catalogChunk);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => page.getByRole('region', { name: 'Provenance' }).getAttribute('data-model')).toBe('stemma-guide');
  await expect.poll(() => page.getByText('lineage not loaded').count()).toBe(0);
  await failed.getByRole('button', { name: 'Ask again' }).click();
  await answers(page)
    .getByText(/The maker of Vicuna/)
    .waitFor();
  await context.close();
});

test('the picker and the catalog page say that the catalog is missing, and the picker still chooses', async () => {
  const { page, context } = await app.visit();
  await page.route(catalogChunk, (route) => route.abort());
  await page.reload();
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.getByRole('option', { name: /^Stemma guide/ }).click();
  await page.getByRole('button', { name: 'Model: Stemma guide' }).waitFor();
  await page.getByRole('link', { name: 'Model catalog' }).click();
  await page.getByRole('main').getByRole('alert').waitFor();
  await page.unroute(catalogChunk);
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Model catalog' }).waitFor();
  await context.close();
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, composer, type RunningApp, startApp } from './app.ts';

/** What leads to the other screens, and what a provider does: neither is on the first page. */
const parts = /\/assets\/(?:other-screens|whole-provider)-[^/]*\.js$/;

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('where parts of the app cannot be fetched the page stands, says so, and goes on when they can be', async () => {
  const { page, context } = await app.visit();
  await page.route(parts, (route) => route.abort());
  await page.reload();
  // What the configuration says needs no part.
  await expect.poll(() => page.getByRole('button', { name: /^Model:/ }).innerText()).toBe('Stemma guide');
  await composer(page).fill('Who made Vicuna?');
  await composer(page).press('Enter');
  const failed = answers(page).and(page.locator('[data-status="failed"]'));
  await failed.getByText('A part of Stemma could not be fetched.').waitFor();
  await page.getByRole('link', { name: 'Model catalog' }).click();
  await page.getByRole('alert').getByText('This part of the page could not be shown. Your conversations are safe.').waitFor();

  await page.unroute(parts);
  await page.goBack();
  await failed.getByRole('button', { name: 'Ask again' }).click();
  await answers(page)
    .getByText(/The maker of Vicuna/)
    .waitFor();
  await page.getByRole('link', { name: 'Model catalog' }).click();
  await page.getByRole('main').getByRole('heading', { name: 'Model catalog' }).waitFor();
  await context.close();
});

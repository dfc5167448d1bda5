import { afterAll, beforeAll, expect, test } from 'vitest';
import { composer, type RunningApp, startApp } from './app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('density, theme, pace and the send key are chosen, at once and after a reload', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/settings');
  const height = (): Promise<number> =>
    page.getByRole('link', { name: 'New chat' }).evaluate((link) => link.getBoundingClientRect().height);
  const before = await height();
  await page.getByLabel('Density').selectOption('compact');
  expect(await height()).toBeLessThan(before);
  await page.getByLabel('While an answer is written').selectOption('reduced');
  await page.getByText('Words appear five times a second').waitFor();
  await page.getByLabel('Theme', { exact: true }).selectOption('dark');
  await page.getByLabel('Enter key').selectOption('new-line');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(await height()).toBeLessThan(before);
  await expect.poll(() => page.getByLabel('While an answer is written').inputValue()).toBe('reduced');
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
  await page.goto(`${app.url}/#/`);
  await composer(page).fill('a');
  await page.keyboard.press('Enter');
  await expect.poll(() => composer(page).inputValue()).toBe('a\n');
  // The field in which a question is edited obeys as well, and gives the focus back when it is closed.
  await page.keyboard.press('Control+Enter');
  const question = page.locator('article[data-role="user"]');
  await question.hover();
  await question.getByRole('button', { name: 'Edit question' }).click();
  const edited = page.getByRole('textbox', { name: 'Edit question' });
  await edited.fill('b');
  await page.keyboard.press('Enter');
  await expect.poll(() => edited.inputValue()).toBe('b\n');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Edit question');
  await expect.poll(() => edited.count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('the navigation leads to each section, by address too, and the focus goes along', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/settings');
  const navigation = page.getByRole('navigation', { name: 'Sections of the settings' });
  for (const name of ['Storage', 'Keyboard', 'General']) {
    await navigation.getByRole('link', { name, exact: true }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    expect(
      await page.getByRole('heading', { level: 2, name, exact: true }).evaluate((heading) => heading.getBoundingClientRect().top),
    ).toBeLessThan(400);
  }
  await context.close();
});

test('what is used is shown by kinds, and the browser is asked to keep it only by a button', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/');
  await composer(page).fill('a draft makes a database');
  await page.goto(`${app.url}/#/settings/storage`);
  const section = page.locator('[data-section="storage"]');
  await section.getByText(/are used, of .* that the browser grants this site/).waitFor();
  await section.getByText(/^Conversations/).waitFor();
  const promise = section.locator('[data-persistent]');
  await expect.poll(() => promise.getAttribute('data-persistent')).toBe('false');
  await promise.getByText('The browser may clear this site’s data').waitFor();
  // A headless browser agrees or refuses as it likes: either is said.
  await section.getByRole('button', { name: 'Ask the browser to keep it' }).click();
  await section.getByText(/The browser did not agree|It goes only when you delete it/).waitFor();
  await context.close();
});

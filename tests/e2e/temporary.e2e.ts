import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, ask, composer, type RunningApp, startApp } from './app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Everything that the browser keeps for the page, as one text. */
function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('stemma');
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(new Error('The database cannot be opened.')));
    });
    const stores = [...database.objectStoreNames];
    const rows = await Promise.all(
      stores.map(
        (name) =>
          new Promise<unknown[]>((resolve) => {
            const all = database.transaction(name).objectStore(name).getAll();
            all.addEventListener('success', () => resolve(all.result));
          }),
      ),
    );
    database.close();
    return JSON.stringify([rows, Object.entries(localStorage), Object.entries(sessionStorage), document.title, location.href]);
  });
}

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });
const bar = (page: Page) => page.getByRole('region', { name: 'Temporary chat' });

test('a temporary chat is marked, answered, and in nothing that is kept or listed; a reload ends it', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await composer(page).fill('typed before');
  await page.getByRole('button', { name: 'Temporary chat' }).click();
  await bar(page).getByText('Nothing of it is kept').waitFor();
  await expect.poll(() => composer(page).inputValue()).toBe('typed before');
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
  await composer(page).fill('and a draft');
  // Longer than drafts wait.
  await page.waitForTimeout(800);
  await expect.poll(() => page.title()).toBe('Temporary chat · Stemma');
  expect(await everythingKept(page)).not.toMatch(/Dolly|Databricks|typed before|and a draft/);
  expect(await navigation(page).getByRole('link').count()).toBe(0);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await bar(page).waitFor();
  expect(await answers(page).count()).toBe(0);
  await expect.poll(() => composer(page).inputValue()).toBe('');
  expect(troubles).toEqual([]);
  await context.close();
});

test('leaving it asks first: one can stay, go and lose it, or keep it', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await page.getByRole('button', { name: 'Temporary chat' }).click();
  await bar(page).waitFor();
  await ask(page, 'Who made Dolly?');
  const dialog = page.getByRole('dialog', { name: 'Leave the temporary chat?' });
  await page.goBack();
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect.poll(() => answers(page).count()).toBe(1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await dialog.getByRole('button', { name: 'Stay' }).click();
  expect(new URL(page.url()).hash).toBe('#/temporary');
  await expect.poll(() => answers(page).count()).toBe(1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.goto(`${app.url}/#/temporary`);
  await bar(page).waitFor();
  expect(await answers(page).count()).toBe(0);

  await ask(page, 'Who made Vicuna?');
  await page.getByRole('link', { name: 'Settings' }).click();
  await dialog.getByRole('button', { name: 'Keep it and go on' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await navigation(page).getByRole('link', { name: 'Who made Vicuna?' }).click();
  await answers(page).first().waitFor();
  await context.close();
});

test('“Keep this chat” makes it one like the others, and a reload has it', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/temporary');
  const said = await ask(page, 'Who made Dolly?');
  await bar(page).getByRole('button', { name: 'Keep this chat' }).click();
  await navigation(page).getByRole('link', { name: 'Who made Dolly?' }).waitFor();
  await expect.poll(() => bar(page).count()).toBe(0);
  expect(new URL(page.url()).hash).toMatch(/^#\/chat\//);
  await page.reload();
  await expect.poll(() => answers(page).first().locator('[data-part="text"]').innerText()).toBe(said);
  await context.close();
});

test('an empty one is left without a question', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/temporary');
  await bar(page).waitFor();
  await page.getByRole('link', { name: 'New chat' }).click();
  await expect.poll(() => bar(page).count()).toBe(0);
  await page.getByRole('button', { name: 'Temporary chat' }).click();
  await bar(page).waitFor();
  await composer(page).fill('only a draft');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('dialog', { name: 'Leave the temporary chat?' }).getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.goto(`${app.url}/#/temporary`);
  await bar(page).waitFor();
  await expect.poll(() => composer(page).inputValue()).toBe('');
  await context.close();
});

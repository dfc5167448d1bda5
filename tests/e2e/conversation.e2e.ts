import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, ask, composer, type RunningApp, shownText, startApp } from './app.ts';
import { type SlowServer, slowConfiguration, startSlowServer } from './slow-server.ts';
import { reloadKept } from './reload-kept.ts';

let app: RunningApp;
let server: SlowServer;
beforeAll(async () => {
  server = await startSlowServer();
  app = await startApp(slowConfiguration(server.origin), [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

test('an answer can be stopped: what came stays, is marked as cut, and is there after a reload', async () => {
  const { page, context, troubles } = await app.visit();
  await composer(page).fill('Count');
  await page.getByRole('button', { name: 'Send message' }).click();
  await answers(page).getByText('word5').waitFor();
  await page.getByRole('button', { name: 'Stop generating' }).click();
  await answers(page).and(page.locator('[data-status="stopped"]')).waitFor();
  const text = await shownText(answers(page).locator('[data-part="text"]'));
  expect(text).toMatch(/^word1 word2/);
  await expect.poll(() => answers(page).innerText()).toContain('This is not the whole answer');
  await reloadKept(page);
  await expect.poll(() => answers(page).locator('[data-part="text"]').innerText()).toBe(text);
  expect(troubles).toEqual([]);
  await context.close();
});

test('Send only sends and Stop only stops, in a double click too: what was typed meanwhile stays', async () => {
  const { page, context } = await app.visit();
  await composer(page).fill('Count');
  await page.getByRole('button', { name: 'Send message' }).dblclick();
  await answers(page).getByText('word3').waitFor();
  await composer(page).fill('Not yet');
  await page.getByRole('button', { name: 'Stop generating' }).click();
  await page.getByRole('button', { name: 'Send message' }).waitFor();
  await expect.poll(() => composer(page).inputValue()).toBe('Not yet');
  await expect.poll(() => answers(page).count()).toBe(1);
  await composer(page).press('Enter');
  await page.getByRole('button', { name: 'Stop generating' }).waitFor();
  await composer(page).fill('Nor this');
  await page.getByRole('button', { name: 'Stop generating' }).dblclick();
  await page.getByRole('button', { name: 'Send message' }).waitFor();
  await expect.poll(() => composer(page).inputValue()).toBe('Nor this');
  await expect.poll(() => answers(page).count()).toBe(2);
  await context.close();
});

test('an answer that was being written when the page went away comes back as interrupted, with its words', async () => {
  const { page, context } = await app.visit();
  await composer(page).fill('Count');
  await composer(page).press('Enter');
  await answers(page).getByText('word20').waitFor();
  await page.reload();
  const answer = answers(page).and(page.locator('[data-status="interrupted"]'));
  await answer.waitFor();
  await expect.poll(() => answer.locator('[data-part="text"]').innerText()).toContain('word10');
  await context.close();
});

test('a model that the catalog does not know is said to be unknown, and where the words go is said before', async () => {
  const { page, context } = await app.visit();
  await expect.poll(() => page.getByText('What you type is sent to Slow server.').count()).toBe(1);
  await composer(page).fill('Count');
  await composer(page).press('Enter');
  await answers(page).getByText('word3').waitFor();
  await expect.poll(() => page.getByRole('region', { name: 'Provenance' }).getAttribute('data-model')).toBe('');
  await expect.poll(() => page.getByRole('region', { name: 'Provenance' }).innerText()).toContain('not in the catalog');
  await context.close();
});

test('asking again and editing make versions that can be paged through; the old ones stay', async () => {
  const { page, context } = await app.visit();
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /^Stemma guide/ }).click();
  await ask(page, 'Who made Dolly?');
  await answers(page).getByRole('button', { name: 'Ask again' }).click();
  await answers(page).getByRole('group', { name: 'Version 2 of 2' }).waitFor();
  await page.locator('article[data-role="user"]').hover();
  await page.getByRole('button', { name: 'Edit question' }).click();
  await page.getByRole('textbox', { name: 'Edit question' }).fill('Who made Vicuna?');
  await page.keyboard.press('Enter');
  await answers(page)
    .getByText(/The maker of Vicuna/)
    .waitFor();
  await page.locator('article[data-role="user"]').hover();
  await page.getByRole('button', { name: 'Previous version' }).click();
  await answers(page)
    .getByText(/The maker of Dolly/)
    .waitFor();
  await page.reload();
  await answers(page)
    .getByText(/The maker of Dolly/)
    .waitFor();
  await context.close();
});

test('a conversation can be renamed, deleted, and brought back', async () => {
  const { page, context } = await app.visit();
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /^Stemma guide/ }).click();
  await ask(page, 'Who made Dolly?');
  const list = page.getByRole('navigation', { name: 'Conversations' });
  await expect.poll(() => list.getByRole('link').getAttribute('aria-current')).toBe('page');
  await list.getByRole('link').hover();
  await list.getByRole('button', { name: /^Options/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Sheep');
  await page.keyboard.press('Enter');
  await list.getByRole('link', { name: 'Sheep' }).hover();
  await list.getByRole('button', { name: /^Options/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect.poll(() => list.getByRole('link').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await list.getByRole('link', { name: 'Sheep' }).waitFor();
  await answers(page)
    .getByText(/The maker of Dolly/)
    .waitFor();
  await context.close();
});

test('what was typed and not sent is there after a reload', async () => {
  const { page, context } = await app.visit();
  await composer(page).fill('half a thought');
  await page.waitForTimeout(700);
  await page.reload();
  await expect.poll(() => composer(page).inputValue()).toBe('half a thought');
  await context.close();
});

test('what was typed in the very moment before the page is left is there again, wherever one went', async () => {
  const { page, context } = await app.visit();
  const start = page.url();
  /** Types and leaves without giving the page a moment in between. */
  const typeAndLeave = (words: string, to: string | null): Promise<void> =>
    composer(page).evaluate(
      (field, { text, address }) => {
        if (!(field instanceof HTMLTextAreaElement)) throw new Error('The composer is no text area.');
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        if (address === null) window.location.reload();
        else window.location.assign(address);
      },
      { text: words, address: to },
    );
  const elsewhere = new URL('/config.json', start.replace('127.0.0.1', 'localhost')).href;
  for (const [round, to] of [null, elsewhere, null, elsewhere, 'about:blank', elsewhere].entries()) {
    const words = `thought ${round}`;
    const left = page.waitForEvent('load');
    await typeAndLeave(words, to);
    await left;
    if (to !== null) await page.goto(start);
    await expect.poll(() => composer(page).inputValue()).toBe(words);
  }
  await context.close();
});

test('everything can be exported, deleted and imported again', async () => {
  const { page, context } = await app.visit();
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /^Stemma guide/ }).click();
  const text = await ask(page, 'Who made Dolly?');
  await page.getByRole('link', { name: 'Settings' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  const file = await (await download).path();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  const list = page.getByRole('navigation', { name: 'Conversations' });
  await expect.poll(() => list.getByRole('link').count()).toBe(0);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'archive.json', mimeType: 'application/json', buffer: await readFile(file) });
  await list.getByRole('link').click();
  await expect.poll(() => answers(page).locator('[data-part="text"]').innerText()).toBe(text);
  await context.close();
});

test('going from one conversation to another leaves nothing of the first in the page', async () => {
  const { page, context } = await app.visit();
  await ask(page, 'Who made Dolly?');
  await page.getByRole('link', { name: 'New chat' }).first().click();
  await expect.poll(() => answers(page).count()).toBe(0);
  await ask(page, 'What is Stemma?');
  const rows = page.getByRole('navigation', { name: 'Conversations' }).getByRole('link');
  for (const title of ['Who made Dolly?', 'What is Stemma?', 'Who made Dolly?']) {
    await rows.filter({ hasText: title }).click();
    await page.locator('article[data-role="user"]').filter({ hasText: title }).waitFor();
    await expect.poll(() => page.locator('article').count()).toBe(2);
    await expect.poll(() => composer(page).count()).toBe(1);
  }
  await context.close();
});

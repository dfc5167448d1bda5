import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';
import { importRecords, recordsOf, type Seed } from './seeded.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const long = Array.from({ length: 160 }, (_, place) => (place === 21 ? 'The hidden lemma of ＤＯＬＬＹ.' : `line ${place} `.repeat(20)));
const seeds: readonly Seed[] = [
  { id: 'a', title: 'Sheep', daysAgo: 0, said: long },
  {
    id: 'b',
    title: '関係',
    daysAgo: 1,
    said: ['什么是知识蒸馏？', '知識蒸留とは、大きなモデルから学ぶことです。'],
    catalogId: 'llama-2-7b',
  },
  {
    id: 'c',
    title: 'Lemma of Vicuna',
    daysAgo: 2,
    said: ['May I sell it?', 'No.'],
    catalogId: 'vicuna-13b-v0',
    changes: { tags: { value: ['work'], updatedAt: 1 }, folder: { value: 'Big project', updatedAt: 1 } },
  },
];

const field = (page: Page) => page.getByRole('combobox', { name: 'Search conversations' });
const option = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option');

async function openSearch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await field(page).waitFor();
}

async function search(page: Page, words: string, count: number): Promise<void> {
  await field(page).fill(words);
  await page
    .getByRole('dialog', { name: 'Search' })
    .getByText(count === 0 ? 'Nothing was found.' : count === 1 ? 'Found in 1 conversation.' : `Found in ${count} conversations.`)
    .first()
    .waitFor();
}

test('what was said is found in chats that were never opened, with the words marked, and opens at its place', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await importRecords(page, seeds.flatMap(recordsOf));
  await page.goto(`${app.url}/#/`);
  await page.reload();
  await openSearch(page);
  expect(await violations(page)).toEqual([]);
  await search(page, 'dolly LEMMA', 1);
  await expect.poll(() => page.locator('.search mark').allInnerTexts()).toEqual(['lemma', 'ＤＯＬＬＹ']);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('#/chat/a?message=a-21');
  const message = page.locator('[data-message-id="a-21"]');
  await message.waitFor();
  await expect.poll(() => message.getAttribute('data-sought')).toBe('');
  const isSeen = (): Promise<boolean> =>
    message.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
  await expect.poll(isSeen).toBe(true);
  await expect.poll(() => message.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => message.getAttribute('data-sought')).toBeNull();
  expect(await isSeen()).toBe(true);

  await openSearch(page);
  await search(page, '知识', 1);
  await search(page, '蒸留', 1);
  await search(page, 'ﾓﾃﾞﾙ', 1);
  await option(page).first().click();
  await page.getByText('知識蒸留とは').waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test('a message on another branch is shown on its branch, and whoever pages away from it stays there', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  const [conversation, question, first] = recordsOf({ id: 't', title: 'Tree', daysAgo: 0, said: ['Which?', 'The left branch.'] });
  if (conversation === undefined || question === undefined || first?.kind !== 'answer') throw new Error('The records are others.');
  const second = { ...first, id: 't-2', createdAt: first.createdAt + 10, text: 'The right branch.' };
  await importRecords(page, [{ ...conversation, head: { value: 't-2', updatedAt: 1 } } as typeof conversation, question, first, second]);
  await openSearch(page);
  await search(page, '"left branch"', 1);
  await page.keyboard.press('Enter');
  await page.getByText('The left branch.').waitFor();
  await page.getByRole('button', { name: 'Next version' }).click();
  await page.getByText('The right branch.').waitFor();
  await page.waitForTimeout(500);
  expect(await page.getByText('The left branch.').count()).toBe(0);
  await context.close();
});

test('prefixes are suggested and narrow the search; a minus leaves out; the keyboard does it all', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await importRecords(page, seeds.flatMap(recordsOf));
  await openSearch(page);
  await expect.poll(() => option(page).allInnerTexts()).toHaveLength(5);
  await page.keyboard.type('fo');
  await expect.poll(async () => (await option(page).first().innerText()).split('\n')[0]).toContain('foundation:');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => field(page).inputValue()).toBe('folder:');
  await page.keyboard.press('Tab');
  await expect.poll(() => field(page).inputValue()).toBe('folder:"Big project" ');
  await page.getByText('Found in 1 conversation.').first().waitFor();
  await search(page, 'lemma', 2);
  await search(page, 'lemma -tag:work', 1);
  await search(page, 'lemma tag:work', 1);
  await search(page, 'license:commercial', 2);
  await search(page, '-license:commercial', 1);
  await search(page, 'foundation:meta', 2);
  await search(page, 'model:vicuna', 1);
  await search(page, 'license:llama -model:vicuna', 1);
  await search(page, 'no such words', 0);
  await field(page).fill('license:');
  await expect.poll(async () => (await option(page).first().innerText()).replaceAll(/\s+/g, ' ')).toContain('license:commercial');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await context.close();
});

test('without any storage what was said in this tab is found', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await page.reload();
  await importRecords(page, seeds.flatMap(recordsOf));
  await openSearch(page);
  await search(page, 'dolly lemma', 1);
  await context.close();
});

test('search fits a phone and speaks Chinese', async () => {
  const { page, context } = await app.visit({
    locale: 'zh-CN',
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    bypassCSP: true,
  });
  await importRecords(page, seeds.flatMap(recordsOf));
  await page.getByRole('button', { name: '打开侧栏' }).click();
  await page.getByRole('button', { name: '搜索', exact: true }).click();
  await page.getByRole('combobox', { name: '搜索对话' }).fill('蒸馏');
  await page.getByText('在 1 个对话中找到。').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole('option').filter({ hasText: '什么是' }).click();
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('article').getByText('什么是知识蒸馏？').waitFor();
  await context.close();
});

import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredRecord } from '#chat/records.ts';
import { comparisonRecord } from '../chat/comparison-record.ts';
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

/** A chat whose only question carries a long file; the words stand near its end. */
function withFile(): readonly StoredRecord[] {
  const [conversation, asked, ...rest] = recordsOf({ id: 'f', title: 'Papers', daysAgo: 3, said: ['What does it say?', 'Much.'] });
  if (conversation === undefined || asked?.kind !== 'question') throw new Error('The records are others.');
  const text = [...Array.from({ length: 400 }, (_, place) => `Line ${place} of it.`), 'The ﬁnal 定理 stands here.', 'And ends.'].join('\n');
  const file = { kind: 'text', name: '论文 notes.pdf', mediaType: 'application/pdf', bytes: 900, pages: 2, text } as const;
  return [conversation, { ...asked, attachments: [file] }, ...rest];
}

test('words of an attached file are found under its name, lead to its question, and are found again in the thread, where the file unfolds at them', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await importRecords(page, [...seeds.flatMap(recordsOf), ...withFile()]);
  await openSearch(page);
  await search(page, '"final 定理"', 1);
  await expect.poll(async () => (await option(page).innerText()).replaceAll(/\s+/g, ' ')).toMatch(/^You: In the file 论文 notes.pdf : …/);
  expect(await option(page).innerText()).toContain('The ﬁnal 定理 stands here. And ends.');
  await expect.poll(() => page.locator('.search mark').allInnerTexts()).toEqual(['ﬁnal 定理']);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('#/chat/f?message=f-0');
  const question = page.locator('[data-message-id="f-0"]');
  await expect.poll(() => question.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Find in this conversation' }).click();
  const find = page.getByRole('textbox', { name: 'Find in this conversation' });
  await find.fill('定理');
  await expect.poll(() => page.locator('.find-count').innerText()).toBe('1 of 1');
  const isMarkSeen = (): Promise<boolean> =>
    question.locator('pre').evaluate((file) => {
      const range = [...(CSS.highlights.get('found-now') ?? [])][0];
      if (!(range instanceof Range) || !file.contains(range.startContainer)) return false;
      const [frame, mark] = [file.getBoundingClientRect(), range.getBoundingClientRect()];
      return mark.height > 0 && mark.top >= frame.top && mark.bottom <= frame.bottom && mark.bottom <= window.innerHeight;
    });
  await expect.poll(isMarkSeen).toBe(true);
  await find.fill('论文 notes');
  await expect.poll(() => page.locator('.find-count').innerText()).toBe('1 of 1');
  expect(troubles).toEqual([]);
  await context.close();
});

const compared: readonly StoredRecord[] = [
  ...recordsOf({ id: 'left', title: 'Column', daysAgo: 2, said: ['Tell of owls', 'Owls hoot.'], changes: { comparisonId: 'k' } }),
  ...recordsOf({
    id: 'right',
    title: 'Column',
    daysAgo: 2,
    said: ['Tell of owls', 'Owls have feathers.', 'And of geese', 'Geese honk.'],
    catalogId: 'llama-2-7b',
    changes: { comparisonId: 'k' },
  }),
  comparisonRecord('k', ['left', 'right'], { title: { value: 'Which owl is best?', updatedAt: 1 } }),
];

test('a comparison is found once, by its title and by words of its columns, and a hit is shown in its column, on a phone too', async () => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 360, height: 740 },
  ]) {
    const { page, context, troubles } = await app.visit({ locale: 'en-US', viewport, bypassCSP: true });
    await importRecords(page, [...seeds.flatMap(recordsOf), ...compared]);
    if (viewport.width === 360) await page.getByRole('button', { name: 'Open the sidebar' }).click();
    await openSearch(page);
    await search(page, 'owl', 1);
    const group = page.getByRole('group', { name: 'Which owl is best?' });
    await expect.poll(() => group.getByRole('option').count()).toBe(4);
    await expect.poll(() => group.getByRole('option').first().innerText()).toMatch(/^Which owl is best\?\s+Comparison/);
    expect(await violations(page)).toEqual([]);
    await search(page, 'owl model:llama-2', 1);
    await search(page, 'honk', 1);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('#/compare/k?message=right-3');
    const message = page.locator('[data-column-id="right"] [data-message-id="right-3"]');
    await expect.poll(() => message.evaluate((element) => element === document.activeElement)).toBe(true);
    const isWhollySeen = (): Promise<boolean> =>
      message.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return left >= 0 && right <= window.innerWidth && top >= 0 && bottom <= window.innerHeight;
      });
    await expect.poll(isWhollySeen).toBe(true);
    expect(troubles).toEqual([]);
    await context.close();
  }
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

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredRecord } from '#chat/records.ts';
import { comparisonRecord } from '../chat/comparison-record.ts';
import { ask, type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';
import { importRecords, recordsOf, type Seed } from './seeded.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const seeds: readonly Seed[] = [
  { id: 'a', title: 'Alpha', daysAgo: 0, said: ['alpha', 'first'] },
  { id: 'b', title: 'Beta', daysAgo: 1, said: ['beta', 'second'] },
  { id: 'c', title: 'Gamma', daysAgo: 3, said: ['gamma', 'third'] },
  { id: 'd', title: 'Delta', daysAgo: 20, said: ['delta', 'fourth'] },
  { id: 'e', title: 'Epsilon', daysAgo: 400, said: ['epsilon', 'fifth'] },
];

const nav = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });
const listed = (page: Page): Promise<readonly string[]> => nav(page).getByRole('link').allInnerTexts();
const group = (page: Page, name: string | RegExp) => nav(page).getByRole('region', { name, exact: true });
const titlesIn = (page: Page, name: string | RegExp): Promise<readonly string[]> => group(page, name).locator('.row-title').allInnerTexts();

async function openMenu(page: Page, title: string): Promise<void> {
  await nav(page).getByRole('link', { name: title }).hover();
  await nav(page)
    .getByRole('button', { name: `Options: ${title}` })
    .click();
  await page.getByRole('menu').waitFor();
}

async function choose(page: Page, title: string, item: string): Promise<void> {
  await openMenu(page, title);
  await page.getByRole('menuitem', { name: item }).click();
}

test('conversations stand by the day of their last change; pins, folders, tags and the archive hold over a reload and can be undone', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await importRecords(page, seeds.flatMap(recordsOf));
  await expect.poll(() => listed(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']);
  for (const [name, title] of [
    ['Today', 'Alpha'],
    ['Yesterday', 'Beta'],
    ['Previous 7 days', 'Gamma'],
    ['Previous 30 days', 'Delta'],
    [/^\w+ 20\d\d$/, 'Epsilon'],
  ] as const) {
    expect(await titlesIn(page, name)).toEqual([title]);
  }

  await choose(page, 'Gamma', 'Pin');
  await expect.poll(() => titlesIn(page, 'Pinned')).toEqual(['Gamma']);

  await choose(page, 'Beta', 'Move to folder…');
  await page.getByRole('textbox', { name: 'New folder' }).fill('Work');
  await page.keyboard.press('Enter');
  await group(page, 'Work').waitFor();
  await choose(page, 'Delta', 'Move to folder…');
  await page.getByRole('radio', { name: 'Work' }).check();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect.poll(() => titlesIn(page, 'Work')).toEqual(['Beta', 'Delta']);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => titlesIn(page, 'Work')).toEqual(['Beta']);

  await choose(page, 'Beta', 'Tags');
  await page.getByRole('combobox', { name: 'Add a tag' }).fill('urgent, 论文');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Tags' }).getByText('论文').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove the tag 论文' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => nav(page).locator('.row-tag').allInnerTexts()).toEqual(['urgent']);

  await choose(page, 'Epsilon', 'Archive');
  await expect.poll(() => listed(page)).not.toContain('Epsilon');
  expect(await violations(page)).toEqual([]);

  await page.waitForTimeout(300);
  await page.reload();
  await group(page, 'Work').waitFor();
  expect(await titlesIn(page, 'Work')).toEqual(['Beta']);
  expect(await titlesIn(page, 'Pinned')).toEqual(['Gamma']);
  await expect.poll(() => nav(page).locator('.row-tag').allInnerTexts()).toEqual(['urgent']);
  await page.getByRole('button', { name: 'Organise conversations' }).click();
  await page.getByRole('menuitem', { name: 'Show archived' }).click();
  await expect.poll(() => listed(page)).toEqual(['Epsilon']);
  await choose(page, 'Epsilon', 'Unarchive');
  await nav(page).getByText('Nothing is archived.').waitFor();
  await page.getByRole('button', { name: 'All conversations' }).click();
  expect(await listed(page)).toContain('Epsilon');
  expect(troubles).toEqual([]);
  await context.close();
});

test('a comparison stands among the chats with a mark, opens from there, and is put in order, renamed, deleted and brought back like them', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  const columns = ['left', 'right'].map(
    (id): Seed => ({ id, title: 'x', daysAgo: 1.5, said: ['owls', id], changes: { comparisonId: 'k' } }),
  );
  const comparison = comparisonRecord('k', ['left', 'right'], { title: { value: 'Owls', updatedAt: 1 } });
  await importRecords(page, [...[...seeds, ...columns].flatMap(recordsOf), comparison]);
  await expect.poll(() => nav(page).locator('.row-title').allInnerTexts()).toEqual(['Alpha', 'Beta', 'Owls', 'Gamma', 'Delta', 'Epsilon']);
  const row = nav(page).getByRole('link', { name: 'Owls Comparison', exact: true });
  await expect.poll(() => row.locator('svg').count()).toBe(1);
  await row.click();
  await expect.poll(() => page.url()).toContain('#/compare/k');
  await expect.poll(() => page.locator('[data-column]').count()).toBe(2);
  await expect.poll(() => row.getAttribute('aria-current')).toBe('page');
  expect(await violations(page)).toEqual([]);

  await choose(page, 'Owls', 'Pin');
  await expect.poll(() => titlesIn(page, 'Pinned')).toEqual(['Owls']);
  await choose(page, 'Owls', 'Rename');
  await page.getByRole('dialog', { name: 'Rename comparison' }).getByRole('textbox', { name: 'Title' }).fill('Night birds');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Night birds' }).waitFor();
  await choose(page, 'Night birds', 'Unpin');
  await choose(page, 'Night birds', 'Move to folder…');
  await page.getByRole('textbox', { name: 'New folder' }).fill('Birds');
  await page.keyboard.press('Enter');
  await expect.poll(() => titlesIn(page, 'Birds')).toEqual(['Night birds']);

  await choose(page, 'Night birds', 'Export');
  const exporting = page.getByRole('dialog', { name: 'Export this comparison' });
  await exporting.getByLabel('As', { exact: true }).selectOption('archive');
  const download = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Night birds.stemma.json');
  const { records } = JSON.parse(await readFile(await file.path(), 'utf8'));
  expect(records.map(({ id }: StoredRecord) => id).toSorted()).toEqual(['k', 'left', 'left-0', 'left-1', 'right', 'right-0', 'right-1']);
  await page.keyboard.press('Escape');

  await choose(page, 'Night birds', 'Delete');
  await expect.poll(() => page.url()).toMatch(/#\/compare$/);
  await expect.poll(() => group(page, 'Birds').count()).toBe(0);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.url()).toContain('#/compare/k');
  await expect.poll(() => page.locator('[data-column]').count()).toBe(2);
  await page.waitForTimeout(300);
  await page.reload();
  await expect.poll(() => titlesIn(page, 'Birds')).toEqual(['Night birds']);
  await page.locator('[data-column-id="right"]').getByText('right', { exact: true }).waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test('a folder folds, takes what is dragged into it, gets another name, and goes without what lies in it', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await importRecords(page, seeds.flatMap(recordsOf));
  await page.getByRole('button', { name: 'Organise conversations' }).click();
  await page.getByRole('menuitem', { name: 'New folder' }).click();
  await page.getByRole('textbox', { name: 'Name of the folder' }).fill('Empty yet');
  await page.keyboard.press('Enter');
  await group(page, 'Empty yet').waitFor();
  await nav(page).getByRole('link', { name: 'Alpha' }).dragTo(group(page, 'Empty yet').getByRole('heading'));
  await expect.poll(() => titlesIn(page, 'Empty yet')).toEqual(['Alpha']);
  await nav(page)
    .getByRole('link', { name: 'Beta' })
    .dragTo(nav(page).getByRole('link', { name: 'Alpha' }));
  await expect.poll(() => titlesIn(page, 'Empty yet')).toEqual(['Alpha', 'Beta']);
  await nav(page).getByRole('link', { name: 'Alpha' }).dragTo(group(page, 'Previous 7 days').getByRole('heading'));
  await expect.poll(() => titlesIn(page, 'Today')).toEqual(['Alpha']);

  const fold = group(page, 'Empty yet').getByRole('button', { name: /Empty yet/, expanded: true });
  await fold.click();
  expect(await titlesIn(page, 'Empty yet')).toEqual([]);
  await page.reload();
  await group(page, 'Empty yet').getByRole('button', { name: 'Empty yet 1', expanded: false }).click();
  await expect.poll(() => titlesIn(page, 'Empty yet')).toEqual(['Beta']);

  const options = group(page, 'Empty yet').getByRole('button', { name: 'Options: Empty yet' });
  await group(page, 'Empty yet').getByRole('heading').hover();
  await options.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name of the folder' }).fill('Full');
  await page.keyboard.press('Enter');
  await expect.poll(() => titlesIn(page, 'Full')).toEqual(['Beta']);
  expect(await group(page, 'Empty yet').count()).toBe(0);

  await group(page, 'Full').getByRole('heading').hover();
  await nav(page).getByRole('button', { name: 'Options: Full' }).click();
  await page.getByRole('menuitem', { name: 'Remove folder' }).click();
  await page.getByText('Removed the folder “Full”. 1 conversation stayed.').first().waitFor();
  expect(await titlesIn(page, 'Yesterday')).toEqual(['Beta']);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => titlesIn(page, 'Full')).toEqual(['Beta']);
  await context.close();
});

test('several are selected and moved, archived or deleted at once, and one step brings them back', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await importRecords(page, seeds.flatMap(recordsOf));
  await choose(page, 'Alpha', 'Select');
  await nav(page).getByRole('checkbox', { name: 'Gamma' }).check();
  const bar = page.getByRole('group', { name: '2 selected' });
  await bar.waitFor();
  expect(await violations(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('textbox', { name: 'New folder' }).fill('Both');
  await page.keyboard.press('Enter');
  await expect.poll(() => titlesIn(page, 'Both')).toEqual(['Alpha', 'Gamma']);

  await page.getByRole('button', { name: 'Organise conversations' }).click();
  await page.getByRole('menuitem', { name: 'Select several' }).click();
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('group', { name: '5 selected' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Your conversations will be listed here.').waitFor();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await listed(page)).length).toBe(5);

  await choose(page, 'Beta', 'Select');
  await page.getByRole('group', { name: '1 selected' }).getByRole('button', { name: 'Archive' }).click();
  await expect.poll(() => listed(page)).not.toContain('Beta');
  await choose(page, 'Delta', 'Select');
  await nav(page).getByRole('checkbox', { name: 'Delta' }).focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => nav(page).getByRole('checkbox').count()).toBe(0);
  await context.close();
});

test('a row’s menu is a menu button’s: arrows, first letters, Home, End and Escape, and the focus comes back', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await importRecords(page, seeds.flatMap(recordsOf));
  await nav(page).getByRole('link', { name: 'Beta' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
  expect(await focused()).toBe('Delta');
  await page.keyboard.press('Home');
  expect(await focused()).toBe('Alpha');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('Delta');
  await page.keyboard.press('Tab');
  const button = nav(page).getByRole('button', { name: 'Options: Delta' });
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => button.getAttribute('aria-haspopup')).toBe('menu');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('menu', { name: 'Options: Delta' }).waitFor();
  await expect.poll(() => button.getAttribute('aria-expanded')).toBe('true');
  expect(await focused()).toBe('Rename');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('Delete');
  await page.keyboard.press('Home');
  await page.keyboard.press('t');
  expect(await focused()).toBe('Tags');
  await page.keyboard.press('e');
  expect(await focused()).toMatch(/^Export/);
  await page.keyboard.press('Escape');
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.getByRole('menu').count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect.poll(() => titlesIn(page, 'Pinned')).toEqual(['Delta']);
  await choose(page, 'Delta', 'Export');
  await page.getByRole('dialog', { name: /export/i }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  // One row is in the tab order, however many there are.
  await expect.poll(() => nav(page).locator('.conversation-row [tabindex="0"]').count()).toBe(2);
  await context.close();
});

test('five thousand conversations cost the page as much as a hundred, and every one of them is reached by keyboard', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  const many = Array.from(
    { length: 5000 },
    (_, place): Seed => ({ id: `n${place}`, title: `Number ${place}`, daysAgo: place / 40, said: [] }),
  );
  await importRecords(page, many.flatMap(recordsOf));
  await nav(page).getByRole('link', { name: 'Number 0', exact: true }).waitFor();
  await expect.poll(() => nav(page).getByRole('link').count()).toBeLessThan(150);
  await nav(page).evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await nav(page).getByRole('link', { name: 'Number 2500', exact: true }).waitFor();
  await expect.poll(() => nav(page).getByRole('link').count()).toBeLessThan(150);
  const row = nav(page).locator('[data-conversation="n2500"]');
  expect(Number(await row.getAttribute('aria-posinset'))).toBeGreaterThan(1);
  expect(await row.getAttribute('aria-setsize')).not.toBeNull();
  await nav(page).getByRole('link', { name: 'Number 2500', exact: true }).focus();
  await page.keyboard.press('End');
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
  expect(await focused()).toBe('Number 4999');
  const seen = (): Promise<boolean> =>
    page.evaluate(() => {
      const box = document.activeElement?.getBoundingClientRect();
      const frame = document.querySelector('.sidebar-conversations')?.getBoundingClientRect();
      return box !== undefined && frame !== undefined && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
    });
  await expect.poll(seen).toBe(true);
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('Number 4998');
  await page.keyboard.press('Home');
  expect(await focused()).toBe('Number 0');
  await expect.poll(seen).toBe(true);
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('on a phone everything is within reach of a thumb, in the drawer too, and nothing is wider than the page', async () => {
  for (const locale of ['en-US', 'zh-CN']) {
    const { page, context } = await app.visit({
      locale,
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      bypassCSP: true,
    });
    await importRecords(page, [
      ...seeds.flatMap(recordsOf),
      ...recordsOf({ id: 'f', title: 'Zeta', daysAgo: 0, said: [], changes: { folder: { value: '文件夹', updatedAt: 1 } } }),
    ]);
    await page.getByRole('button', { name: /^(Open the sidebar|打开侧栏)$/ }).click();
    const drawer = page.getByRole('dialog').first();
    await drawer.getByRole('link', { name: 'Zeta' }).waitFor();
    expect(await violations(page)).toEqual([]);
    const small = await drawer
      .getByRole('button')
      .or(drawer.getByRole('link'))
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
          .map((element) => element.outerHTML.slice(0, 80)),
      );
    expect(small.filter((element) => !element.includes('wordmark'))).toEqual([]);
    await drawer.getByRole('button', { name: /^(Options: |选项：)Zeta/ }).click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    // The drawer is still there: Escape closed the menu alone.
    await drawer.getByRole('link', { name: 'Zeta' }).waitFor();
    await context.close();
  }
});

test('titles need no model: a question with a greeting, marks and an address gives a plain one', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await ask(page, 'Hello! **Who made** Dolly, see https://example.com/a/b?c=d');
  await expect.poll(() => listed(page)).toEqual(['Who made Dolly, see example.com']);
  await context.close();
});

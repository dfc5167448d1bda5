import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, type RunningApp, say, shownText, startApp } from './app.ts';
import { violations } from './axe.ts';
import { type SheepServer, sheepConfiguration, startSheepServer, wholeAnswer } from './sheep-server.ts';
import { reloadKept } from './reload-kept.ts';

let app: RunningApp;
let server: SheepServer;
beforeAll(async () => {
  server = await startSheepServer();
  app = await startApp(sheepConfiguration(server.origin), [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

const statusOf = (page: Page, status: string) =>
  answers(page)
    .last()
    .and(page.locator(`[data-status="${status}"]`));
const lastText = (page: Page): Promise<string> => shownText(answers(page).last().locator('[data-part="text"]'));

test('another model is asked by keyboard from the answer: a version of its own, and the model of the conversation stays', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await say(page, 'Count sheep');
  await answers(page).getByRole('button', { name: 'Ask another model' }).focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Ask another model' });
  await expect.poll(() => menu.getByRole('menuitem').allInnerTexts()).toMatchObject([/^beta/, /^eye/, /guide/, 'More models…']);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await answers(page).getByRole('group', { name: 'Version 2 of 2' }).waitFor();
  await statusOf(page, 'done').waitFor();
  expect(server.asked.at(-1)?.model).toBe('beta');
  await expect.poll(() => page.getByRole('button', { name: /^Model:/ }).innerText()).toBe('alpha');
  await expect.poll(() => answers(page).last().getAttribute('aria-label')).toBe('Answer by beta');
  await answers(page).getByRole('button', { name: 'Previous version' }).click();
  await reloadKept(page);
  await answers(page).getByRole('group', { name: 'Version 1 of 2' }).waitFor();
  await expect.poll(() => answers(page).last().getAttribute('aria-label')).toBe('Answer by alpha');
  // The one asked last stands first.
  await answers(page).getByRole('button', { name: 'Ask another model' }).click();
  await expect.poll(() => menu.getByRole('menuitem').first().innerText()).toMatch(/^beta/);
  await page.keyboard.press('Escape');
  await expect.poll(() => menu.count()).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Ask another model');
  expect(troubles).toEqual([]);
  await context.close();
});

test('a cut answer is continued: the new version has every character once, says whose words they are, and the old one stays', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await say(page, 'Count sheep, cut');
  expect(await lastText(page)).toBe(wholeAnswer.slice(0, 29));
  await answers(page).getByRole('button', { name: 'Continue', exact: true }).click();
  await answers(page).getByRole('group', { name: 'Version 2 of 2' }).waitFor();
  await expect.poll(() => lastText(page)).toBe(wholeAnswer);
  expect(server.asked.at(-1)?.messages.at(-1)).toEqual({ role: 'assistant', content: wholeAnswer.slice(0, 29) });
  await reloadKept(page);
  await expect.poll(() => lastText(page)).toBe(wholeAnswer);
  await expect.poll(() => answers(page).innerText()).toContain('its first 29 characters were written by alpha');
  expect(await answers(page).getByRole('button', { name: 'Continue', exact: true }).count()).toBe(0);
  const provenance = page.getByRole('region', { name: 'Provenance' });
  await provenance.getByText('Details of this answer').click();
  await expect.poll(() => provenance.innerText()).toContain('characters 1 to 29 of an earlier answer by alpha');
  await answers(page).getByRole('button', { name: 'Show that answer' }).click();
  await answers(page).getByRole('group', { name: 'Version 1 of 2' }).waitFor();
  expect(await lastText(page)).toBe(wholeAnswer.slice(0, 29));

  // One that a person stopped, at whatever character.
  await say(page, 'slow', 'streaming');
  await page.waitForTimeout(400);
  await page.getByRole('button', { name: 'Stop generating' }).click();
  await statusOf(page, 'stopped').waitFor();
  await answers(page).last().getByRole('button', { name: 'Continue', exact: true }).click();
  await statusOf(page, 'done').waitFor();
  expect(await lastText(page)).toBe(wholeAnswer);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a branch goes on in a new chat with its provenance, and says where it came from', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await say(page, 'First');
  await say(page, 'Second');
  const before = page.url();
  await answers(page).first().getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Go on in a new chat' }).click();
  await page.getByText('Copied from').waitFor();
  await page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name: 'Copy of First' }).waitFor();
  expect(page.url()).not.toBe(before);
  await expect.poll(() => page.locator('article').count()).toBe(2);
  await expect.poll(() => page.getByRole('region', { name: 'Provenance' }).innerText()).toContain('alpha');
  await say(page, 'Elsewhere');
  await reloadKept(page);
  await page.locator('article').nth(3).waitFor();
  await page.locator('.fork-note').getByRole('link', { name: 'First' }).click();
  await expect.poll(() => page.url()).toBe(before);
  await page.getByText('Second').first().waitFor();
  await expect.poll(() => page.locator('article').count()).toBe(4);
  await context.close();
});

test('a branch is deleted, what is being written in it stops, and it can be brought back; a question without an answer can be answered', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await say(page, 'First');
  await say(page, 'slow', 'streaming');
  await page.locator('article[data-role="user"]').last().hover();
  await page.locator('article[data-role="user"]').last().getByRole('button', { name: 'Delete this and what follows' }).click();
  await expect.poll(() => page.locator('article').count()).toBe(2);
  await page.getByRole('button', { name: 'Send message' }).waitFor();
  await page.reload();
  await expect.poll(() => page.locator('article').count()).toBe(2);

  await answers(page).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete this and what follows' }).click();
  await page.getByRole('button', { name: 'Answer this question' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.locator('article').count()).toBe(2);
  await answers(page).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete this and what follows' }).click();
  await page.getByRole('button', { name: 'Answer this question' }).click();
  await statusOf(page, 'done').waitFor();
  expect(await page.getByRole('group', { name: /^Version/ }).count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('drafts stand beside each other through a stop and a reload until one is kept by keyboard; the others are its versions', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await say(page, 'Count sheep');
  const asked = server.asked.length;
  await answers(page).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Ask for 3 drafts' }).click();
  const drafts = page.getByRole('region', { name: '3 drafts' });
  await expect.poll(() => drafts.locator('[data-status="done"]').count()).toBe(3);
  const seeds = server.asked.slice(asked).map(({ seed }) => seed);
  expect(new Set(seeds).size).toBe(3);
  expect(await violations(page)).toEqual([]);
  await reloadKept(page);
  await expect.poll(() => drafts.locator('article').count()).toBe(3);
  await drafts.getByRole('button', { name: 'Keep this one: draft 2' }).focus();
  await page.keyboard.press('Enter');
  await answers(page).getByRole('group', { name: 'Version 3 of 4' }).waitFor();
  expect(await lastText(page)).toContain(`(${seeds[1]})`);
  await reloadKept(page);
  await answers(page).getByRole('group', { name: 'Version 3 of 4' }).waitFor();
  expect(await drafts.count()).toBe(0);

  // Asked slowly and stopped: all of them end.
  await say(page, 'slow');
  await answers(page).last().getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Ask for 2 drafts' }).click();
  await expect.poll(() => page.locator('[data-status="streaming"]').count()).toBe(2);
  await page.getByRole('button', { name: 'Stop generating' }).click();
  await expect.poll(() => page.locator('[data-status="stopped"]').count()).toBe(2);
  expect(troubles).toEqual([]);
  await context.close();
});

test('on a phone of 360 pixels drafts are stacked, everything fits, and what is pressed is large enough; in Chinese too', async () => {
  for (const locale of ['en-US', 'zh-CN']) {
    const { page, context } = await app.visit({ locale, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await say(page, 'Count sheep');
    await answers(page)
      .getByRole('button', { name: /^(More|更多)$/ })
      .tap();
    const entries = page.getByRole('menuitem');
    for (const entry of await entries.all()) expect((await entry.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const menu = await page.getByRole('menu').boundingBox();
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(360);
    await entries.first().tap();
    await expect.poll(() => page.locator('.drafts [data-status="done"]').count()).toBe(2);
    const boxes = await Promise.all((await page.locator('.drafts > ol > li').all()).map((draft) => draft.boundingBox()));
    expect(boxes[1]?.y).toBeGreaterThan((boxes[0]?.y ?? 0) + (boxes[0]?.height ?? 0));
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const keep = page.getByRole('button', { name: /draft 1$|草稿 1$/ });
    expect((await keep.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await keep.tap();
    await page.getByRole('group', { name: /(Version 2 of 3|第 2 个版本)/ }).waitFor();
    await expect.poll(() => page.locator('.thread').evaluate((thread) => thread.scrollWidth - thread.clientWidth)).toBeLessThanOrEqual(0);
    await context.close();
  }
});

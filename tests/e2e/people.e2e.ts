import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { answers, ask, composer, type RunningApp, startApp } from './app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Every screen by its address, those that need something to show aside. */
const screens = [
  '#/',
  '#/temporary',
  '#/settings',
  '#/privacy',
  '#/atlas?view=table',
  '#/atlas?view=tree',
  '#/atlas/stable-vicuna-13b',
  '#/what-if',
  '#/article',
  '#/board',
  '#/compare',
  '#/runs',
  '#/prompts',
];

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null);

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN']) {
    test(`axe finds nothing on any screen (${colorScheme}, ${locale})`, async () => {
      const { page, context } = await app.visit({ colorScheme, locale, bypassCSP: true });
      for (const route of screens) {
        await page.goto(`${app.url}/${route}`);
        await page.locator('h1').first().waitFor();
        // Lazy parts of a screen come after its heading.
        await page.waitForTimeout(700);
        expect([route, await violations(page)]).toEqual([route, []]);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${app.url}/#/temporary`);
      await page.getByRole('button', { name: /^(Open the sidebar|打开侧栏)$/ }).click();
      await page.locator('dialog.drawer[open]').waitFor();
      expect(await violations(page)).toEqual([]);
      await context.close();
      // Ten screens are looked at: on a busy machine that is longer than other tests take.
    }, 180_000);
  }
}

test('the first stop of the keyboard leads past the conversations, to the message or to what the page shows', async () => {
  // With fingers the message field does not take the focus by itself.
  const { page, context } = await app.visit({ locale: 'en-US', hasTouch: true, isMobile: true });
  for (const [route, name] of [
    ['#/', 'Skip to the message field'],
    ['#/privacy', 'Skip to the content'],
  ] as const) {
    await page.goto(`${app.url}/${route}`);
    await page.reload();
    await page.locator('h1').first().waitFor();
    await page.keyboard.press('Tab');
    const link = page.getByRole('link', { name });
    expect(await focused(page)).toBe(name);
    expect((await link.boundingBox())?.height ?? 0).toBeGreaterThan(30);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe(route === '#/' ? 'TEXTAREA' : 'MAIN');
    // The address is a place of the app and stays what it was.
    expect(new URL(page.url()).hash).toBe(route);
  }
  await context.close();
});

test('the focus is never lost: not with what is deleted, dismissed, closed or left', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await ask(page, 'Who made Dolly?');
  const isSomewhere = (): Promise<boolean> =>
    page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);
  const link = page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name: 'Who made Dolly?' });
  await link.focus();
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toContain('Who made Dolly?');
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  await page.getByRole('button', { name: 'Copy', exact: true }).first().focus();
  await page.evaluate(() => document.body.focus());
  await page.keyboard.press('c');
  await dismiss.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => dismiss.count()).toBe(0);
  await expect.poll(isSomewhere).toBe(true);
  await page.getByRole('link', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(await isSomewhere()).toBe(true);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Open the sidebar' }).click();
  await page.locator('dialog.drawer').getByRole('link', { name: 'Model catalog' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Model catalog' }).waitFor();
  await expect.poll(isSomewhere).toBe(true);
  await context.close();
});

test('a screen reader hears once that an answer began and once that it ended, and nothing of its words', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  expect(await page.locator('[aria-live]:not(.visually-hidden)').count()).toBe(0);
  await page.evaluate(() => {
    const region = document.querySelector('[aria-live="polite"]');
    const said: string[] = [];
    Reflect.set(globalThis, 'said', said);
    if (region !== null)
      new MutationObserver(() => said.push(region.textContent.trim())).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  await ask(page, 'Compare Dolly and LLaMA');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(globalThis, 'said')))
    .toEqual(['The answer has begun.', 'The answer is complete.']);
  await context.close();
});

test('at 200 % and at 400 % nothing is wider than the screen, and one can ask', async () => {
  // 1280 pixels at 200 % are 640 of a style sheet, at 400 % 320.
  for (const viewport of [
    { width: 640, height: 400 },
    { width: 320, height: 256 },
  ]) {
    const { page, context } = await app.visit({ locale: 'en-US', viewport });
    for (const route of screens) {
      await page.goto(`${app.url}/${route}`);
      await page.locator('h1').first().waitFor();
      await page.waitForTimeout(300);
      expect([route, viewport.width, await overflow(page)]).toEqual([route, viewport.width, 0]);
    }
    await page.goto(`${app.url}/#/`);
    await composer(page).scrollIntoViewIfNeeded();
    expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
    const box = await answers(page).first().locator('[data-part="text"]').boundingBox();
    expect(box?.width ?? 0).toBeGreaterThan(200);
    await expect.poll(() => page.locator('.thread').evaluate((thread) => thread.clientHeight)).toBeGreaterThan(60);
    await context.close();
  }
});

test('on a phone with a notch nothing that is pressed or read lies under it or under the bar at the bottom', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setSafeAreaInsetsOverride', { insets: { top: 44, bottom: 34, left: 0, right: 0 } });
  const menu = page.getByRole('button', { name: 'Open the sidebar' });
  await expect.poll(async () => (await menu.boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(44);
  const foot = await page.locator('.composer-foot').boundingBox();
  expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(740 - 34);
  // Fingers need 44 pixels.
  for (const button of await page.locator('.chat-bar button, .chat-bar a').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(36);
  }
  await menu.click();
  const drawer = page.locator('dialog.drawer');
  const last = await drawer.getByRole('link', { name: 'Settings' }).boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(740 - 34);
  expect((await drawer.getByRole('button', { name: 'Close the sidebar' }).boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(44);
  await context.close();
});

test('with reduced motion nothing moves by itself, and with the colours of the system what is chosen still shows', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', reducedMotion: 'reduce', forcedColors: 'active' }, '#/settings/keyboard');
  const current = page.getByRole('navigation', { name: 'Sections of the settings' }).getByRole('link', { name: 'Keyboard' });
  await current.waitFor();
  await expect.poll(() => current.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
  const active = page.locator('[role="option"].active');
  // A page listens to keys right after it stands.
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+K');
      await page.waitForTimeout(200);
      return active.count();
    })
    .toBe(1);
  await expect.poll(() => active.evaluate((option) => getComputedStyle(option).outlineStyle)).toBe('solid');
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
        const lasts = (durations: string): boolean => durations.split(',').some((duration) => Number.parseFloat(duration) > 0.001);
        return (animationName !== 'none' && lasts(animationDuration)) || lasts(transitionDuration) || scrollBehavior === 'smooth';
      }).length,
  );
  expect(moving).toBe(0);
  await context.close();
});

test('written from right to left, the page is mirrored and holds together', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await ask(page, 'Who made Dolly?');
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  const sidebar = await page.locator('.sidebar').boundingBox();
  expect(Math.round((sidebar?.x ?? 0) + (sidebar?.width ?? 0))).toBe(1440);
  expect((await page.locator('.chat-aside').boundingBox())?.x).toBe(0);
  const question = await page.locator('.question-text').boundingBox();
  const column = await page.locator('.thread-content').boundingBox();
  // One’s own words stand at the end of the line, which is on the left then.
  expect((question?.x ?? 0) - (column?.x ?? 0)).toBeLessThan(40);
  for (const route of ['#/settings', '#/privacy', '#/atlas?view=table', '#/what-if']) {
    await page.goto(`${app.url}/${route}`);
    await page.locator('h1').first().waitFor();
    expect([route, await overflow(page)]).toEqual([route, 0]);
  }
  await context.close();
});

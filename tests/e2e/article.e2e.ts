import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('the article’s 29 statements stand with verdict, finding and sources, one click from the family tree', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas');
  await page.getByRole('link', { name: 'The article, checked' }).click();
  await page.getByRole('heading', { level: 1, name: 'The article, checked' }).waitFor();
  await expect.poll(() => page.locator('[data-claim]').count()).toBe(29);
  const claim = page.locator('[data-claim="stablevicuna-is-stablelm"]');
  await expect.poll(() => claim.innerText()).toContain('Wrong');
  await expect.poll(() => claim.innerText()).toContain('There are no StableLM weights in it.');
  await expect.poll(() => claim.locator('cite').count()).toBe(2);
  await claim.getByRole('link', { name: 'StableVicuna 13B' }).click();
  await page.getByRole('heading', { level: 1, name: 'StableVicuna 13B' }).waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test('a verdict filters, with its count, and stands in the address', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/article');
  await page.getByRole('button', { name: 'Wrong 5' }).click();
  await expect.poll(() => page.locator('[data-claim]').count()).toBe(5);
  expect(new URL(page.url()).hash).toBe('#/article?verdict=wrong');
  await page.reload();
  await page.getByText('5 of 29 statements').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Wrong 5' }).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'All 29' }).click();
  await expect.poll(() => page.locator('[data-claim]').count()).toBe(29);
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN']) {
    test(`axe finds nothing on it, and nothing is wider than a phone (${colorScheme}, ${locale})`, async () => {
      const { page, context } = await app.visit(
        { locale, colorScheme, viewport: { width: 360, height: 740 }, bypassCSP: true },
        '#/article',
      );
      await page.locator('[data-claim]').first().waitFor();
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await violations(page)).toEqual([]);
      await context.close();
    });
  }
}

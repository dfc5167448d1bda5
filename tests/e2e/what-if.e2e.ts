import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('switching Meta off lets StableVicuna fall both ways, leaves Dolly alone, and stands in the address', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas');
  await page.getByRole('link', { name: 'What if?' }).click();
  await page.getByText('Nothing is switched off: everything stands.').waitFor();
  await page.getByRole('checkbox', { name: 'Meta Platforms: Weights withdrawn' }).check();
  const stableVicuna = page.locator('tr[data-model="stable-vicuna-13b"]');
  await stableVicuna.waitFor();
  await expect.poll(() => stableVicuna.getAttribute('data-available')).toBe('falls');
  await expect.poll(() => stableVicuna.getAttribute('data-permitted')).toBe('stands');
  expect(new URL(page.url()).hash).toBe('#/what-if/weights~meta');
  await page.getByRole('checkbox', { name: 'Meta Platforms: Permission ended' }).check();
  await expect.poll(() => stableVicuna.getAttribute('data-permitted')).toBe('falls');
  await expect.poll(() => stableVicuna.innerText()).toContain('without LLaMA 13B nobody can put it together again');
  // The edge that decides, with the place where it is written.
  await expect
    .poll(() => stableVicuna.locator('.deciding-edge').first().innerText())
    .toMatch(/^StableVicuna 13B difference to LLaMA 13B\s.*CarperAI/);
  expect(await page.locator('tr[data-model="dolly-v2-12b"]').count()).toBe(0);
  expect(new URL(page.url()).hash).toBe('#/what-if/meta');
  await page.reload();
  await stableVicuna.waitFor();
  await expect.poll(() => page.getByRole('checkbox', { name: 'Meta Platforms: Weights withdrawn' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Switch all on again' }).click();
  await page.getByText('Nothing is switched off: everything stands.').waitFor();
  expect(new URL(page.url()).hash).toBe('#/what-if');
  expect(troubles).toEqual([]);
  await context.close();
});

test('each publisher says how much of the catalog rests on its weights', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/what-if');
  const rows = page.locator('[data-publisher]');
  await rows.first().waitFor();
  await expect.poll(() => rows.first().innerText()).toContain('29 of 96 · 30%');
  const before = await rows.count();
  await page.getByRole('button', { name: /^More/ }).first().click();
  await expect.poll(() => rows.count()).toBeGreaterThan(before);
  await context.close();
});

test('data and a host can go, and a publisher far down in the list is never hidden while it is off', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/what-if/the-pile/host~hugging-face-hub/carperai');
  const dolly = page.locator('tr[data-model="dolly-v2-12b"]');
  await dolly.waitFor();
  await expect.poll(() => dolly.getAttribute('data-available')).toBe('uncertain');
  await expect.poll(() => dolly.innerText()).toContain('cannot be trained again or examined on The Pile');
  await expect.poll(() => page.getByRole('checkbox', { name: /^The Pile/ }).isChecked()).toBe(true);
  await expect.poll(() => page.getByRole('checkbox', { name: /^Hugging Face Hub/ }).isChecked()).toBe(true);
  await expect.poll(() => page.getByRole('checkbox', { name: 'CarperAI: Permission ended' }).isChecked()).toBe(true);
  await context.close();
});

test('what touches nothing says so: a license that cannot be taken back outlives its giver', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/what-if/permission~mistralai');
  await page.getByText('What is switched off touches no model in the catalog: everything stands.').waitFor();
  expect(await page.locator('tr[data-model]').count()).toBe(0);
  await expect.poll(() => page.getByRole('button', { name: 'Switch all on again' }).count()).toBe(1);
  await context.close();
});

test('the family tree crosses out what falls', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/what-if/meta');
  await page.getByRole('button', { name: 'Family tree' }).click();
  const fallen = page.locator('[data-node="stable-vicuna-13b"]');
  await fallen.waitFor();
  await expect.poll(() => fallen.getAttribute('data-outcome')).toBe('falls');
  await expect
    .poll(() => fallen.locator('.tree-node-name').evaluate((name) => getComputedStyle(name).textDecorationLine))
    .toBe('line-through');
  await expect.poll(() => page.locator('[data-node="vicuna-13b-v1.5"]').getAttribute('data-outcome')).toBe('stands');
  expect(await page.locator('[data-node="dolly-v2-12b"]').count()).toBe(0);
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN']) {
    test(`axe finds nothing on it, and nothing is wider than a phone (${colorScheme}, ${locale})`, async () => {
      const { page, context } = await app.visit(
        { locale, colorScheme, viewport: { width: 360, height: 740 }, bypassCSP: true, reducedMotion: 'reduce' },
        '#/what-if/meta/eleutherai',
      );
      await page.locator('tr[data-model]').first().waitFor();
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await violations(page)).toEqual([]);
      await page.locator('.view-switch button').first().click();
      await page.locator('[data-node]').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await context.close();
    });
  }
}

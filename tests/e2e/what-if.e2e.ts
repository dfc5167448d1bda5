import axe from 'axe-core';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';

const resultSchema = v.object({ violations: v.array(v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string() })) })) });

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('switching Meta off lets StableVicuna fall both ways, leaves Dolly alone, and stands in the address', async () => {
  const { page, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas');
  await page.getByRole('link', { name: 'What if a foundation closed?' }).click();
  await page.getByText('Nothing is switched off: everything stands.').waitFor();
  await page.getByRole('checkbox', { name: /^Meta/ }).check();
  const stableVicuna = page.locator('tr[data-model="stable-vicuna-13b"]');
  await stableVicuna.waitFor();
  expect(await stableVicuna.getAttribute('data-available')).toBe('falls');
  expect(await stableVicuna.getAttribute('data-permitted')).toBe('falls');
  expect(await stableVicuna.innerText()).toContain('without LLaMA 13B nobody can put it together anew');
  expect(await page.locator('tr[data-model="dolly-v2-12b"]').count()).toBe(0);
  expect(page.url()).toContain('#/what-if/meta');
  await page.reload();
  await stableVicuna.waitFor();
  await page.getByRole('checkbox', { name: /^Meta/ }).uncheck();
  await page.getByText('Nothing is switched off: everything stands.').waitFor();
  expect(troubles).toEqual([]);
});

test.each(['light', 'dark'] as const)('axe finds nothing on it, and nothing is wider than a phone (%s, Chinese)', async (colorScheme) => {
  const { page } = await app.visit(
    { locale: 'zh-CN', colorScheme, viewport: { width: 360, height: 740 }, bypassCSP: true },
    '#/what-if/meta/eleutherai',
  );
  await page.locator('tr[data-model]').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.evaluate(axe.source);
  const { violations } = v.parse(resultSchema, await page.evaluate('axe.run()'));
  expect(violations).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { answers, ask, composer, type RunningApp, startApp } from './app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN']) {
    test(`axe finds nothing to complain about (${colorScheme}, ${locale})`, async () => {
      const { page, context } = await app.visit({ colorScheme, locale, viewport: { width: 1440, height: 900 }, bypassCSP: true });
      expect(await violations(page)).toEqual([]);
      await ask(page, locale === 'zh-CN' ? '比较 Dolly 和 LLaMA' : 'Compare Dolly and LLaMA');
      await page.locator('.provenance').waitFor();
      expect(await violations(page)).toEqual([]);
      for (const route of ['#/settings', '#/atlas/stable-vicuna-13b']) {
        await page.goto(`${app.url}/${route}`);
        await page.locator('h1').waitFor();
        expect(await violations(page)).toEqual([]);
      }
      await context.close();
    });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN']) {
    test(`axe finds nothing on a model’s page with all of it unfolded, and nothing is wider than a phone (${colorScheme}, ${locale})`, async () => {
      const viewport = { width: 360, height: 740 };
      for (const model of ['stable-vicuna-13b', 'llama-7b', 'dolly-v2-12b']) {
        const { page, context } = await app.visit({ colorScheme, locale, viewport, bypassCSP: true }, `#/atlas/${model}`);
        await page.locator('.model-fold').first().waitFor();
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        expect(await page.locator('details:not([open])').count()).toBe(0);
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
        expect(await violations(page)).toEqual([]);
        await context.close();
      }
    });
  }
}

test('what a source adds to a fact, an edge, a data set or the weights stands on the model’s page', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/atlas/llama-7b');
  await page.getByText('the weights leaked on 2023-03-02 or 03').waitFor();
  await page.goto(`${app.url}/#/atlas/deepseek-v3-base`);
  await page.getByText('base model: continues text').waitFor();
  await page.getByText('37B active per token').waitFor();
  await page.goto(`${app.url}/#/atlas/oasst-sft-4-pythia-12b`);
  await page.getByText('the command line shows the step in between').waitFor();
  await context.close();
});

test('nothing is wider than a phone of 360 pixels', async () => {
  const { page, context } = await app.visit({ viewport: { width: 360, height: 640 } });
  const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await ask(page, 'What is Open Assistant built on?');
  await answers(page)
    .getByRole('button', { name: /Stemma guide/ })
    .click();
  await page.getByRole('region', { name: 'Provenance' }).waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  for (const route of ['#/settings', '#/compare', '#/atlas', '#/atlas/stable-vicuna-13b']) {
    await page.goto(`${app.url}/${route}`);
    await page.locator('h1').waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test('by keyboard alone: ask, open the picker, choose, and come back to the message', async () => {
  const { page, context } = await app.visit();
  await composer(page).focus();
  await page.keyboard.type('Who made Dolly?');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => composer(page).inputValue()).toBe('Who made Dolly?\n');
  await page.keyboard.press('Enter');
  await page.locator('article[data-status="done"]').waitFor();
  await page.getByRole('button', { name: /^Model:/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Stemma guide/ }).waitFor();
  await page.keyboard.type('guide');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Model:/);
  await context.close();
});

test('a screen reader is told that an answer began and ended, in one polite live region', async () => {
  const { page, context } = await app.visit();
  await ask(page, 'hello');
  await expect.poll(() => page.locator('[aria-live="polite"]').count()).toBe(1);
  await expect.poll(() => page.locator('[aria-live="polite"]').innerText()).toContain('The answer is complete.');
  await context.close();
});

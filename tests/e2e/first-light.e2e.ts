import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, ask, composer, type RunningApp, startApp } from './app.ts';
import { reloadKept } from './reload-kept.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('a visitor gets an answer from a model in the page, with nothing but the page’s own origin', async () => {
  const { page, context, troubles } = await app.visit();
  const text = await ask(page, 'May I use StableVicuna commercially?');
  expect(text).toMatch(/StableVicuna 13B: not allowed/);
  expect(text).toContain('LLaMA 13B');
  expect(troubles).toEqual([]);
  await context.close();
});

test('the provenance says who answered, under which license, and what that allows', async () => {
  const { page, context } = await app.visit({ viewport: { width: 1440, height: 900 } });
  await ask(page, 'Who made Dolly?');
  const panel = page.getByRole('region', { name: 'Provenance' });
  await panel.waitFor();
  await expect.poll(() => panel.getAttribute('data-model')).toBe('stemma-guide');
  await expect.poll(() => panel.getAttribute('data-license-declared')).toBe('apache-2.0');
  await expect.poll(() => panel.getAttribute('data-license-effective')).toBe('apache-2.0');
  for (const question of ['commercial-use', 'noncommercial-use', 'redistribution', 'train-on-outputs']) {
    await expect.poll(() => panel.locator(`[data-question="${question}"]`).getAttribute('data-verdict')).toBe('allowed');
  }
  await panel.getByText('Show prompt').click();
  await expect.poll(() => panel.locator('pre').innerText()).toBe('<|english|><|question|>Who made <|name|>?<|answer|>');
  await panel.getByText('Details of this answer').click();
  await expect.poll(() => panel.getByText(/^[0-9a-f]{64}$/).count()).toBe(1);
  await context.close();
});

test('what the catalog filled in is marked and its source is named', async () => {
  const { page, context } = await app.visit({ viewport: { width: 1440, height: 900 } });
  await ask(page, 'Who made Dolly?');
  await expect.poll(() => answers(page).locator('.filled[data-slot="maker"]').innerText()).toBe('Databricks');
  await expect.poll(() => page.getByRole('region', { name: 'Provenance' }).locator('.filled-facts').innerText()).toContain('Databricks');
  await context.close();
});

test('a question in Chinese is answered in Chinese', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'zh-CN' });
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
  expect(await ask(page, 'Dolly 可以商用吗？')).toContain('商业使用 Dolly v2 12B：允许');
  expect(troubles).toEqual([]);
  await context.close();
});

test('a model without a card is not guessed about, whatever it is asked', async () => {
  const { page, context } = await app.visit();
  const text = await ask(page, 'Who made Llama 4 and may I sell it?');
  expect(text).toContain('no card for Llama 4');
  expect(text).not.toContain('Meta');
  await context.close();
});

test('the conversation is there again after a reload, and can go on', async () => {
  const { page, context } = await app.visit();
  const first = await ask(page, 'Who made Dolly?');
  await reloadKept(page);
  await expect.poll(() => answers(page).first().locator('[data-part="text"]').innerText()).toBe(first);
  await expect.poll(() => answers(page).first().getAttribute('data-status')).toBe('done');
  expect(await ask(page, 'and its license?')).toContain('MIT');
  await context.close();
});

test('the address may fill the composer and never sends', async () => {
  const { page, context } = await app.visit({}, '?q=Who%20made%20Dolly%3F');
  await expect.poll(() => composer(page).inputValue()).toBe('Who made Dolly?');
  expect(await answers(page).count()).toBe(0);
  expect(new URL(page.url()).search).toBe('');
  await context.close();
});

test('every address of a screen opens directly', async () => {
  for (const [route, heading] of [
    ['#/settings', 'Settings'],
    ['#/compare', 'Compare models'],
    ['#/prompts', 'Prompts and presets'],
    ['#/atlas', 'Model catalog'],
    ['#/article', 'The article, checked'],
    ['#/what-if', 'What if a foundation closed?'],
    ['#/atlas/stable-vicuna-13b', 'StableVicuna 13B'],
  ] as const) {
    const { page, context, troubles } = await app.visit({}, route);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(heading);
    expect(troubles).toEqual([]);
    await context.close();
  }
});

test('a model page shows every ancestor with its relation, and the license that reaches through', async () => {
  const { page, context } = await app.visit({}, '#/atlas/stable-vicuna-13b');
  await expect.poll(() => page.locator('[data-ancestor="llama-13b"]').count()).toBe(1);
  expect(await page.locator('[data-ancestor="vicuna-13b-v0"]').getAttribute('data-relation')).not.toBeNull();
  await expect.poll(() => page.locator('[data-question="commercial-use"]').getAttribute('data-verdict')).toBe('not-allowed');
  await context.close();
});

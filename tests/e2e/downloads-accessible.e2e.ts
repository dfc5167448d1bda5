import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { type HubMirror, paddedModel, startHubMirror } from './hub-mirror.ts';
import { violations } from './axe.ts';

const repository = 'mradermacher/dolly-v2-3b-GGUF';
let mirror: HubMirror;
let app: RunningApp;
beforeAll(async () => {
  const file = await paddedModel(3_000_000);
  mirror = await startHubMirror({ [repository]: { files: { 'dolly-v2-3b.Q4_K_M.gguf': file }, card: { license: 'mit' } } });
  const guide = { id: 'stemma-guide', name: 'Stemma guide', catalog: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  const storage = { id: 'storage', kind: 'openai-compatible', label: 'Storage', url: `${mirror.origins[1]}/v1`, models: [{ id: 'none' }] };
  const browser = { id: 'browser', kind: 'in-browser', label: 'This browser', models: [guide] };
  app = await startApp({ defaultModel: 'browser/stemma-guide', hubUrl: mirror.url, backends: [browser, storage] }, mirror.origins);
});
afterAll(async () => {
  await app.close();
  await mirror.close();
});

/** Presses Tab until the button is reached, as a person without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    const focused = page.locator(':focus');
    if ((await focused.and(page.getByRole('button', { name })).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No button ${name} was reached.`);
}

test.each([
  ['en-US', 'light', 1280],
  ['zh-CN', 'dark', 360],
] as const)(
  'from the picker to a model on the device by keyboard alone, without a complaint of axe (%s, %s, %i pixels)',
  async (locale, colorScheme, width) => {
    const { page, context } = await app.visit({ locale, colorScheme, viewport: { width, height: 740 }, bypassCSP: true });
    const isChinese = locale === 'zh-CN';
    const complaints = async (): Promise<readonly string[]> => [
      ...(await violations(page)),
      ...((await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) ? ['wider than the screen'] : []),
      // The screens scroll inside a frame that stands still.
      ...((await page.evaluate(() => document.documentElement.scrollHeight > window.innerHeight)) ? ['taller than the screen'] : []),
    ];
    await tabTo(page, isChinese ? /^模型：/ : /^Model: /);
    await page.keyboard.press('Enter');
    await tabTo(page, isChinese ? /^从 Hub 添加模型$/ : /^Add a model from the Hub$/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: isChinese ? '在本设备上运行模型' : 'Run a model on this device' });
    await dialog.getByText('Dolly v2 3B').waitFor();
    expect(await complaints()).toEqual([]);
    await tabTo(page, /Dolly v2 3B$/);
    await page.keyboard.press('Enter');
    await dialog.getByRole('radio').waitFor();
    expect(await complaints()).toEqual([]);
    Object.assign(mirror.mood, { pause: 40, piece: 64 * 1024 });
    await tabTo(page, isChinese ? /^从 .* 下载 3 MB$/ : /^Download 3 MB from /);
    await page.keyboard.press('Enter');
    await dialog.getByRole('progressbar', { name: /Dolly v2 3B/ }).waitFor();
    expect(await complaints()).toEqual([]);
    mirror.mood.pause = 0;
    // The way on is focused when it is there.
    await expect.poll(() => page.locator(':focus').innerText()).toBe(isChinese ? '使用这个模型' : 'Use this model');
    expect(await complaints()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Dolly v2 3B$/ }).waitFor();
    await page.goto(`${app.url}/#/settings`);
    await page.locator('.device-claims summary').click();
    expect(await complaints()).toEqual([]);
    await context.close();
  },
);

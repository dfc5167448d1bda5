import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { type RunningApp, startApp } from './app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    hubUrl: 'https://mirror.example',
    allowUserBackends: false,
    notice: 'Ask the team.',
    backends: [
      { id: 'browser', kind: 'in-browser', label: 'This browser', models: [{ id: 'stemma-guide', file: 'models/stemma-guide.gguf' }] },
      { id: 'lab', kind: 'openai-compatible', label: 'Lab', url: '/lab/v1', auth: 'proxy', models: [{ id: 'a' }] },
      { id: 'far', kind: 'openai-compatible', label: 'Far', url: 'https://far.example/v1', auth: 'user-token', models: [{ id: 'b' }] },
    ],
  });
});
afterAll(() => app.close());

for (const [locale, stays, title] of [
  ['en-US', 'Stays in this browser', 'Privacy'],
  ['zh-CN', '留在这个浏览器中', '隐私'],
] as const) {
  test(`the privacy page tells of this configuration, and asks nobody itself (${locale})`, async () => {
    const { page, context, troubles } = await app.visit({ locale, bypassCSP: true }, '#/settings');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(1000);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${app.url}/#/privacy`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await expect.poll(() => page.locator('[data-reader="browser"]').innerText()).toContain(stays);
    await expect
      .poll(() => page.locator('[data-reader]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-host'))))
      .toEqual(['', new URL(app.url).host, 'far.example']);
    await expect
      .poll(() => page.locator('[data-contacted]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-contacted'))))
      .toEqual([new URL(app.url).host, 'far.example', 'mirror.example']);
    await page.getByText('Ask the team.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.waitForTimeout(500);
    // Its own code and styles only: no host beside the page's own, and nothing of it but files.
    expect(asked.filter((path) => !/^\/(?:assets\/|icon\.svg$)/.test(path))).toEqual([]);
    expect(troubles).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await context.close();
  });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, composer, type RunningApp, shownText, startApp } from './app.ts';
import { type MortalBrowser, openMortalBrowser } from './mortal-browser.ts';
import { type SlowServer, slowConfiguration, startSlowServer } from './slow-server.ts';

let app: RunningApp;
let server: SlowServer;
let profile: string;
beforeAll(async () => {
  server = await startSlowServer();
  app = await startApp(slowConfiguration(server.origin), [server.origin]);
  profile = await mkdtemp(join(tmpdir(), 'stemma-profile-'));
});
afterAll(async () => {
  await app.close();
  await server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function openBrowser(): Promise<MortalBrowser> {
  const browser = await openMortalBrowser(profile, app.url);
  await composer(browser.page).waitFor();
  return browser;
}

test('a browser that is killed while an answer runs loses at most its last half second, and never claims that the answer is whole', async () => {
  const questions: string[] = [];
  for (const round of [1, 2, 3]) {
    const { page, kill } = await openBrowser();
    const question = `Question of round ${round}`;
    questions.push(question);
    await composer(page).fill(question);
    await composer(page).press('Enter');
    await answers(page)
      .getByText(`word${round * 9}`)
      .waitFor();
    const shown = await shownText(answers(page).locator('[data-part="text"]'));
    await page.waitForTimeout(500);
    await kill();

    const again = await openBrowser();
    const list = again.page.getByRole('navigation', { name: 'Conversations' });
    await expect.poll(() => list.getByRole('link').count()).toBe(questions.length);
    await list.getByRole('link', { name: question }).click();
    const answer = answers(again.page).and(again.page.locator('[data-status="interrupted"]'));
    await answer.waitFor();
    // What is put into the page is laid out with the next frame.
    await expect.poll(async () => (await answer.locator('[data-part="text"]').innerText()).slice(0, shown.length)).toBe(shown);
    await expect.poll(() => again.page.locator('article[data-role="user"]').innerText()).toContain(question);
    await again.kill();
  }
});

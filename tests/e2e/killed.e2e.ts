import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumArguments, findBrowser } from '../../scripts/browser.mjs';
import { answers, composer, type RunningApp, startApp } from './app.ts';
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

/** A browser of its own process group on the same profile, so that it can be killed as a power button would. */
async function openBrowser(): Promise<{ readonly page: Page; readonly kill: () => Promise<void> }> {
  const child = spawn(
    findBrowser() ?? '',
    ['--headless=new', ...chromiumArguments, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const browser = await chromium.connectOverCDP(await debuggerAddress(child));
  const page = await browser.contexts()[0]?.newPage();
  if (page === undefined) throw new Error('The browser has no page.');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(app.url);
  await composer(page).waitFor();
  return {
    page,
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      }),
  };
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`The browser ended: ${said.slice(0, 500)}`)));
  });
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
      .waitFor({ timeout: 20_000 });
    const shown = await answers(page).locator('[data-part="text"]').innerText();
    await page.waitForTimeout(500);
    await kill();

    const again = await openBrowser();
    const list = again.page.getByRole('navigation', { name: 'Conversations' });
    await expect.poll(() => list.getByRole('link').count(), { timeout: 10_000 }).toBe(questions.length);
    await list.getByRole('link', { name: question }).click();
    const answer = answers(again.page).and(again.page.locator('[data-status="interrupted"]'));
    await answer.waitFor({ timeout: 10_000 });
    expect((await answer.locator('[data-part="text"]').innerText()).startsWith(shown)).toBe(true);
    expect(await again.page.locator('article[data-role="user"]').innerText()).toContain(question);
    await again.kill();
  }
});

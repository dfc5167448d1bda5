import { type ChildProcess, spawn } from 'node:child_process';
import { chromium, type Page } from 'playwright';
import { chromiumArguments, findBrowser } from '../../scripts/browser.mjs';

export interface MortalBrowser {
  readonly page: Page;
  readonly kill: () => Promise<void>;
}

/** A browser of its own process group on a profile that outlives it, so that it can be killed as a power button would. */
export async function openMortalBrowser(profile: string, address: string): Promise<MortalBrowser> {
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
  await page.goto(address);
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

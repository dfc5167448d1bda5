import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright';
import { expect } from 'vitest';
import { chromiumArguments, findBrowser } from '../../scripts/browser.mjs';
import { serve } from '../../scripts/serve.mjs';

const dist = join(import.meta.dirname, '../../dist');

/** The built app under its production headers, and a browser. */
export interface RunningApp {
  readonly url: string;
  /** A page of a fresh visitor. Everything that must not happen is gathered in `troubles`: violations of the content policy, errors, requests to other origins. */
  readonly visit: (options?: BrowserContextOptions, route?: string) => Promise<Visit>;
  readonly close: () => Promise<void>;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly troubles: readonly string[];
}

/**
 * Serves `dist`, or a copy of it with another config.json. `allowed` origins may be asked as well; the page's policy lets it `connect` to
 * more than the configuration's own servers.
 */
export async function startApp(
  configuration?: object,
  allowed: readonly string[] = [],
  connect: readonly string[] = [],
): Promise<RunningApp> {
  const folder = configuration === undefined ? dist : await mkdtemp(join(tmpdir(), 'stemma-'));
  if (configuration !== undefined) {
    await cp(dist, folder, { recursive: true });
    await writeFile(join(folder, 'config.json'), JSON.stringify(configuration));
  }
  const server = await serve({ folder, port: 0, connect });
  const url = server.url.replace(/\/$/, '');
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chrome or Chromium: npm test installs one.');
  const browser: Browser = await chromium.launch({ executablePath, args: chromiumArguments });
  return {
    url,
    async visit(options = {}, route = '') {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const troubles: string[] = [];
      const origins = new Set([url, ...allowed]);
      // The network is cut off except for the page's own origin.
      await context.route('**', (request) => {
        const address = new URL(request.request().url());
        if (origins.has(address.origin) || address.protocol === 'blob:' || address.protocol === 'data:') return request.continue();
        troubles.push(`request to ${address.href}`);
        return request.abort();
      });
      // What a service worker fetches is seen by no route: it has tests of its own, and here it is as in a browser that has none.
      await context.addInitScript('delete Navigator.prototype.serviceWorker');
      const page = await context.newPage();
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || /content security policy/i.test(message.text())) troubles.push(message.text());
      });
      await page.goto(`${url}/${route}`);
      await composer(page).or(page.locator('h1')).first().waitFor();
      return { page, context, troubles };
    },
    async close() {
      await browser.close();
      await server.close();
      if (configuration !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^(Message|消息)$/ });
}

export function answers(page: Page): Locator {
  return page.locator('article[data-role="assistant"]');
}

/**
 * Asks, and waits until the answer to it has that status; gives the answer. It is told by its question: a page that was just loaded may not
 * show yet what was said before.
 */
export async function say(page: Page, question: string, status = 'done'): Promise<Locator> {
  const asked = page.locator('article[data-role="user"]').filter({ hasText: question.trim() });
  const before = await asked.count();
  await composer(page).fill(question);
  await composer(page).press('Enter');
  const answer = asked.nth(before).locator('xpath=following::article[@data-role="assistant"][1]');
  await answer.and(page.locator(`[data-status="${status}"]`)).waitFor();
  return answer;
}

/** The same; gives the text of the whole answer. */
export async function ask(page: Page, question: string): Promise<string> {
  const answer = await say(page, question);
  return shownText(answer.locator('[data-part="text"]'));
}

/** The text of the option that a field names as the chosen one, in one step: what is chosen changes with each letter. */
export function chosenOption(field: Locator): Promise<string> {
  return field.evaluate(
    (input) => document.querySelector<HTMLElement>(`#${CSS.escape(input.getAttribute('aria-activedescendant') ?? '-')}`)?.innerText ?? '',
  );
}

/** What stands in a part of the page that is to have words. A part that is laid out only near the screen has none until the next frame. */
export async function shownText(part: Locator): Promise<string> {
  await expect.poll(() => part.innerText()).not.toBe('');
  return part.innerText();
}

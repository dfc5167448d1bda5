import { type BrowserContextOptions, chromium, type Browser, type Page } from 'playwright';
import { expect } from 'vitest';
import { chromiumArguments, findBrowser } from '../../../scripts/browser.mjs';
import { answers, composer } from '../app.ts';
import type { RealProxy } from './real-proxy.ts';
import type { Upstream } from './upstream.ts';

/** Nothing that is served, kept or logged may hold this. */
export const secret = 'sk-operators-own-secret-0123456789';

/** The operator's configuration in these tests. */
export const configuration = {
  title: 'Behind a proxy',
  userUrl: 'whoami',
  defaultModel: 'lab/test-model',
  backends: [
    { id: 'lab', kind: 'openai-compatible', label: 'Lab', url: 'api/openai/v1', auth: 'proxy', models: [{ id: 'test-model' }] },
    {
      id: 'browser',
      kind: 'in-browser',
      label: 'This browser',
      models: [{ id: 'stemma-guide', catalog: 'stemma-guide', promptFormat: 'stemma-guide', file: 'models/stemma-guide.gguf' }],
    },
  ],
};

export const environmentOf = (upstream: Upstream): Record<string, string> => ({
  STEMMA_OPENAI_URL: upstream.origin,
  STEMMA_OPENAI_KEY: secret,
});

export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chrome or Chromium: npm test installs one.');
  return chromium.launch({ executablePath, args: [...chromiumArguments, ...more] });
}

export interface Visit {
  readonly page: Page;
  /** Violations of the content policy, errors of the page, and answers that failed and were not meant to. */
  readonly troubles: string[];
  /** Headers and bodies of all that was served. */
  readonly served: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A fresh visitor of the page, who trusts the certificate of the occasion. */
export async function visit(browser: Browser, { url }: Pick<RealProxy, 'url'>, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-US', ignoreHTTPSErrors: true, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  const served: Promise<string>[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) troubles.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().includes('/api/')) troubles.push(`${response.status()} ${response.url()}`);
    const body = response.text().catch(() => '');
    served.push(body.then(async (text) => `${JSON.stringify(await response.allHeaders().catch(() => ({})))}\n${text}`));
  });
  await page.goto(url);
  await composer(page).waitFor();
  return { page, troubles, served: async () => (await Promise.all(served)).join('\n'), close: () => context.close() };
}

/** Asks the server, and waits until the question has reached it. */
export async function askServer(page: Page, upstream: Upstream, question = 'Who are you?'): Promise<ReturnType<Page['locator']>> {
  const before = await answers(page).count();
  const arrived = upstream.seen.length;
  await composer(page).fill(question);
  await composer(page).press('Enter');
  await expect.poll(() => upstream.seen.length).toBeGreaterThan(arrived);
  return answers(page).nth(before);
}

/** The upstream speaks word by word, and each is on the page before the next is said: nothing on the way holds words back. */
export async function expectWordByWord(page: Page, upstream: Upstream): Promise<void> {
  upstream.behaviour = { kind: 'talk' };
  const answer = await askServer(page, upstream);
  let text = '';
  for (const word of ['one', 'two', 'three', 'four']) {
    await expect.poll(upstream.openAnswers).toBe(1);
    upstream.say(`${word} `);
    text = `${text} ${word}`.trim();
    await answer.locator('[data-part="text"]').getByText(text, { exact: true }).waitFor();
  }
  upstream.finish();
  await answer.and(page.locator('[data-status="done"]')).waitFor();
}

/**
 * Milliseconds from the press of "stop" in the page to the closed connection at the upstream; `null` if that did not see it in 10 s. Both
 * clocks are this machine's.
 */
export async function timeToStop(page: Page, upstream: Upstream): Promise<number | null> {
  await askServer(page, upstream);
  const asked = upstream.seen.at(-1);
  if (asked === undefined) throw new Error('No question arrived.');
  const button = page.getByRole('button', { name: 'Stop generating' });
  await button.waitFor();
  const pressedAt = await button.evaluate((element: HTMLElement) => {
    element.click();
    return Date.now();
  });
  await expect.poll(() => asked.brokenAt).not.toBeNull();
  await composer(page).waitFor();
  return asked.brokenAt === null ? null : asked.brokenAt - pressedAt;
}

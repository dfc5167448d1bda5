import axe from 'axe-core';
import { chromium, type Page } from 'playwright';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chromiumArguments, findBrowser } from '../../scripts/browser.mjs';
import { loopbackOrigins } from '../../scripts/headers.mjs';
import { answers, ask, composer, type RunningApp, startApp } from './app.ts';
import { everythingKept } from './everything-kept.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { reloadKept } from './reload-kept.ts';

const key = 'sk-secret-of-the-person-0123456789';
let app: RunningApp;
let server: ModelServer;
let other: ModelServer;
let goneOrigin: string;

beforeAll(async () => {
  [server, other] = await Promise.all([startModelServer(), startModelServer({ model: 'other-model' })]);
  const gone = await startModelServer();
  goneOrigin = gone.origin;
  await gone.close();
  app = await startApp(undefined, [server.origin, other.origin, goneOrigin], loopbackOrigins);
});
afterAll(async () => {
  await Promise.all([app.close(), server.close(), other.close()]);
});
beforeEach(() => {
  Object.assign(server.settings, { key: null, admits: true, buffers: false, redirectTo: null });
  server.seen.length = 0;
  other.seen.length = 0;
});

async function connect(page: Page, address: string, name: string, withKey = ''): Promise<void> {
  await page.goto(`${app.url}/#/settings`);
  await page.getByRole('button', { name: 'Connect a server' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a server' });
  await dialog.getByLabel('Address').fill(address);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel(/^Key/).fill(withKey);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const row = (page: Page, name: string) => page.locator('[data-server]').filter({ hasText: name });

async function choose(page: Page, model: string): Promise<void> {
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: model }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function check(page: Page, name: string): Promise<Readonly<Record<string, string>>> {
  await page.getByRole('button', { name: `Check ${name}` }).click();
  await page.locator('[data-check="done"]').waitFor();
  const lines = await page
    .locator('[data-line]')
    .evaluateAll((all) => all.map((line) => [line.getAttribute('data-line'), line.getAttribute('data-status')]));
  return Object.fromEntries(lines);
}

test('a server of one’s own is offered at once, answers, stays over a reload and goes when it is removed', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await connect(page, `${server.origin.replace('http://', '')}/v1/chat/completions`, 'My llama');
  await expect.poll(() => row(page, 'My llama').innerText()).toContain('1 model');
  await page.goto(`${app.url}/#/`);
  await choose(page, 'test-model');
  expect(await ask(page, 'Count')).toContain('word24');
  const conversation = page.url();
  await reloadKept(page);
  await answers(page).first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Model:/ }).innerText()).toContain('test-model');
  expect(await ask(page, 'Again')).toContain('word24');

  const archive = await everythingKept({ page, context, troubles }, app.url);
  expect(archive.split('\n').slice(1).join('\n')).not.toContain(server.origin);

  await page.getByRole('button', { name: 'Remove My llama' }).click();
  await expect.poll(() => row(page, 'My llama').count()).toBe(0);
  await page.goto(conversation);
  await page.getByText('Its server is no longer connected.').waitFor();
  await page.getByRole('button', { name: 'Choose another model' }).click();
  await page.getByRole('option', { name: /^Stemma guide/ }).click();
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
  await reloadKept(page);
  await page.goto(`${app.url}/#/settings`);
  await page.getByText('No server is connected yet.').waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test('the presets fill in where the usual programs listen, each in its own dialect', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/settings');
  await page.getByRole('button', { name: 'Connect a server' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a server' });
  for (const [name, address, kind] of [
    ['llama.cpp', 'http://localhost:8080/v1', 'openai-compatible'],
    ['Ollama', 'http://localhost:11434/', 'ollama'],
    ['vLLM', 'http://localhost:8000/v1', 'openai-compatible'],
    ['LM Studio', 'http://localhost:1234/v1', 'openai-compatible'],
  ] as const) {
    await dialog.getByRole('button', { name }).click();
    await expect.poll(() => dialog.getByLabel('Address').inputValue()).toBe(address);
    await expect.poll(() => dialog.getByLabel('Name').inputValue()).toBe(name);
    await expect.poll(() => dialog.getByRole('combobox').inputValue()).toBe(kind);
  }
  await context.close();
});

test('deleting everything disconnects one’s own servers too', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await connect(page, server.origin, 'Short-lived');
  await expect.poll(() => row(page, 'Short-lived').innerText()).toContain('1 model');
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect.poll(() => row(page, 'Short-lived').count()).toBe(0);
  await page.reload();
  await page.getByText('No server is connected yet.').waitFor();
  await context.close();
});

test('an undone removal connects the server again', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await connect(page, server.origin, 'Kept');
  await page.getByRole('button', { name: 'Remove Kept' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => row(page, 'Kept').innerText()).toContain('1 model');
  await page.reload();
  await expect.poll(() => row(page, 'Kept').innerText()).toContain('1 model');
  await context.close();
});

test('a key is asked for where it is missing, serves the question again, and is nowhere but in memory', async () => {
  server.settings.key = key;
  const visit = await app.visit({ locale: 'en-US' });
  const { page, context } = visit;
  const said: string[] = [];
  const addresses: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => addresses.push(request.url()));
  await connect(page, server.origin, 'Locked');
  await connect(page, other.origin, 'Open');
  await expect.poll(() => row(page, 'Locked').innerText()).toContain('valid key');
  await page.getByRole('button', { name: 'Key for Locked' }).click();
  await page.getByLabel('Key', { exact: true }).fill(`Bearer ${key}`);
  await page.getByRole('button', { name: 'Use this key' }).click();
  await expect.poll(() => row(page, 'Locked').innerText()).toContain('1 model');
  await page.goto(`${app.url}/#/`);
  await choose(page, 'test-model');
  expect(await ask(page, 'Count')).toContain('word24');

  // The key is changed on the server, which repeats the old one in its refusal.
  server.settings.key = 'sk-second-key-of-the-server-987654';
  await composer(page).fill('And again');
  await composer(page).press('Enter');
  await page.locator('[data-code="auth"]').waitFor();
  await page.locator('[data-code="auth"] summary').click();
  await expect.poll(() => page.locator('[data-code="auth"]').innerText()).toContain('[secret]');
  await page.getByRole('button', { name: 'Enter a key' }).click();
  await page.getByLabel('Key', { exact: true }).fill(server.settings.key);
  await page.getByRole('button', { name: 'Use it and ask again' }).click();
  await expect.poll(() => answers(page).last().getAttribute('data-status')).toBe('done');

  await choose(page, 'other-model');
  await ask(page, 'And you?');
  expect(other.seen.length).toBeGreaterThan(0);
  expect(other.seen.filter(({ authorization }) => authorization !== null)).toEqual([]);

  const all = [await everythingKept(visit, app.url), ...said, ...addresses].join('\n');
  // What must be found is found: the server, the answer, the refusal and the requests.
  for (const kept of [`"url":"${server.origin}/v1"`, 'word24', 'Incorrect key: Bearer [secret]', `${server.origin}/v1/chat/completions`]) {
    expect(all).toContain(kept);
  }
  for (const secret of [key, server.settings.key]) {
    expect(server.seen.some(({ authorization }) => authorization === `Bearer ${secret}`)).toBe(true);
    expect(all).not.toContain(secret);
    expect(all).not.toContain(secret.slice(3));
  }

  // A reload forgets the key, and no question is sent without one.
  await page.goto(`${app.url}/#/`);
  await page.reload();
  await choose(page, 'other-model');
  const before = server.seen.length;
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByText('Locked did not tell its models.').waitFor();
  await page.getByRole('button', { name: 'Enter a key' }).waitFor();
  expect(server.seen.length).toBe(before);
  await context.close();
});

test('a server that moves to another origin loses its key, and a redirect does not carry it there', async () => {
  server.settings.key = key;
  const { page, context } = await app.visit({ locale: 'en-US' });
  await connect(page, server.origin, 'Mover', key);
  await expect.poll(() => row(page, 'Mover').innerText()).toContain('A key is in memory.');
  await page.goto(`${app.url}/#/`);
  await choose(page, 'test-model');
  server.settings.redirectTo = `${other.origin}/v1/chat/completions`;
  await composer(page).fill('Where to?');
  await composer(page).press('Enter');
  await page.locator('[data-code="network"]').waitFor();
  await page.locator('[data-code="network"] summary').click();
  await expect.poll(() => page.locator('[data-code="network"]').innerText()).toContain('redirect');
  expect(other.seen).toEqual([]);

  await page.goto(`${app.url}/#/settings`);
  await page.getByRole('button', { name: 'Edit Mover' }).click();
  await page.getByLabel('Address').fill(other.origin);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => row(page, 'Mover').innerText()).toContain(new URL(other.origin).host);
  expect(await row(page, 'Mover').innerText()).not.toContain('A key is in memory.');
  await page.getByRole('button', { name: 'Edit Mover' }).click();
  await page.getByLabel('Address').fill(server.origin);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => row(page, 'Mover').innerText()).toContain(new URL(server.origin).host);
  expect(await row(page, 'Mover').innerText()).not.toContain('A key is in memory.');
  expect(other.seen.filter(({ authorization }) => authorization !== null)).toEqual([]);
  await context.close();
});

test('an operator’s server that needs a key gets no question without one', async () => {
  server.settings.key = key;
  const configured = await startApp(
    {
      defaultModel: 'lab/test-model',
      backends: [
        {
          id: 'lab',
          kind: 'openai-compatible',
          label: 'Lab',
          url: `${server.origin}/v1`,
          auth: 'user-token',
          models: [{ id: 'test-model' }],
        },
      ],
    },
    [server.origin],
  );
  const { page } = await configured.visit({ locale: 'en-US' });
  await composer(page).fill('Count');
  await composer(page).press('Enter');
  await page.getByRole('button', { name: 'Enter a key' }).click();
  expect(server.seen).toEqual([]);
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.keyboard.press('Enter');
  await answers(page).last().and(page.locator('[data-status="done"]')).waitFor();
  expect(server.seen.map(({ authorization }) => authorization)).toEqual([`Bearer ${key}`]);
  await configured.close();
});

test('the check of a good server has a line for each question and a report without secrets', async () => {
  server.settings.key = key;
  const { page, context } = await app.visit({ locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
  await connect(page, server.origin, 'Good one', key);
  await row(page, 'Good one').getByText('1 model').waitFor();
  expect(await check(page, 'Good one')).toEqual({
    reach: 'ok',
    models: 'ok',
    answer: 'ok',
    cadence: 'ok',
    context: 'ok',
    template: 'unknown',
    counting: 'unknown',
  });
  await page.getByRole('button', { name: 'Copy report' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain(`openai-compatible ${server.origin}/v1`);
  expect(report).toMatch(/^\[OK\] Streaming: \d+ pieces/m);
  expect(report).not.toContain(key);
  expect(report).not.toContain('Good one');
  await context.close();
});

test('a proxy that holds answers back is named', async () => {
  server.settings.buffers = true;
  const { page, context } = await app.visit({ locale: 'en-US' });
  await connect(page, server.origin, 'Slow lane');
  expect(await check(page, 'Slow lane')).toMatchObject({ reach: 'ok', answer: 'ok', cadence: 'warning' });
  await expect.poll(() => page.locator('[data-line="cadence"]').innerText()).toContain('proxy_buffering off');
  await context.close();
});

test('a server that does not admit the page is told apart from one that is not there', async () => {
  server.settings.admits = false;
  // Without the tests' own gate before the network: the browser's reports pass it by.
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chrome or Chromium: npm test installs one.');
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  const page = await browser.newPage({ locale: 'en-US' });
  await connect(page, server.origin, 'Closed door');
  expect(await check(page, 'Closed door')).toEqual({ reach: 'failed' });
  await expect.poll(() => page.locator('[data-line="reach"]').innerText()).toContain('does not admit this page (CORS)');
  await expect.poll(() => page.locator('[data-line="reach"]').innerText()).toContain(app.url);
  await page.keyboard.press('Escape');
  await connect(page, goneOrigin, 'Nobody');
  await check(page, 'Nobody');
  await expect.poll(() => page.locator('[data-line="reach"]').innerText()).toContain('Nothing answers there.');
  await browser.close();
});

test('an address that the page’s own policy blocks is named as that, with the header to send', async () => {
  const strict = await startApp(undefined, [server.origin]);
  const { page } = await strict.visit({ locale: 'en-US' });
  await page.goto(`${strict.url}/#/settings`);
  await page.getByRole('button', { name: 'Connect a server' }).click();
  await page.getByLabel('Address').fill(server.origin);
  await page.keyboard.press('Enter');
  await expect.poll(() => row(page, 'My server').innerText()).toContain('content policy');
  await check(page, 'My server');
  await expect
    .poll(() => page.locator('[data-line="reach"] pre').innerText())
    .toBe(`connect-src 'self' https://huggingface.co https://*.hf.co ${server.origin}`);
  expect(server.seen).toEqual([]);
  await strict.close();
});

test('an answer that the page’s policy blocks says how to allow it, and what is kept of it does not name the server', async () => {
  const visit = await app.visit({ locale: 'en-US' });
  const { page, context } = visit;
  await connect(page, server.origin, 'Mine');
  await page.goto(`${app.url}/#/`);
  await choose(page, 'test-model');
  await ask(page, 'Count');
  await page.route(`${app.url}/`, async (route) => {
    const response = await route.fetch();
    const policy = response.headers()['content-security-policy']?.replace(/connect-src[^;]*/, "connect-src 'self'") ?? '';
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
  await reloadKept(page);
  await composer(page).fill('Again');
  await composer(page).press('Enter');
  await page.locator('[data-code="blocked-by-policy"] pre').waitFor();
  await expect.poll(() => page.locator('[data-code="blocked-by-policy"] pre').innerText()).toBe(`connect-src 'self' ${server.origin}`);
  await expect.poll(() => page.locator('[data-code="blocked-by-policy"]').innerText()).toContain(`CONNECT=${server.origin} npm start`);
  const [, ...archive] = (await everythingKept(visit, app.url)).split('\n');
  expect(archive.join('')).toContain('blocked-by-policy');
  expect(archive.join('')).not.toContain(new URL(server.origin).host);
  await context.close();
});

test('where the operator does not want it, nobody connects a server', async () => {
  const closed = await startApp({ allowUserBackends: false, backends: [] });
  const { page } = await closed.visit({ locale: 'en-US' }, '#/settings');
  await page.getByText('The operator of this installation decides').waitFor();
  expect(await page.getByRole('button', { name: 'Connect a server' }).count()).toBe(0);
  await closed.close();
});

test('what is wrong with an address is said at its field', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/settings');
  await page.getByRole('button', { name: 'Connect a server' }).click();
  for (const [typed, words] of [
    ['', 'An address is needed.'],
    ['http://user:pass@host/v1', 'Leave the user name'],
    ['http://host/v1?key=1', 'must end before'],
    ['ftp://host', 'must begin with http'],
    ['not an address', 'This is not an address.'],
  ] as const) {
    await page.getByLabel('Address').fill(typed);
    await page.keyboard.press('Enter');
    await page.getByText(words).waitFor();
    await expect.poll(() => page.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');
  }
  expect(await page.locator('[data-server]').count()).toBe(0);
  await context.close();
});

const axeResult = v.object({ violations: v.array(v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string() })) })) });
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = v.parse(axeResult, await page.evaluate('axe.run()'));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`by keyboard, on a phone of 360 pixels, without a complaint of axe (${colorScheme})`, async () => {
    const { page, context } = await app.visit({ locale: 'en-US', colorScheme, viewport: { width: 360, height: 740 }, bypassCSP: true });
    const longName = 'A server with a name longer than a phone’s screen is wide';
    const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await connect(page, server.origin, longName);
    await connect(page, goneOrigin, 'Nobody');
    await row(page, 'A server').getByText('1 model').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Connect a server' }).focus();
    await page.keyboard.press('Enter');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Connect a server');
    await check(page, longName);
    expect(await violations(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await page.goto(`${app.url}/#/`);
    await page.getByRole('button', { name: /^Model:/ }).click();
    await page.getByText('Nobody did not tell its models.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await context.close();
  });
}

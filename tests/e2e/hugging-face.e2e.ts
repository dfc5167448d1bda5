import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chromiumArguments, findBrowser } from '../../scripts/browser.mjs';
import { answers, ask, composer, type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';
import { everythingKept } from './everything-kept.ts';
import { clientId, type HubStandIn, llama, type RouterStandIn, startHub, startRouter } from './hugging-face-hub.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { reloadKept } from './reload-kept.ts';

let app: RunningApp;
let hub: HubStandIn;
let router: RouterStandIn;
let other: ModelServer;

beforeAll(async () => {
  [hub, router, other] = await Promise.all([startHub(), startRouter(), startModelServer({ model: 'other-model' })]);
  const huggingFace = {
    id: 'hf',
    kind: 'hugging-face',
    label: 'Hugging Face',
    url: `${router.origin}/v1`,
    auth: 'hugging-face-login',
    clientId,
    loginUrl: hub.origin,
    billTo: 'our-lab',
  };
  const lab = { id: 'lab', kind: 'openai-compatible', label: 'Lab', url: `${other.origin}/v1` };
  app = await startApp({ backends: [huggingFace, lab] }, [hub.origin, router.origin, other.origin]);
});
afterAll(async () => {
  await Promise.all([app.close(), hub.close(), router.close(), other.close()]);
});
beforeEach(() => {
  Object.assign(hub.settings, { expiresIn: 28_800, spoilsState: false, refusesExchange: false });
  for (const seen of [hub.seen, router.seen, other.seen]) seen.length = 0;
  router.accepted.clear();
});

async function choose(page: Page, model: RegExp | string): Promise<void> {
  await page.getByRole('button', { name: /^(Model|模型)/ }).click();
  await page.getByRole('option', { name: model }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Asks without a key and goes to the Hub from the refusal. */
async function goToHub(page: Page): Promise<void> {
  await page
    .locator('[data-code="auth"]')
    .last()
    .getByRole('button', { name: /^Sign in( again)?$/ })
    .click();
  await page.getByRole('button', { name: `Go to ${new URL(hub.origin).host}` }).click();
  await page.getByRole('heading', { name: 'Allow?' }).waitFor();
}

async function askInVain(page: Page, question: string): Promise<void> {
  const before = await page.locator('[data-code="auth"]').count();
  await composer(page).fill(question);
  await composer(page).press('Enter');
  await page.locator('[data-code="auth"]').nth(before).waitFor();
}

async function signIn(page: Page): Promise<void> {
  await goToHub(page);
  const before = hub.tokens.length;
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.locator('.toast').getByText('Signed in to Hugging Face.').waitFor();
  expect(hub.tokens.length).toBe(before + 1);
  router.accepted.add(hub.tokens.at(-1) ?? '');
}

const llamaThere = /Llama 3\.1 8B Instruct.*Ready: Hugging Face/s;
const asked = () => router.seen.filter(({ method }) => method === 'POST');
const tabKeeps = (page: Page) => page.evaluate(() => [...Object.entries(sessionStorage), ...Object.entries(localStorage)]);

test('one sees the models before signing in, signs in, comes back to the same place, chooses a provider and is told who answered; the key is nowhere', async () => {
  const visit = await app.visit({ locale: 'en-US' });
  const { page, context, troubles } = visit;
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await choose(page, llamaThere);
  await page.getByText(`What you type leaves this machine: it goes to ${new URL(router.origin).host}`).waitFor();
  await askInVain(page, 'Who are you?');
  expect(asked()).toEqual([]);
  const place = page.url();
  await composer(page).fill('A thought that is not sent yet');
  await goToHub(page);
  const [authorize] = hub.seen;
  expect(authorize?.headers.referer).toBeUndefined();
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.locator('.toast').getByText('Signed in to Hugging Face.').waitFor();
  router.accepted.add(hub.tokens.at(-1) ?? '');

  expect(page.url()).toBe(place);
  await expect.poll(() => composer(page).inputValue()).toBe('A thought that is not sent yet');
  // The question that failed is asked again where it stands.
  await page.locator('[data-code="auth"]').getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('Answered by together.').waitFor();
  await page.getByRole('button', { name: 'Choose provider' }).click();
  const dialog = page.getByRole('dialog', { name: /^Who runs/ });
  await expect.poll(() => dialog.innerText()).toContain('$0.02 in, $0.05 out');
  await expect.poll(() => dialog.innerText()).toContain('131,072 tokens of context');
  await expect.poll(() => dialog.innerText()).toContain('does not answer now');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('radio', { name: /^novita/ }).check();
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await page.getByText('and on to novita.').first().waitFor();
  expect(await ask(page, 'And now?')).toBe('Answered by novita.');

  const sent = asked().at(-1);
  const token = hub.tokens.at(-1) ?? '';
  expect(sent?.headers.authorization).toBe(`Bearer ${token}`);
  expect(sent?.headers['x-hf-bill-to']).toBe('our-lab');
  expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ model: `${llama}:novita` });
  const provenance = page.getByRole('region', { name: 'Provenance' }).last();
  await provenance.getByText('Details of this answer').click();
  await expect.poll(() => provenance.getAttribute('data-model')).toBe('llama-3.1-8b-instruct');
  const details = await provenance.innerText();
  expect(details).toContain('novita');
  expect(details).toContain(llama.toLowerCase());

  await choose(page, /other-model/);
  await ask(page, 'And you?');
  const toOthers = JSON.stringify([other.seen, hub.seen.map(({ headers }) => headers)]);
  expect(toOthers).not.toContain(token);
  expect(await tabKeeps(page).then((entries) => entries.filter(([key]) => key?.includes('sign-in')))).toEqual([]);
  const code = /code=([0-9a-f]+)/.exec(hub.seen.find(({ method }) => method === 'POST')?.body ?? '')?.[1] ?? '';
  expect(code).not.toBe('');
  const all = [await everythingKept(visit, app.url), ...said].join('\n');
  expect(all).toContain('Answered by novita.');
  for (const secret of [token, token.slice(9), code]) expect(all).not.toContain(secret);
  expect(troubles.filter((trouble) => !trouble.includes('401'))).toEqual([]);

  // A reload forgets the key: nothing is sent without one.
  const before = asked().length;
  await page.goto(place);
  await page.reload();
  await choose(page, llamaThere);
  await askInVain(page, 'Still here?');
  expect(asked().length).toBe(before);
  await context.close();
});

test('a key that ran out, or that the router refuses, is a state: one signs in again, and the question is still there', async () => {
  hub.settings.expiresIn = 3;
  const { page, context } = await app.visit({ locale: 'en-US' });
  await choose(page, llamaThere);
  await askInVain(page, 'First');
  await signIn(page);
  await page.waitForTimeout(3200);
  const before = asked().length;
  await askInVain(page, 'After the end');
  expect(asked().length).toBe(before);

  hub.settings.expiresIn = 28_800;
  await signIn(page);
  router.accepted.clear();
  await askInVain(page, 'Withdrawn');
  const failed = page.locator('[data-code="auth"]').last();
  await failed.locator('summary').click();
  await expect.poll(() => failed.innerText()).toContain('[secret]');
  expect(await failed.innerText()).not.toContain(hub.tokens.at(-1));
  await signIn(page);
  await page.locator('article[data-role="user"]').nth(2).waitFor();
  for (const question of ['First', 'After the end', 'Withdrawn'])
    await page.locator('article[data-role="user"]').getByText(question, { exact: true }).waitFor();
  expect(await ask(page, 'Now')).toBe('Answered by together.');
  await context.close();
});

test('who does not agree comes back to where they were, without a key and with a word', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await choose(page, llamaThere);
  await askInVain(page, 'May I?');
  const place = page.url();
  await goToHub(page);
  await page.getByRole('link', { name: 'Deny' }).click();
  await page.getByText('You did not agree').waitFor();
  expect(page.url()).toBe(place);
  expect(hub.seen.filter(({ method }) => method === 'POST')).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await page.getByRole('button', { name: `Go to ${new URL(hub.origin).host}` }).click();
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.locator('.toast').getByText('Signed in to Hugging Face.').waitFor();
  await context.close();
});

test('an answer with another state, or with none begun, is not used, and its code goes nowhere', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await choose(page, llamaThere);
  await askInVain(page, 'May I?');
  hub.settings.spoilsState = true;
  await goToHub(page);
  await page.getByRole('link', { name: 'Allow' }).click();
  await page.getByText('that this tab did not begin').waitFor();
  expect(page.url()).not.toContain('code=');
  await page.goto(`${app.url}/?code=from-a-link&state=made-up`);
  await page.getByText('that this tab did not begin').waitFor();
  expect(page.url()).toBe(`${app.url}/`);
  expect(hub.seen.filter(({ method }) => method === 'POST')).toEqual([]);
  expect(await tabKeeps(page).then((entries) => entries.filter(([key]) => key?.includes('sign-in')))).toEqual([]);
  await context.close();
});

test('a refused exchange is told without the code', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await choose(page, llamaThere);
  await askInVain(page, 'May I?');
  hub.settings.refusesExchange = true;
  await goToHub(page);
  await page.getByRole('link', { name: 'Allow' }).click();
  const dialog = page.locator('[data-sign-in="failed"]');
  await dialog.waitFor();
  await expect.poll(() => dialog.innerText()).toContain('invalid_grant');
  const code = /code=([0-9a-f]+)/.exec(hub.seen.find(({ method }) => method === 'POST')?.body ?? '')?.[1] ?? '';
  expect(code).not.toBe('');
  expect(await dialog.innerText()).not.toContain(code);
  await context.close();
});

test('the picker says what a model costs and who runs it; models that draw are not there; all by keyboard, narrow and in Chinese', async () => {
  const { page, context } = await app.visit({ locale: 'zh-CN', viewport: { width: 360, height: 740 } });
  await page.getByRole('button', { name: /^模型/ }).click();
  const option = page.getByRole('option', { name: /Llama 3\.1 8B Instruct.*(Ready|Hugging Face)/s });
  await option.waitFor();
  await expect.poll(() => option.innerText()).toContain('2 个提供商 · 每百万个 token 输入 $0.02、输出 $0.05 起');
  expect(await page.getByRole('option', { name: /drawing/ }).count()).toBe(0);
  await page.keyboard.type('llama 3.1');
  const change = page.getByRole('button', { name: /^选择提供商：/ });
  await change.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^由谁运行/ });
  await dialog.waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  await page.getByText('发送到').waitFor();
  await askInVain(page, '你好');
  await page.locator('[data-code="auth"]').getByRole('button', { name: '登录' }).click();
  await page.getByRole('dialog', { name: '使用 Hugging Face 登录' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await context.close();
});

test('a token does instead of signing in, and one’s own connection to Hugging Face takes a token and who pays', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/settings');
  router.accepted.add('hf_token-of-the-person');
  const server = page.locator('[data-server="hf"]');
  await server.getByText('Not signed in.').waitFor();
  await page.getByRole('button', { name: 'Sign in to Hugging Face' }).click();
  await page.getByRole('button', { name: 'Use a token instead' }).click();
  await page.getByLabel('Key', { exact: true }).fill('hf_token-of-the-person');
  await page.getByRole('button', { name: 'Use this key' }).click();
  await server.getByText('Signed in.').waitFor();

  await page.getByRole('button', { name: 'Connect a server' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a server' });
  await dialog.getByRole('button', { name: 'Hugging Face' }).click();
  await expect.poll(() => dialog.getByLabel('Address').inputValue()).toBe('https://router.huggingface.co/v1');
  await dialog.getByLabel('Address').fill(router.origin);
  await dialog.getByLabel('Name').fill('My account');
  await dialog.getByLabel(/^Key/).fill('hf_token-of-the-person');
  await dialog.getByLabel(/^Organization that pays/).fill('two words');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await dialog.getByText('Letters, digits').waitFor();
  await dialog.getByLabel(/^Organization that pays/).fill('my-team');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('[data-server]').filter({ hasText: 'My account' }).getByText('2 models').waitFor();
  await page.goto(`${app.url}/#/`);
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /Llama.*My account/s }).click();
  expect(await ask(page, 'Who pays?')).toBe('Answered by together.');
  expect(asked().at(-1)?.headers['x-hf-bill-to']).toBe('my-team');

  // Dolly has a prompt format of its own, which a router cannot be given: that is said, and stays said.
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /Dolly v2 3B.*My account/s }).click();
  await composer(page).fill('In which format?');
  await page.getByRole('button', { name: 'Prompt and settings' }).click();
  const next = page.getByRole('dialog', { name: 'The next request' });
  await next.getByText('the format “dolly” that the model was trained on cannot be applied').waitFor();
  expect(await next.innerText()).not.toContain('### Instruction');
  await page.keyboard.press('Escape');
  await ask(page, 'In which format?');
  expect(JSON.parse(asked().at(-1)?.body ?? '{}')).toMatchObject({ messages: expect.any(Array) });
  await reloadKept(page);
  await answers(page).last().waitFor();
  const provenance = page.getByRole('region', { name: 'Provenance' }).last();
  await provenance.getByText('Details of this answer').click();
  await expect.poll(() => provenance.innerText()).toContain('“dolly” could not be applied');
  await context.close();
});

test('on plain http beyond localhost there is no sign-in; the reason is told and the token remains', async () => {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chrome or Chromium: npm test installs one.');
  // A name that is not this machine's own: browsers do not trust it without https.
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumArguments, '--host-resolver-rules=MAP stemma.test 127.0.0.1'],
  });
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(`http://stemma.test:${new URL(app.url).port}/#/settings`);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await page.getByRole('button', { name: 'Sign in to Hugging Face' }).click();
  await page.locator('[data-obstacle="insecure"]').waitFor();
  expect(await page.getByRole('button', { name: /^Go to/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Use a token instead' }).click();
  await page.getByLabel('Key', { exact: true }).waitFor();
  await browser.close();
});

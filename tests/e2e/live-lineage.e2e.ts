import axe from 'axe-core';
import type { Page } from 'playwright';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../providers/wire-server.ts';
import { ask, type RunningApp, startApp } from './app.ts';

const asked = 'example-packer/Sparrow-7B-GGUF';
const cards: Readonly<Record<string, object>> = {
  [asked]: { license: 'apache-2.0', base_model: 'example-lab/Sparrow-7B', base_model_relation: 'quantized' },
  'databricks/dolly-v2-3b': { license: 'apache-2.0', base_model: 'EleutherAI/pythia-2.8b' },
  'example-lab/Sparrow-7B': { license: 'apache-2.0', base_model: ['meta-llama/Llama-2-7b-hf', 'example-lab/Private'] },
};

/** While it is on, the hub takes requests and says nothing. */
const held = { isOn: false };
let hub: WireServer;
let lab: WireServer;
let app: RunningApp;
beforeAll(async () => {
  hub = await startWireServer((response, { path }) => {
    if (held.isOn) return;
    const id = /^\/api\/models\/(.+)\?blobs=true$/.exec(path)?.[1] ?? '';
    const card = cards[id];
    response.writeHead(card === undefined ? 401 : 200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify(card === undefined ? { error: 'Repository not found' } : { id, gated: false, cardData: card, siblings: [] }),
    );
  });
  lab = await startWireServer((response, { method }) => {
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Content-Type': 'text/event-stream',
    });
    const choices = [{ index: 0, delta: { content: 'Chirp.' }, finish_reason: 'stop' }];
    response.end(method === 'POST' ? `data: ${JSON.stringify({ id: 'c', model: asked, choices })}\n\ndata: [DONE]\n\n` : '');
  });
  const guide = { id: 'stemma-guide', catalog: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  const configuration = {
    defaultModel: `lab/${asked}`,
    hubUrl: hub.origin,
    backends: [
      { id: 'lab', kind: 'openai-compatible', label: 'Lab', url: `${lab.origin}/v1`, models: [{ id: asked }] },
      { id: 'browser', kind: 'in-browser', models: [guide] },
    ],
  };
  app = await startApp(configuration, [hub.origin, lab.origin]);
});
afterAll(async () => {
  await app.close();
  await hub.stop();
  await lab.stop();
});

const resultSchema = v.object({ violations: v.array(v.object({ id: v.string() })) });
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return v.parse(resultSchema, await page.evaluate('axe.run()')).violations.map(({ id }) => id);
}

test('a model outside the catalog gets the lineage of its cards, only after a button that names the host, and as a claim', async () => {
  const { page, troubles } = await app.visit({ locale: 'en-US' });
  await ask(page, 'Who are you?');
  const provenance = page.getByRole('region', { name: 'Provenance' }).first();
  const host = new URL(hub.origin).host;
  const button = provenance.getByRole('button', { name: `Look up its card on ${host}` });
  await button.waitFor();
  expect(hub.requests).toEqual([]);
  await button.click();
  await provenance.getByRole('heading', { name: 'Stated by its card Claim' }).waitFor();
  expect(hub.requests.map(({ path }) => path.replace('/api/models/', ''))).toEqual([
    `${asked}?blobs=true`,
    'example-lab/Sparrow-7B?blobs=true',
    'example-lab/Private?blobs=true',
  ]);
  expect(hub.requests.flatMap(({ headers }) => [headers.cookie, headers.authorization, headers.referer])).toEqual(
    Array.from({ length: 9 }, () => undefined),
  );

  const ancestors = provenance.locator('[data-claimed-ancestor]');
  await expect
    .poll(() => ancestors.evaluateAll((all) => all.map((one) => one.getAttribute('data-claimed-ancestor'))))
    .toEqual(expect.arrayContaining(['example-lab/Sparrow-7B', 'llama-2-7b', 'example-lab/Private']));
  await expect
    .poll(() => ancestors.filter({ hasText: 'example-lab/Private' }).last().innerText())
    .toContain('No such card is public there.');
  await provenance.getByRole('link', { name: 'Llama 2 7B' }).waitFor();

  const commercial = provenance.locator('[data-claim="commercial-use"]');
  await expect.poll(() => commercial.getAttribute('data-claimed-verdict')).toBe('unclear');
  await commercial.locator('summary').click();
  const chain = await commercial.innerText();
  expect(chain).toContain('Llama 2 Community License');
  expect(chain).toContain('stated by the card of example-lab/Sparrow-7B');
  // For whoever reads the page from outside, a claim is no verdict.
  expect(await provenance.locator('[data-verdict], [data-ancestor]').count()).toBe(0);
  await expect.poll(() => provenance.getAttribute('data-license-effective')).toBe('');
  // The browser's own line about the card that is private.
  expect(troubles).toEqual(['Failed to load resource: the server responded with a status of 401 (Unauthorized)']);

  // The same answer again: what was read is still here, and nobody is asked twice.
  await page.goto(`${app.url}/#/settings`);
  await page.goBack();
  await page.getByRole('heading', { name: 'Stated by its card Claim' }).first().waitFor();
  expect(hub.requests).toHaveLength(3);
});

test('by keyboard: a look-up can be stopped, the server sees it, and the focus is never lost', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await ask(page, 'Who are you?');
  const button = page.locator('.stated-look-up .button');
  await button.waitFor();
  held.isOn = true;
  const before = hub.requests.length;
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await expect.poll(() => hub.requests.length).toBe(before + 1);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Look up its card/ }).waitFor();
  expect(await hub.requests[before]?.closed).toBe(false);
  held.isOn = false;
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Stated by its card Claim' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Stated by its card');
  await expect.poll(() => page.locator('[aria-live="polite"]').innerText()).toContain('The card was read.');
  await context.close();
});

test('a Hub that cannot be reached is said in words, and can be asked again', async () => {
  const alone = await startApp({ hubUrl: 'http://127.0.0.1:9', backends: [] });
  const { page } = await alone.visit({ locale: 'zh-CN' }, '#/atlas/dolly-v2-3b');
  const button = page.getByRole('button', { name: '与 127.0.0.1:9 上的模型卡对比' });
  await button.click();
  await expect.poll(() => page.locator('.stated-trouble').innerText()).toContain('无法连接 Hub');
  await expect.poll(() => button.isEnabled()).toBe(true);
  await alone.close();
});

test.each([
  ['en-US', 'light'],
  ['zh-CN', 'dark'],
] as const)('the claims pass axe and fit a phone (%s, %s)', async (locale, colorScheme) => {
  const { page, context } = await app.visit({ locale, colorScheme, viewport: { width: 360, height: 740 }, bypassCSP: true });
  await ask(page, 'Hi');
  await page.locator('article[data-role="assistant"] .provenance-fold').click();
  await page.locator('.stated-look-up .button').first().click();
  await page.locator('[data-claimed-ancestor]').first().waitFor();
  for (const summary of await page.locator('[data-claim] summary').all()) await summary.click();
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await context.close();
});

test('a model of the catalog can be compared with its card, and where they differ is said in words', async () => {
  const { page, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas/dolly-v2-3b');
  const before = hub.requests.length;
  await page.getByRole('button', { name: /^Compare with its card on / }).click();
  await page.getByText('License: it says apache-2.0, the catalog says MIT License.').waitFor();
  await expect.poll(() => page.locator('.stated-differences li').count()).toBe(1);
  expect(hub.requests.slice(before).map(({ path }) => path)).toEqual(['/api/models/databricks/dolly-v2-3b?blobs=true']);
  expect(await page.locator('[data-claim]').count()).toBe(0);
  expect(troubles).toEqual([]);
});

test('a file from disk shows what would hold if it tells the truth, before it runs', async () => {
  const { page, troubles } = await app.visit({ locale: 'en-US' });
  await page.getByRole('button', { name: /^Model: / }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a model' });
  await dialog.locator('input[type=file]').setInputFiles(join(import.meta.dirname, '../fixtures/models/llama-random.gguf'));
  const card = dialog.getByRole('region', { name: 'What this file says about itself' });
  await card.getByText('What you may do, if that is true').waitFor();
  await expect.poll(() => card.locator('[data-claim]').count()).toBe(4);
  expect(troubles).toEqual([]);
});

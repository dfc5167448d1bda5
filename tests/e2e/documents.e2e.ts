import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from 'playwright';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems as cycloneDxProblems } from '../catalog/bill-of-materials/cyclonedx-schema.ts';
import { problems as spdxProblems } from '../catalog/bill-of-materials/spdx-model.ts';
import { answers, ask, type RunningApp, startApp } from './app.ts';
import { type SlowServer, startSlowServer } from './slow-server.ts';

const distill = '#/atlas/deepseek-r1-distill-llama-8b';
const resultSchema = v.object({ violations: v.array(v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string() })) })) });

let app: RunningApp;
let server: SlowServer;
beforeAll(async () => {
  server = await startSlowServer(['A', 'short', 'answer.']);
  const model = { id: 'slow-model', name: 'A distill', catalog: 'deepseek-r1-distill-llama-8b' };
  const backend = { id: 'slow', kind: 'openai-compatible', label: 'Slow server', url: `${server.origin}/v1`, models: [model] };
  app = await startApp({ defaultModel: 'slow/slow-model', backends: [backend] }, [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

async function downloaded(page: Page, button: string): Promise<{ readonly name: string; readonly content: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path(), 'utf8') };
}

test('both bills of materials and the notice of a model can be taken along; they are valid, and their writers come only when asked for', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, distill);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.reload();
  await page.getByRole('heading', { name: 'To take with you' }).waitFor();
  const writers = (): readonly string[] => fetched.filter((path) => /\/(cyclonedx|spdx|notice)-[^/]*\.js$/.test(path));
  expect(writers()).toEqual([]);

  const cycloneDx = await downloaded(page, 'Bill of materials (CycloneDX)');
  expect(cycloneDx.name).toBe('deepseek-r1-distill-llama-8b.cdx.json');
  const bill: unknown = JSON.parse(cycloneDx.content);
  expect(cycloneDxProblems(bill)).toEqual([]);
  expect(bill).toMatchObject({ specVersion: '1.6', metadata: { component: { name: 'DeepSeek-R1-Distill-Llama-8B' } } });

  const spdx = await downloaded(page, 'Bill of materials (SPDX)');
  expect(spdx.name).toBe('deepseek-r1-distill-llama-8b.spdx.json');
  expect(spdxProblems(JSON.parse(spdx.content))).toEqual([]);

  const notice = await downloaded(page, 'Notice file');
  expect(notice.name).toBe('deepseek-r1-distill-llama-8b.NOTICE.txt');
  expect(notice.content).toContain('To be shown: Built with Llama');
  expect(writers().length).toBeGreaterThanOrEqual(2);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a set of models, as the filters give it, has its papers too', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas?maker=databricks');
  await page.getByText('Bill of materials and notices for these 4 models').click();
  const bill: unknown = JSON.parse((await downloaded(page, 'Bill of materials (CycloneDX)')).content);
  expect(cycloneDxProblems(bill)).toEqual([]);
  expect(JSON.stringify(bill)).toContain('Dolly v2 12B');
  const notice = await downloaded(page, 'Notice file');
  expect(notice.name).toBe('stemma-models.NOTICE.txt');
  expect(notice.content).toContain('Dolly v1 6B');
  expect(troubles).toEqual([]);
  await context.close();
});

test('a model page sets what is declared beside what holds', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, distill);
  const pair = page.locator('main .license-pair');
  await pair.waitFor();
  await expect
    .poll(() => pair.innerText())
    .toMatch(/Declared\s+MIT License\s+With its ancestry\s+MIT License \+ Llama 3\.1 Community License/);
  await context.close();
});

test('a model page tells what is to be known of the licenses that hold', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/atlas/llama-13b');
  await page.getByRole('heading', { name: /^On the LLaMA License Agreement/ }).waitFor();
  await page.getByText('Granted only after an access request form').waitFor();
  // No section is empty: what there is no command for is said.
  await page.getByText('the catalog knows no address to fetch its weights from').waitFor();
  await context.close();
});

test('a file whose writer cannot be fetched is said to have failed', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, distill);
  await context.route('**/notice-*.js', (route) => route.abort());
  await page.getByRole('button', { name: 'Notice file' }).click();
  await page.getByRole('alert').getByText('The file could not be made.').waitFor();
  await context.close();
});

test('the BibTeX entry is copied to the letter', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] }, distill);
  await page.locator('.documents').getByRole('button', { name: 'Copy' }).click();
  await page.locator('.documents').getByRole('button', { name: 'Copied' }).waitFor();
  const copied = v.parse(v.string(), await page.evaluate('navigator.clipboard.readText()'));
  expect(copied).toMatch(/^@misc\{deepseek-r1-distill-llama-8b,\n {2}author = \{\{DeepSeek\}\},/);
  await context.close();
});

test('what must be shown stands beside the answer by itself, in the line below it too; what else showing it asks for is one click away', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await ask(page, 'Hello');
  const line = answers(page).getByRole('button', { name: /Answered by/ });
  await expect.poll(() => line.innerText()).toContain('Built with Llama');
  const region = page.getByRole('region', { name: 'Provenance' });
  await expect.poll(() => region.getByText('Built with Llama', { exact: true }).first().isVisible()).toBe(true);
  const policy = region.locator('[data-obligation="use-policy"]');
  expect(await policy.isVisible()).toBe(false);
  await region.getByText('If you show this answer to others').click();
  await expect.poll(() => policy.getByRole('link').first().getAttribute('href')).toBe('https://llama.meta.com/llama3_1/use-policy');
  expect(await region.locator('[data-obligation="model-name"]').count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a model page says what must be done for answers and for weights, with the data, the license’s story and the exact prompt', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas/stable-vicuna-13b');
  const must = page.locator('.obligations');
  await must.getByText('If you pass on its weights or a model made from it').click();
  const share = must.locator('[data-obligation="share-alike"]');
  await expect.poll(() => share.isVisible()).toBe(true);
  await page.getByText('LLaMA is licensed under the LLaMA License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.').waitFor();
  await expect.poll(() => page.getByText('How its license changed').isVisible()).toBe(true);
  await page.getByText('Exact prompt format').click();
  await expect.poll(() => page.locator('.prompt-example').innerText()).toContain('### Human: What is a stemma?');
  await page.getByText('Training data').click();
  const alpaca = page.locator('[data-set="alpaca-52k"]');
  await expect.poll(() => alpaca.innerText()).toContain('text written by a model: text-davinci-003, under OpenAI Terms of Use');
  expect(troubles).toEqual([]);
  await context.close();
});

test.each([
  ['light', 'en-US'],
  ['dark', 'zh-CN'],
] as const)(
  'axe finds nothing on a model page with all of it open, and nothing is wider than a phone (%s, %s)',
  async (colorScheme, locale) => {
    const { page, context } = await app.visit(
      { colorScheme, locale, viewport: { width: 360, height: 740 }, bypassCSP: true },
      '#/atlas/stable-vicuna-13b',
    );
    await page.locator('.obligations').waitFor();
    await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })");
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.evaluate(axe.source);
    const { violations } = v.parse(resultSchema, await page.evaluate('axe.run()'));
    expect(violations).toEqual([]);
    await context.close();
  },
);

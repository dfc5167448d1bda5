import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';

let app: RunningApp;
beforeAll(async () => {
  const dolly: object = JSON.parse(await readFile(join(import.meta.dirname, '../../src/catalog/models/dolly-v2-3b.json'), 'utf8'));
  const guide = { id: 'stemma-guide', catalog: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  app = await startApp({
    backends: [{ id: 'browser', kind: 'in-browser', models: [guide] }],
    catalog: {
      models: [
        { ...dolly, id: 'our-dolly', name: 'Our Dolly', hubId: null },
        {
          ...dolly,
          id: 'packed-llama',
          name: 'Packed Llama',
          hubId: null,
          parents: [{ target: 'llama-2-7b-chat', relation: 'quantized', source: 'our wiki' }],
        },
        { ...dolly, id: 'orphan', parents: [{ target: 'gone', relation: 'finetune', source: 'our wiki' }] },
      ],
    },
  });
});
afterAll(() => app.close());

test("the operator's own model has a page, is marked as theirs, and a broken entry is named while the rest works", async () => {
  const { page, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas/our-dolly');
  await page.getByRole('heading', { level: 1, name: 'Our Dolly' }).waitFor();
  await expect.poll(() => page.locator('[data-of-operator="models/our-dolly"]').innerText()).toBe('From this site');
  await expect.poll(() => page.locator('[data-question="commercial-use"]').getAttribute('data-verdict')).toBe('allowed');
  await page
    .getByRole('alert')
    .filter({ hasText: 'config.json: catalog.models.orphan: there is no model "gone" in the catalog' })
    .waitFor();
  await page.goto(`${app.url}/#/atlas?view=table&q=our-dolly`);
  await page.locator('tr[data-model="our-dolly"] [data-of-operator]').waitFor();
  await page.goto(`${app.url}/#/atlas/dolly-v2-3b`);
  await page.getByRole('heading', { level: 1, name: 'Dolly v2 3B' }).waitFor();
  expect(await page.locator('[data-of-operator]').count()).toBe(0);
  expect(troubles).toEqual([]);
});

test('a quantized copy that declares more than its base is told so on its page, and the base decides', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas/packed-llama');
  await page.getByRole('heading', { level: 1, name: 'Packed Llama' }).waitFor();
  await page.getByText('Stricter than declared').waitFor();
  const commercial = page.locator('[data-question="commercial-use"]');
  await expect.poll(() => commercial.getAttribute('data-verdict')).toBe('conditional');
  await commercial.locator('summary').click();
  await expect.poll(() => commercial.innerText()).toContain('Packed Llama claims to allow more than Llama 2 7B chat, which it stands on.');
  expect(troubles).toEqual([]);
  await context.close();
});

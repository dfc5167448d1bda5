import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, composer, type RunningApp, startApp } from './app.ts';

const models = join(import.meta.dirname, '../fixtures/models');
let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function choose(file: string | { name: string; mimeType: string; buffer: Buffer }) {
  const { page, troubles } = await app.visit({ locale: 'en-US' });
  await composer(page).fill('words that must stay');
  await page.getByRole('button', { name: /^Model: / }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a model' });
  await dialog.locator('input[type=file]').setInputFiles(file);
  return { page, dialog, troubles };
}

test('a file from disk says its license and base before it runs, answers in the page, and is named by its own claims', async () => {
  const { page, dialog, troubles } = await choose(join(models, 'llama-random.gguf'));
  const card = dialog.getByRole('region', { name: 'What this file says about itself' });
  await card.waitFor();
  await expect.poll(() => card.innerText()).toMatch(/License\s+\S+/);
  await expect.poll(() => card.innerText()).toMatch(/Built on\s+\S+/);
  await card.getByRole('button', { name: 'Use this model' }).click();
  await expect.poll(() => composer(page).inputValue()).toBe('words that must stay');
  const answer = await ask(page, 'Anything');
  expect(answer.length).toBeGreaterThan(0);
  const provenance = page.getByRole('region', { name: 'Provenance' }).first();
  await page.getByText('Stated by its file').first().waitFor();
  // A file's claims about itself are shown, and decide nothing.
  await expect.poll(() => provenance.getAttribute('data-model')).toBe('');
  await expect.poll(() => provenance.getAttribute('data-license-effective')).toBe('');
  expect(troubles).toEqual([]);
});

test.each([
  ['a file that is cut off', async () => (await readFile(join(models, 'llama-random.gguf'))).subarray(0, 2_000)],
  ['a file that is no GGUF', async () => Buffer.from('This is a text.')],
  ['an empty file', async () => Buffer.alloc(0)],
])('%s is refused in words, and nothing is lost', async (_, bytes) => {
  const { page, dialog } = await choose({ name: 'model.gguf', mimeType: 'application/octet-stream', buffer: Buffer.from(await bytes()) });
  const alert = dialog.getByRole('alert');
  await alert.waitFor();
  expect((await alert.innerText()).length).toBeGreaterThan(40);
  await page.keyboard.press('Escape');
  await expect.poll(() => composer(page).inputValue()).toBe('words that must stay');
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
});

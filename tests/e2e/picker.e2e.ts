import { afterAll, beforeAll, expect, test } from 'vitest';
import { composer, type RunningApp, startApp } from './app.ts';
import { startModelServer } from './model-server.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function openPicker(page: Awaited<ReturnType<RunningApp['visit']>>['page']) {
  await page.getByRole('button', { name: /^Model: / }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a model' });
  await dialog.waitFor();
  return dialog;
}

test('the three families stand in the picker before any server is connected, each with what it needs', async () => {
  const { page, troubles } = await app.visit({ locale: 'en-US' });
  const dialog = await openPicker(page);
  const shown = () => dialog.getByRole('option').allInnerTexts();
  await expect
    .poll(async () => (await shown()).slice(0, 3))
    .toEqual([expect.stringContaining('Open Assistant'), expect.stringContaining('StableVicuna'), expect.stringContaining('Dolly')]);
  const options = await shown();
  expect(options.find((text) => text.includes('StableVicuna'))).toContain('Needs joined weights');
  expect(options.find((text) => text.includes('Dolly'))).toContain('Needs a server');
  expect(options.find((text) => text.includes('Stemma guide'))).toContain('Ready: runs in this browser');
  await dialog.getByRole('combobox').fill('llama 2 7b chat');
  await expect.poll(() => dialog.getByRole('option').first().innerText()).toContain('its maker asks for agreement first');
  await dialog.getByRole('combobox').fill('gpt-4');
  await expect.poll(() => dialog.getByRole('option').first().innerText()).toContain('Closed');
  expect(troubles).toEqual([]);
});

test('a model without a server leads to the exact commands, and the words in the composer stay', async () => {
  const { page } = await app.visit({ locale: 'en-US' });
  await composer(page).fill('half a question');
  const dialog = await openPicker(page);
  await dialog.getByRole('combobox').fill('dolly-v2-7b');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Dolly v2 7B' }).waitFor();
  await page.locator('summary', { hasText: 'llama.cpp' }).click();
  await expect.poll(() => page.getByLabel('Commands').first().innerText()).toContain('llama-server -hf mav23/dolly-v2-7b-GGUF:Q4_K_M');
  const entry: unknown = JSON.parse(await page.getByLabel('Entry for config.json').first().innerText());
  expect(entry).toMatchObject({ kind: 'openai-compatible', url: 'http://localhost:8080/v1', models: [{ id: 'dolly-v2-7b' }] });
  await page.goBack();
  await expect.poll(() => composer(page).inputValue()).toBe('half a question');
});

test('the entry that is shown works as it is: the model is then offered and no longer said to need a server', async () => {
  const configured = await startApp({
    version: 1,
    backends: [
      { id: 'llama-cpp', kind: 'openai-compatible', label: 'llama.cpp', url: 'http://localhost:8080/v1', models: [{ id: 'dolly-v2-12b' }] },
    ],
  });
  const { page } = await configured.visit({ locale: 'en-US' });
  const dialog = await openPicker(page);
  const dolly = dialog.getByRole('option').filter({ hasText: 'Dolly v2 12B' });
  await dolly.waitFor();
  expect(await dolly.innerText()).not.toContain('Needs a server');
  await configured.close();
});

test('a server that wants to be left alone is not asked for its models: the picker says for how long, and keeps what it knows', async () => {
  const server = await startModelServer();
  const connected = await startApp(
    { backends: [{ id: 'tired', kind: 'openai-compatible', label: 'Tired server', url: `${server.origin}/v1` }] },
    [server.origin],
  );
  const { page } = await connected.visit({ locale: 'en-US' });
  const first = await openPicker(page);
  const model = first.getByRole('option', { name: /^test-model/ });
  await model.waitFor();
  await page.keyboard.press('Escape');
  const asked = server.seen.length;
  server.settings.pauseSeconds = 4;
  const dialog = await openPicker(page);
  await dialog.getByText('Tired server was not asked for its models').waitFor();
  await dialog.getByText(/asked for a pause: \d s left/).waitFor();
  await expect.poll(() => model.isVisible()).toBe(true);
  await expect.poll(() => server.seen.length).toBe(asked + 1);
  await page.keyboard.press('Escape');
  await openPicker(page);
  const again = dialog.getByRole('button', { name: 'Try again' });
  await expect.poll(() => again.isDisabled()).toBe(true);
  server.settings.pauseSeconds = 0;
  await again.and(page.locator(':enabled')).waitFor();
  expect(server.seen).toHaveLength(asked + 1);
  await again.click();
  await again.waitFor({ state: 'detached' });
  expect(server.seen).toHaveLength(asked + 2);
  await expect.poll(() => model.isVisible()).toBe(true);
  await connected.close();
  await server.close();
});

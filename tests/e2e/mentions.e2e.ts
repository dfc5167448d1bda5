import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, ask, type RunningApp, startApp } from './app.ts';
import { type SlowServer, slowConfiguration, startSlowServer } from './slow-server.ts';

const said = 'StableVicuna stands on **LLaMA 13B**, not on Llama-4; the Llama license is no model, and `Dolly v2 12B` is code.';

let app: RunningApp;
let server: SlowServer;
beforeAll(async () => {
  server = await startSlowServer(said.split(' '));
  app = await startApp(slowConfiguration(server.origin), [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

test('a model of the catalog that an answer names is a link to what is known of it; nothing else is', async () => {
  const { page, context, troubles } = await app.visit();
  await ask(page, 'What does it stand on?');
  const links = answers(page).locator('[data-part="text"] a');
  await links.first().waitFor();
  await expect
    .poll(() => links.evaluateAll((found) => found.map((link) => [link.textContent, link.getAttribute('href')])))
    .toEqual([
      ['StableVicuna', '#/atlas/stable-vicuna-13b'],
      ['LLaMA 13B', '#/atlas/llama-13b'],
    ]);
  await links.first().click();
  await page.getByRole('heading', { level: 1, name: 'StableVicuna 13B' }).waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

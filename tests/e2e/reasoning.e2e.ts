import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, composer, type RunningApp, startApp } from './app.ts';
import { slowConfiguration } from './slow-server.ts';
import { reloadKept } from './reload-kept.ts';

let app: RunningApp;
let server: Server;

/** Thinks for a good second, then answers. */
beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    if (request.method === 'OPTIONS') {
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'text/event-stream');
    const send = (delta: object, reason: string | null = null): void => {
      response.write(
        `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`,
      );
    };
    let step = 0;
    const timer = setInterval(() => {
      step += 1;
      if (step < 20) send({ reasoning_content: `thought ${step}. ` });
      else if (step < 30) send({ content: `word${step} ` });
      else {
        clearInterval(timer);
        send({}, 'stop');
        response.end('data: [DONE]\n\n');
      }
    }, 100);
    response.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const origin = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  app = await startApp(slowConfiguration(origin), [origin]);
});
afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('reasoning is folded, says how long it took also after a reload, and is found by the search, which unfolds it', async () => {
  const { page, context, troubles } = await app.visit();
  await composer(page).fill('Think');
  await composer(page).press('Enter');
  const fold = answers(page).locator('[data-part="reasoning"]');
  await fold.getByText('Reasoning…').waitFor();
  await expect.poll(() => fold.getAttribute('open')).toBeNull();
  await answers(page).getByText('word22').waitFor();
  await fold.getByText(/^Reasoned for \d+ s$/).waitFor();
  await answers(page).and(page.locator('[data-status="done"]')).waitFor();
  const said = await fold.locator('summary').innerText();
  expect(Number(/\d+/.exec(said)?.[0])).toBeGreaterThanOrEqual(1);
  await reloadKept(page);
  await fold.getByText(said, { exact: true }).waitFor();
  expect(await page.getByText('thought 7').isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Find in this conversation' }).click();
  await page.getByRole('textbox', { name: 'Find in this conversation' }).fill('thought 7');
  await expect.poll(() => page.locator('.find-count').innerText()).toBe('1 of 1');
  await expect.poll(() => page.getByText('thought 7').isVisible()).toBe(true);
  expect(troubles).toEqual([]);
  await context.close();
});

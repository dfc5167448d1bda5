import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';

let app: RunningApp;
let server: Server;
/** What was asked, as "model: question", with the seed and the limit. */
const asked: { readonly words: string; readonly seed: number; readonly maxTokens: number }[] = [];
/** As long as it is true, questions with "stumble" in them fail. */
let stumbles = true;
/** How long an answer takes. Milliseconds. */
let pace = 20;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', '*');
      if (request.method !== 'POST') {
        response.end('{}');
        return;
      }
      const { model, messages, seed, max_tokens: maxTokens } = JSON.parse(body);
      const question: string = messages.at(-1).content;
      asked.push({ words: `${model}: ${question}`, seed, maxTokens });
      if (stumbles && question.includes('stumble')) {
        response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"error":{"message":"I stumbled"}}');
        return;
      }
      const chunk = (delta: object, reason: string | null): string =>
        `data: ${JSON.stringify({ model, choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
      response.setHeader('Content-Type', 'text/event-stream');
      setTimeout(() => {
        response.end(`${chunk({ content: `**Echo** of ${question}` }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
      }, pace);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const origin = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  app = await startApp(
    {
      defaultModel: 'lab/first',
      backends: [
        {
          id: 'lab',
          kind: 'openai-compatible',
          label: 'Lab',
          url: `${origin}/v1`,
          models: [
            { id: 'first', name: 'First model' },
            { id: 'second', name: 'Second model', catalog: 'stable-vicuna-13b', promptFormat: 'server' },
          ],
        },
      ],
    },
    [origin],
  );
});
afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  server.close();
});

test('a set of prompts is asked, paused, taken up after a reload, tried again, voted on blind, ranked and saved', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', acceptDownloads: true }, '#/runs');
  await page
    .getByRole('textbox', { name: 'Prompts' })
    .fill(['one', 'two stumble', ...Array.from({ length: 8 }, (_, place) => `more ${place}`)].join('\n'));
  await page.getByText('10 prompts').waitFor();
  await page.getByRole('button', { name: 'Add a model' }).click();
  await page.getByRole('option', { name: /^Second model|^StableVicuna/ }).click();
  await page.getByRole('spinbutton', { name: 'Longest answer' }).fill('77');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('5');
  await page.getByRole('textbox', { name: 'Name' }).fill('Small run');
  expect(await violations(page)).toEqual([]);

  pace = 400;
  await page.getByRole('button', { name: 'Start' }).click();
  const progress = page.locator('.run-progress');
  await progress.waitFor();
  expect(await page.locator('main').evaluate((main) => main.scrollTop)).toBe(0);
  await expect.poll(async () => Number(await progress.getAttribute('data-done'))).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  const before = Number(await progress.getAttribute('data-done'));
  expect(before).toBeLessThan(18);
  await page.reload();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  // What was whole stays; nothing is asked before a person says so.
  expect(Number(await progress.getAttribute('data-done'))).toBe(before);
  const askedBefore = asked.length;
  pace = 10;
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => progress.getAttribute('data-done')).toBe('18');
  await expect.poll(() => progress.getAttribute('data-failed')).toBe('2');
  expect(asked.length).toBeGreaterThan(askedBefore);
  expect(asked.every(({ seed, maxTokens }) => seed === 5 && maxTokens === 77)).toBe(true);
  const failed = page.locator('tr[data-prompt="2"] td').first();
  await expect.poll(() => failed.getAttribute('data-state')).toBe('failed');
  await expect.poll(() => failed.innerText()).toContain('The backend failed');

  stumbles = false;
  await page.getByRole('button', { name: 'Try failed ones again' }).click();
  await expect.poll(() => progress.getAttribute('data-done')).toBe('20');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Vote blind' }).click();
  const sides = page.locator('.run-sides > section');
  await sides.first().waitFor();
  // Nothing in the page says who is who before the vote.
  const hidden = await page.locator('main').innerHTML();
  for (const word of ['First model', 'Second model', 'StableVicuna', 'lab/', 'first', 'second']) expect(hidden).not.toContain(word);
  await page.getByRole('button', { name: 'A is best' }).click();
  await page.getByText('Your vote is kept.').waitFor();
  await expect.poll(() => page.locator('main').innerText()).toContain('StableVicuna');
  await page.getByRole('button', { name: 'Next prompt' }).click();
  await page.getByText('9 prompts left to vote on').waitFor();
  await page.getByRole('button', { name: 'Tie' }).click();
  await page.getByRole('button', { name: 'Back to the grid' }).click();

  // A vote that knows the names, from the grid.
  await page.getByRole('button', { name: 'Read and vote: more 0' }).click();
  const reading = page.getByRole('dialog');
  await expect.poll(() => reading.getByRole('strong').first().innerText()).toBe('Echo');
  await reading.getByRole('button', { name: 'First model is best' }).click();
  await reading.getByText('Your vote: First model').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Show' }).selectOption('unvoted');
  await expect.poll(() => page.locator('tr[data-prompt]').count()).toBe(7);

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Answers as CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('Small run.csv');
  await page.goto(`${app.url}/#/board`);
  await page.getByText('3 votes').waitFor();
  const [trees] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Votes with answers (Open Assistant JSONL)' }).click(),
  ]);
  const lines = (await readFile(await trees.path(), 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0] ?? '').prompt).toMatchObject({ role: 'prompter', replies: [{ role: 'assistant' }, { role: 'assistant' }] });
  expect(troubles.filter((trouble) => !trouble.includes('500'))).toEqual([]);

  // On a phone nothing is wider than the screen but the table, which scrolls by itself.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${app.url}/#/runs`);
  await page.getByRole('link', { name: 'Small run' }).click();
  await page.locator('.run-scroller').waitFor();
  await expect.poll(() => page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Run removed.').last().waitFor();
  expect(await page.getByRole('link', { name: 'Small run' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'Small run' }).waitFor();
  await context.close();
});

test('the set that ships is there without a file, and a file is read with what is wrong in it', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'zh-CN' }, '#/runs');
  await page.getByRole('button', { name: '使用 Stemma 自带的小题集' }).click();
  await page.getByText('16 个问题').waitFor();
  const content = '{"prompt":"one"}\n{"turns":["two","three"]}\nnot json';
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'my set.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(content) });
  await page.getByText('2 个问题').waitFor();
  await page.getByText('第 3 行：不是 JSON。').waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: '名称' }).inputValue()).toBe('my set');
  // What was written is still there after a look at the board, and the prompts after a reload, too.
  const prompts = page.locator('textarea.run-prompts');
  await prompts.fill('typed by hand\nand more');
  await page.goto(`${app.url}/#/board`);
  await page.goto(`${app.url}/#/runs`);
  await expect.poll(() => prompts.inputValue()).toBe('typed by hand\nand more');
  await expect.poll(() => page.getByRole('textbox', { name: '名称' }).inputValue()).toBe('my set');
  await page.reload();
  await expect.poll(() => prompts.inputValue()).toBe('typed by hand\nand more');
  expect(troubles).toEqual([]);
  await context.close();
});

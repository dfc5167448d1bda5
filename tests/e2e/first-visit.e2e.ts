import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, composer, type RunningApp, startApp } from './app.ts';

let guide: RunningApp;
let servers: RunningApp;
beforeAll(async () => {
  guide = await startApp();
  servers = await startApp(
    {
      defaultModel: 'lab/chatty',
      backends: [
        {
          id: 'lab',
          kind: 'openai-compatible',
          label: 'Lab',
          url: 'https://lab.example/v1',
          models: [
            { id: 'chatty', name: 'Chatty' },
            { id: 'pythia', name: 'Pythia', catalog: 'pythia-12b' },
          ],
        },
      ],
    },
    ['https://lab.example'],
  );
});
afterAll(async () => {
  await guide.close();
  await servers.close();
});

test('the guide is asked what the guide knows, and nothing leaves the browser', async () => {
  const { page, context, troubles } = await guide.visit({ locale: 'en-US' });
  await page.getByRole('heading', { level: 1, name: 'Ask, and see what the answer stands on' }).waitFor();
  await expect.poll(() => page.locator('[data-leaves]').getAttribute('data-leaves')).toBe('');
  await page.getByText('Leaves it: nothing.').waitFor();
  const example = page.getByRole('button', { name: 'What is StableVicuna built on?' });
  await example.click();
  await answers(page).and(page.locator('[data-status="done"]')).first().waitFor();
  await expect.poll(() => answers(page).first().innerText()).toContain('LLaMA');
  expect(troubles).toEqual([]);
  await context.close();
});

test('another model is asked general things, and it is said to whom the words go', async () => {
  const { page, context } = await servers.visit({ locale: 'en-US' });
  await page.getByRole('button', { name: 'What is the difference between open weights and open source?' }).waitFor();
  expect(await page.getByRole('button', { name: 'What is StableVicuna built on?' }).count()).toBe(0);
  await page.getByText('It goes to Lab (lab.example).').waitFor();
  await page.getByText('Stays in this browser: your conversations, drafts and settings.').waitFor();
  await page.getByRole('link', { name: 'Who sees what' }).click();
  await page.getByRole('heading', { level: 1, name: 'Privacy' }).waitFor();
  await context.close();
});

test('a base model is given beginnings to continue, in the language of the page', async () => {
  const { page, context } = await servers.visit({ locale: 'zh-CN' });
  await page.getByRole('button', { name: '开放权重和开源有什么区别？' }).waitFor();
  await page.getByRole('button', { name: /^模型：/ }).click();
  await page.getByRole('option', { name: /^Pythia/ }).click();
  await page.getByRole('button', { name: '从前，在一座收藏地图的图书馆里，' }).waitFor();
  await page.getByText('这是一个基础模型：它会续写你开头的文字。').waitFor();
  await composer(page).waitFor();
  await context.close();
});

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chosenOption, answers, composer, type RunningApp, say, startApp } from './app.ts';
import { violations } from './axe.ts';
import { type MoodyServer, moodyConfiguration, startMoodyServer } from './moody-server.ts';
import { reloadKept } from './reload-kept.ts';

let app: RunningApp;
let server: MoodyServer;
beforeAll(async () => {
  server = await startMoodyServer();
  app = await startApp(moodyConfiguration(server.origin), [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

async function addPrompt(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New prompt' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

test('a preset of a person’s own is made, is what new chats begin with, and is sent and shown with each answer', async () => {
  const { page, context, troubles } = await app.visit(
    { locale: 'en-US', bypassCSP: true, viewport: { width: 1440, height: 900 } },
    '#/prompts',
  );
  await page.getByRole('heading', { level: 1, name: 'Prompts and presets' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'New preset' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Terse');
  await page.getByRole('textbox', { name: 'System text' }).fill('Answer in one word.');
  await page.getByRole('textbox', { name: 'Temperature' }).fill('0.2');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('list', { name: 'Your own' }).getByText('Temperature 0.2').waitFor();
  await page.getByRole('combobox', { name: 'New chats begin with' }).selectOption({ label: 'Terse' });
  await page.waitForTimeout(300);
  await page.goto(`${app.url}/#/`);
  await reloadKept(page);
  await say(page, 'What is a stemma?');
  expect(server.asked.at(-1)).toMatchObject({
    temperature: 0.2,
    messages: [{ role: 'system', content: 'Answer in one word.' }, { role: 'user' }],
  });
  const provenance = page.getByRole('region', { name: 'Provenance' });
  await provenance.getByText('Details of this answer').click();
  await expect.poll(() => provenance.innerText()).toMatch(/Temperature\s+0\.2/i);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a conversation’s own values go over those of all, and do not follow into the next one', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/settings');
  await page.getByRole('textbox', { name: 'Temperature' }).fill('0.9');
  await page.goto(`${app.url}/#/`);
  await page.getByRole('button', { name: 'Prompt and settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'The next request' });
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Temperature' }).getAttribute('placeholder')).toBe('0.9 (settings)');
  await dialog.getByRole('combobox', { name: 'Preset' }).selectOption({ label: 'nucleus9' });
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Top-p' }).inputValue()).toBe('0.9');
  await dialog.getByRole('textbox', { name: 'Temperature' }).fill('0.1');
  await expect.poll(() => dialog.getByRole('combobox', { name: 'Preset' }).inputValue()).toBe('');
  await dialog.getByRole('button', { name: 'Save as preset' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog.getByRole('combobox', { name: 'Preset' }).locator('option:checked').innerText()).toBe('Mine');
  await page.keyboard.press('Escape');
  await say(page, 'one');
  expect(server.asked.at(-1)).toMatchObject({ temperature: 0.1, top_p: 0.9 });
  await reloadKept(page);
  await say(page, 'two');
  expect(server.asked.at(-1)).toMatchObject({ temperature: 0.1, top_p: 0.9 });
  await page.goto(`${app.url}/#/`);
  await say(page, 'three');
  expect(server.asked.at(-1)).toMatchObject({ temperature: 0.9 });
  expect(server.asked.at(-1)).not.toHaveProperty('top_p');
  await context.close();
});

test('a prompt is put in at the caret by a slash, by keyboard alone, with its places filled in', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true }, '#/prompts');
  await addPrompt(page, 'Translate', 'Translate into {{language:French|German}}, {{tone=plainly}}: {{text}}');
  await addPrompt(page, 'Sum up', 'Sum this up.');
  await page.getByRole('list', { name: 'Prompt library' }).getByText('Asks for: language, tone, text').waitFor();
  await page.goto(`${app.url}/#/`);
  await page.getByRole('button', { name: 'Insert a prompt' }).waitFor();
  await composer(page).focus();
  await page.keyboard.type('See /etc/hosts and/or this. ');
  await expect.poll(() => page.getByRole('listbox', { name: 'Prompt library' }).count()).toBe(0);
  await page.keyboard.type('/');
  const list = page.getByRole('listbox', { name: 'Prompt library' });
  await list.waitFor();
  await expect.poll(() => list.getByRole('option').allInnerTexts()).toHaveLength(2);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => chosenOption(composer(page))).toContain('Translate');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => composer(page).inputValue()).toBe('See /etc/hosts and/or this. Sum this up.');
  expect(await answers(page).count()).toBe(0);

  await page.keyboard.type(' /tra');
  await list.waitFor();
  await page.keyboard.press('Tab');
  const form = page.getByRole('dialog', { name: 'Fill in “Translate”' });
  await form.getByRole('combobox', { name: 'language' }).selectOption('German');
  await expect.poll(() => form.getByRole('textbox', { name: 'tone' }).inputValue()).toBe('plainly');
  await form.getByRole('textbox', { name: 'text' }).fill('{{tone}}');
  expect(await violations(page)).toEqual([]);
  await form.getByRole('button', { name: 'Insert' }).click();
  await expect
    .poll(() => composer(page).inputValue())
    .toBe('See /etc/hosts and/or this. Sum this up. Translate into German, plainly: {{tone}}');

  await composer(page).fill('');
  await page.getByRole('button', { name: 'Insert a prompt' }).click();
  await list.getByRole('option', { name: /Sum up/ }).click();
  await expect.poll(() => composer(page).inputValue()).toBe('Sum this up.');
  await page.keyboard.type(' /');
  await list.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => list.count()).toBe(0);
  await expect.poll(() => composer(page).inputValue()).toBe('Sum this up. /');
  await page.waitForTimeout(500);
  await page.reload();
  // What was put in is a draft like what is typed.
  await expect.poll(() => composer(page).inputValue()).toBe('Sum this up. /');
  expect(troubles).toEqual([]);
  await context.close();
});

test('presets and prompts go out as a file and come in elsewhere, where nothing is overwritten', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/prompts');
  await addPrompt(page, 'Sum up', 'Sum this up.');
  await page.getByRole('button', { name: 'Copy k50 to your presets' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export presets and prompts' }).click();
  const file = readFileSync(await (await downloading).path(), 'utf8');
  expect(JSON.parse(file)).toEqual({
    format: 'stemma-prompts',
    version: 1,
    presets: [
      { name: 'k50', system: null, parameters: { topK: 50, topP: 0.95, repetitionPenalty: 1.2, maxTokens: 1024, temperature: 0.75 } },
    ],
    prompts: [{ name: 'Sum up', text: 'Sum this up.' }],
  });
  await context.close();

  const other = await app.visit({ locale: 'en-US', bypassCSP: true }, '#/prompts');
  await addPrompt(other.page, 'Sum up', 'Another text.');
  const take = async (content: string): Promise<void> => {
    await other.page
      .locator('.prompts input[type="file"]')
      .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await take(file);
  await other.page.getByText('Added 2; 0 were here already.').first().waitFor();
  await other.page.getByRole('heading', { name: 'Sum up (2)' }).waitFor();
  await other.page.getByText('Another text.').waitFor();
  await take(file);
  await other.page.getByText('Added 0; 2 were here already.').first().waitFor();
  await take('{"format":"stemma-prompts","version":1,"presets":[],"prompts":[{"name":"x"}]}');
  await other.page.getByRole('alert').getByText('Nothing was taken from the file.').waitFor();
  expect(await violations(other.page)).toEqual([]);
  await other.page.getByRole('button', { name: 'Delete Sum up (2)' }).click();
  await expect.poll(() => other.page.getByRole('heading', { name: 'Sum up (2)' }).count()).toBe(0);
  await other.page.getByRole('button', { name: 'Undo' }).click();
  await other.page.getByRole('heading', { name: 'Sum up (2)' }).waitFor();
  await other.context.close();
});

test('the prompts fit a phone, in Chinese and in the dark too', async () => {
  const { page, context } = await app.visit(
    { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, bypassCSP: true },
    '#/prompts',
  );
  await page.getByRole('heading', { level: 1, name: '提示词与预设' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: '新建预设' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

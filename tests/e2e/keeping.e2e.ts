import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Download, Page } from 'playwright';
import { encodeLink } from '#storage/formats/share-link.ts';
import { sharedWords } from '#storage/formats/shared-chat.ts';
import { chatGpt } from '../storage/formats/samples.ts';
import { complaints as schemaComplaints } from '../published-schemas.ts';
import { answers, ask, type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';
import { keptRows } from './kept-rows.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });
const dialog = (page: Page) => page.getByRole('dialog');
const file = (name: string, content: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string; path: string }> {
  const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), press()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), text: await readFile(path, 'utf8'), path };
}

test('a chat goes out as a page, Markdown, an archive and trees, and onto paper', async () => {
  const { page, context, troubles } = await app.visit();
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
  });
  await page.reload();
  const text = await ask(page, 'StableVicuna 基于什么模型？');
  await ask(page, 'Who made Dolly?');
  await page.getByRole('button', { name: 'Export or share' }).click();
  const save = async (form: RegExp) => {
    const option = dialog(page).getByRole('option', { name: form });
    await dialog(page)
      .getByLabel('As', { exact: true })
      .selectOption((await option.getAttribute('value')) ?? '');
    return downloaded(page, () => dialog(page).getByRole('button', { name: 'Download' }).click());
  };

  const html = await save(/^Web page/);
  expect(html.name).toBe('StableVicuna 基于什么模型？.html');
  const elsewhere = await context.browser()?.newContext({ colorScheme: 'dark' });
  if (elsewhere === undefined) throw new Error('There is no browser.');
  const reading = await elsewhere.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  reading.on('request', (request) => asked.push(request.url()));
  reading.on('console', (message) => said.push(message.text()));
  const address = new URL(`file://${html.path}`).href;
  await reading.setContent(html.text);
  await expect.poll(() => reading.locator('h1').innerText()).toBe('StableVicuna 基于什么模型？');
  await expect.poll(() => reading.locator('.document-answer').first().innerText()).toContain(text);
  await expect
    .poll(() => reading.locator('[data-fact="model"] dd').allInnerTexts())
    .toEqual(Array.from({ length: 2 }, () => 'Stemma guide (Stemma)'));
  await expect.poll(() => reading.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(20, 22, 21)');
  expect([asked, said]).toEqual([[], []]);
  expect(address).toMatch(/^file:/);
  await elsewhere.close();

  const markdown = await save(/^Markdown$/);
  expect(markdown.name).toBe('StableVicuna 基于什么模型？.md');
  expect(markdown.text).toContain(text);
  expect(markdown.text).toMatch(/> Answered by: Stemma guide[\s\S]*## Notices/);

  const trees = await save(/^Open Assistant/);
  const [tree] = trees.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(tree.prompt).toMatchObject({ role: 'prompter', replies: [{ role: 'assistant', text }] });

  const archive = await save(/^Stemma archive/);
  const content = JSON.parse(archive.text);
  expect(schemaComplaints('archive.schema.json', content)).toEqual([]);
  expect(content.records).toHaveLength(5);
  expect(content.about.models['stemma-guide'].declaredLicense).toBe('Apache License 2.0');

  await dialog(page).getByRole('button', { name: 'Print' }).click();
  await page.locator('html[data-printed="yes"]').waitFor();
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.print-document');
  await expect.poll(() => paper.isVisible()).toBe(true);
  expect(await page.locator('#app').isVisible()).toBe(false);
  await expect.poll(() => paper.innerText()).toContain(text);
  await expect.poll(() => paper.innerText()).toContain('NOTICE');
  expect(await paper.locator('button:visible').count()).toBe(0);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => paper.count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('the browser’s own printing shows the chat as a document, without the app around it', async () => {
  const { page, context } = await app.visit();
  const text = await ask(page, 'Who made Dolly?');
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => answers(page).first().innerText()).toContain(text);
  for (const part of ['.sidebar', '.composer', '.chat-bar', '.message-actions']) {
    await expect.poll(() => page.locator(part).first().isVisible(), { message: part }).toBe(false);
  }
  expect(
    await page.evaluate(() => document.querySelector('.thread')?.scrollHeight === document.querySelector('.thread')?.clientHeight),
  ).toBe(true);
  await context.close();
});

test('a file of another program is shown before it is imported, adds nothing twice, and can be taken back', async () => {
  const { page, context, troubles } = await app.visit({}, '#/settings');
  const input = page.locator('input[type="file"]');
  await input.setInputFiles(file('conversations.json', chatGpt));
  await dialog(page).waitFor();
  const preview = await dialog(page).innerText();
  expect(preview).toMatch(
    /An export of ChatGPT: 1 chat with 3 messages\.[\s\S]*蛋白质[\s\S]*2 steps of tools are left out[\s\S]*2 parts could not be read/,
  );
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => list(page).getByRole('link').count()).toBe(0);

  await input.setInputFiles(file('conversations.json', chatGpt));
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
  await list(page).getByRole('link', { name: '蛋白质' }).waitFor();
  await expect.poll(() => page.locator('.settings-outcome').innerText()).toMatch(/4 added, 0 already here/);

  await input.setInputFiles(file('conversations.json', chatGpt));
  await expect.poll(() => dialog(page).innerText()).toMatch(/One of them is here already/);
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
  await expect.poll(() => page.locator('.settings-outcome').innerText()).toMatch(/0 added, 4 already here/);
  await expect.poll(() => list(page).getByRole('link').count()).toBe(1);

  await list(page).getByRole('link', { name: '蛋白质' }).click();
  const answer = answers(page).last();
  await answer.waitFor();
  await expect.poll(() => answer.getAttribute('data-status')).toBe('interrupted');
  const region = page.getByRole('region', { name: 'Provenance' });
  await expect.poll(() => region.innerText()).toMatch(/gpt-4o[\s\S]*Imported \(ChatGPT\)/);

  // Dropped on the page, a file of one's own goes in at once.
  await page.getByRole('link', { name: 'Settings' }).click();
  await input.waitFor({ state: 'attached' });
  const plain = [
    {
      title: 'Dropped',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'ho' },
      ],
    },
  ];
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'plain.json', { type: 'application/json' }));
    return data;
  }, JSON.stringify(plain));
  await page.locator('.settings').dispatchEvent('dragover', { dataTransfer: transfer });
  await page.getByText('Drop the file to import it').waitFor();
  await page.locator('.settings').dispatchEvent('drop', { dataTransfer: transfer });
  await list(page).getByRole('link', { name: 'Dropped' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => list(page).getByRole('link').count()).toBe(1);
  expect(troubles).toEqual([]);
  await context.close();
});

test('everything goes out in another form too', async () => {
  const { page, context } = await app.visit({}, '#/settings');
  const chats = ['One', '二'].map((title) => ({ title, messages: [{ role: 'user', content: title }] }));
  await page.locator('input[type="file"]').setInputFiles(file('plain.json', chats));
  await list(page).getByRole('link', { name: '二' }).waitFor();
  await page.getByRole('button', { name: 'Other forms…' }).click();
  await dialog(page).getByLabel('As', { exact: true }).selectOption('markdown');
  const { name, text } = await downloaded(page, () => dialog(page).getByRole('button', { name: 'Download' }).click());
  expect(name).toMatch(/^stemma \d{4}-\d\d-\d\d\.md$/);
  expect(text.match(/^# .*$/gm)?.toSorted()).toEqual(['# One', '# 二']);
  await context.close();
});

test('a chat is shared as a link that shows what is in it, is only looked at, and is saved when asked', async () => {
  const { page, context, troubles } = await app.visit();
  const text = await ask(page, 'Who made Dolly?');
  await ask(page, 'What is Stemma?');
  await page.getByRole('button', { name: 'Export or share' }).click();
  await dialog(page).getByRole('button', { name: 'Share as a link' }).click();
  const field = dialog(page).getByLabel('Link', { exact: true });
  await expect.poll(() => field.inputValue()).toMatch(/#\/shared\/[\w-]+$/);
  const whole = await field.inputValue();
  await dialog(page)
    .getByRole('checkbox', { name: /What is Stemma/ })
    .uncheck();
  await expect.poll(async () => (await field.inputValue()).length).toBeLessThan(whole.length);
  await dialog(page).getByRole('checkbox').nth(3).uncheck();
  await expect.poll(async () => (await field.inputValue()).length).toBeLessThan(whole.length - 50);
  await expect.poll(() => dialog(page).innerText()).toMatch(/\d+ characters\. Short enough/);
  const link = await field.inputValue();

  const other = await app.visit({ viewport: { width: 360, height: 740 } }, new URL(link).hash);
  await other.page.locator('.shared-chat').waitFor();
  await expect.poll(() => other.page.locator('.shared-chat').innerText()).toContain(text);
  const shown = await other.page.locator('.shared-chat').innerText();
  expect(shown).not.toContain('What is Stemma?');
  expect(shown).toMatch(/The link says[\s\S]*Stemma guide[\s\S]*The catalog says of this model[\s\S]*Apache License 2\.0/);
  await expect.poll(() => other.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await keptRows(other.page, 'conversations')).toEqual([]);
  await other.page.getByRole('button', { name: 'Save to my conversations' }).click();
  await answers(other.page).first().waitFor();
  await expect.poll(() => answers(other.page).count()).toBe(1);
  // What was a claim in the link is one beside the answer too, where nothing is unfolded.
  await expect.poll(() => answers(other.page).innerText()).toMatch(/Answered by Stemma guide\s+as imported, not checked/);
  await expect.poll(() => keptRows(other.page, 'conversations')).toHaveLength(1);
  // Many messages come in steps.
  const many = Array.from({ length: 150 }, (_, place) => ({ kind: 'question' as const, text: `number ${place}`, createdAt: 1, files: [] }));
  const data = await encodeLink(sharedWords({ title: 'Many', createdAt: 1, system: null, messages: many }));
  await other.page.goto(`${app.url}/#/shared/${data}`);
  await other.page.getByRole('button', { name: 'Show 50 more messages' }).click();
  await other.page.getByText('number 149').waitFor();
  // A link that was cut says so, and so does one that is made up; nothing of either is shown.
  for (const broken of [link.slice(link.indexOf('shared/') + 7, -20), 'AQAAAAA', `%3Cscript%3E`, '!!']) {
    await other.page.goto(`${app.url}/#/shared/${broken}`);
    await other.page.reload();
    await other.page.locator('[data-problem="damaged"]').waitFor();
  }
  expect([troubles, other.troubles]).toEqual([[], []]);
  await other.context.close();
  await context.close();
});

test.each(['light', 'dark'] as const)('axe finds nothing on any of these screens, %s, and 360 pixels hold them', async (colorScheme) => {
  const { page, context } = await app.visit({
    bypassCSP: true,
    colorScheme,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const narrow = async (what: string) => {
    expect(await violations(page), what).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: what }).toBe(360);
  };
  await ask(page, 'Who made Dolly?');
  await page.getByRole('button', { name: 'Export or share' }).click();
  await dialog(page).waitFor();
  await narrow('export');
  await dialog(page).getByRole('button', { name: 'Share as a link' }).click();
  const field = dialog(page).getByLabel('Link', { exact: true });
  await expect.poll(() => field.inputValue()).toMatch(/shared/);
  await narrow('share');
  const link = await field.inputValue();
  for (const button of await dialog(page).locator('button, label.keeping-check').all()) {
    expect((await button.boundingBox())?.height, await button.innerText()).toBeGreaterThanOrEqual(44);
  }
  await page.goto(link);
  await page.locator('.shared-chat').waitFor();
  await narrow('shared');
  await page.goto(`${app.url}/#/settings`);
  await page.locator('input[type="file"]').setInputFiles(file('conversations.json', chatGpt));
  await dialog(page).waitFor();
  await narrow('import');
  await context.close();
});

import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { answers, composer, type RunningApp, say, startApp } from './app.ts';
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

async function choose(page: Page, model: string): Promise<void> {
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('combobox').fill(model);
  await page
    .getByRole('option', { name: new RegExp(`^${model}\\b`) })
    .first()
    .click();
}

const openRequest = (page: Page) => page.getByRole('button', { name: 'Prompt and settings' }).click();

test('what is shown before sending is what is sent; the system text and the settings are set in the same place', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await composer(page).fill('What is a stemma?');
  await openRequest(page);
  const dialog = page.getByRole('dialog', { name: 'The next request' });
  await dialog.getByRole('textbox', { name: 'System text' }).fill('Answer in one word.');
  await dialog.getByRole('textbox', { name: 'Temperature' }).fill('0.3');
  await dialog.getByRole('textbox', { name: 'Temperature' }).press('Enter');
  const shown = dialog.getByRole('list', { name: 'Prompt' });
  await expect.poll(() => shown.getByRole('listitem').allInnerTexts()).toHaveLength(2);
  await expect.poll(() => shown.innerText()).toMatch(/Answer in one word\.[\s\S]*What is a stemma\?/);
  await expect.poll(() => dialog.innerText()).toMatch(/about \d+ tokens, estimated/);
  await expect.poll(() => dialog.innerText()).toContain('It is sent to Moody server');
  expect(server.asked).toHaveLength(0);
  await page.keyboard.press('Escape');
  await say(page, 'What is a stemma?');
  expect(server.asked).toHaveLength(1);
  expect(server.asked[0]).toMatchObject({
    temperature: 0.3,
    messages: [
      { role: 'system', content: 'Answer in one word.' },
      { role: 'user', content: 'What is a stemma?' },
    ],
  });
  await reloadKept(page);
  await openRequest(page);
  await expect.poll(() => dialog.getByRole('textbox', { name: 'System text' }).inputValue()).toBe('Answer in one word.');
  await dialog.getByRole('button', { name: 'Back to the model’s usual' }).click();
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Temperature' }).inputValue()).toBe('');
  expect(troubles).toEqual([]);
  await context.close();
});

test('for a model with a format of its own the exact text, its stop strings and the authors’ values are shown', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page
    .getByRole('option', { name: /Dolly v2 3B/ })
    .first()
    .click();
  await composer(page).fill('Who made you? ### End');
  await openRequest(page);
  const dialog = page.getByRole('dialog', { name: 'The next request' });
  await dialog.getByText('### Instruction:').waitFor();
  await expect.poll(() => dialog.innerText()).toContain('They were broken up');
  await expect.poll(() => dialog.locator('code').allInnerTexts()).toContain('### End');
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Top-p' }).getAttribute('placeholder')).toBe('0.92 (authors)');
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('what does not fit is left out, and the thread, the next request and a gauge say so', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await say(page, `first ${'word '.repeat(375)}`);
  expect(await page.locator('meter').count()).toBe(0);
  await say(page, `second ${'word '.repeat(375)}`);
  await page.getByRole('meter', { name: /^\d\d% of the context$/ }).waitFor();
  await say(page, `third ${'word '.repeat(375)}`);
  const last = server.asked.at(-1)?.messages ?? [];
  expect(last.map(({ content }) => content.split(' ')[0])).toEqual(['second', 'So', 'third']);
  await page.getByText('The 2 messages above this line did not fit').waitFor();
  expect(await violations(page)).toEqual([]);
  await reloadKept(page);
  await page.getByText('The 2 messages above this line did not fit').waitFor();
  await context.close();
});

test('a pause that the server asks for is counted down; nothing is sent before, and then only when a person asks', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  const before = server.asked.length;
  await say(page, 'this is limited', 'failed');
  const again = answers(page).getByRole('button', { name: /^Ask again in \d s$/ });
  await again.waitFor();
  await expect.poll(() => again.isDisabled()).toBe(true);
  const ready = answers(page).locator('[data-part="error"]').getByRole('button', { name: 'Ask again', exact: true });
  await ready.waitFor();
  await expect.poll(() => ready.isEnabled()).toBe(true);
  expect(server.asked).toHaveLength(before + 1);
  await ready.click();
  await expect.poll(() => server.asked.length).toBe(before + 2);
  // Another question is not sent before its time either, and says what it waits for.
  await answers(page).last().and(page.locator('[data-status="failed"]')).waitFor();
  await composer(page).fill('And this?');
  await composer(page).press('Enter');
  await answers(page)
    .getByText(/asked for a pause: \d s left/)
    .waitFor();
  expect(server.asked).toHaveLength(before + 2);
  await expect.poll(() => server.asked.length).toBe(before + 3);
  await context.close();
});

test('a pause that a server asked one tab for holds for the others, which say so and send nothing', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  const other = await context.newPage();
  await other.goto(app.url);
  await composer(other).waitFor();
  const before = server.asked.length;
  await say(page, 'this is tired', 'failed');
  await composer(other).fill('And this?');
  await composer(other).press('Enter');
  await answers(other)
    .getByText(/asked for a pause: \d+ s left/)
    .waitFor();
  await other.getByRole('button', { name: 'Stop generating' }).click();
  await answers(other).and(other.locator('[data-status="stopped"]')).waitFor();
  expect(server.asked).toHaveLength(before + 1);
  await context.close();
});

test('while a server is loading its model the answer says so, waits, and comes by itself', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  const before = server.asked.length;
  await composer(page).fill('this is loading');
  await composer(page).press('Enter');
  await answers(page).getByText('Loading the model…').waitFor();
  await answers(page).and(page.locator('[data-status="done"]')).waitFor();
  await expect.poll(() => answers(page).innerText()).toContain('So it is.');
  expect(await page.locator('[data-part="error"]').count()).toBe(0);
  expect(server.asked).toHaveLength(before + 3);
  await context.close();
});

test('each failure says what happened, what is kept and what to do; a prompt that is too long is asked again shorter only on request', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await say(page, 'first');
  for (const [question, status, code, words] of [
    ['this is busy', 'failed', 'busy', 'Your question is kept.'],
    ['this is refused', 'failed', 'auth', 'Enter the key again'],
    ['this is broke', 'failed', 'no-credit', 'can add credit there'],
    ['this is cut', 'interrupted', 'interrupted', 'What arrived is kept.'],
  ] as const) {
    await say(page, question, status);
    const failure = answers(page).last().locator('[data-part="error"]');
    await expect.poll(() => failure.getAttribute('data-code')).toBe(code);
    await expect.poll(() => failure.innerText()).toContain(words);
  }
  await expect.poll(() => answers(page).last().innerText()).toContain('So it is.');
  // Where no key can be given here, none is asked for, and it is said who can mend it.
  for (const [model, words] of [
    ['proxied', 'Whoever runs this page can mend it'],
    ['open', 'Whoever runs this page can name the way to sign in'],
  ] as const) {
    await choose(page, model);
    await say(page, 'this is refused', 'failed');
    const failure = answers(page).last().locator('[data-part="error"]');
    await failure.getByText(words).waitFor();
    expect(await failure.innerText()).not.toMatch(/enter (?:a|the) key/i);
  }
  await choose(page, 'moody');
  const before = server.asked.length;
  await say(page, 'this is long', 'failed');
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => answers(page).last().innerText()).toContain('900 tokens were sent, and 620 fit.');
  expect(server.asked).toHaveLength(before + 1);
  await answers(page).last().getByRole('button', { name: 'Ask again with older messages left out' }).click();
  await answers(page).last().and(page.locator('[data-status="done"]')).waitFor();
  expect(server.asked.at(-1)?.messages?.length).toBeLessThan(server.asked.at(-2)?.messages?.length ?? 0);
  await context.close();
});

test('on a phone of 360 pixels the next request fits, in Chinese too', async () => {
  for (const locale of ['en-US', 'zh-CN']) {
    const { page, context } = await app.visit({ locale, viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
    await composer(page).fill('x'.repeat(200));
    const button = page.getByRole('button', { name: /^(Prompt and settings|提示词与设置)$/ });
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await button.click();
    await page
      .getByRole('dialog')
      .getByText(/Moody server/)
      .waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await expect
      .poll(() => page.locator('.next-request-body').evaluate((body) => body.scrollWidth - body.clientWidth))
      .toBeLessThanOrEqual(0);
    await context.close();
  }
});

test('a base model says that it continues a text, before and after, and gets the text as it is', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('combobox').fill('pythia 12b');
  await page
    .getByRole('option', { name: /continues a text/ })
    .first()
    .click();
  await page.getByText('A base model: it continues your text.').waitFor();
  await openRequest(page);
  await page.getByRole('dialog').getByText('This is a base model').or(page.getByText('Write a question first')).waitFor();
  await page.keyboard.press('Escape');
  await say(page, 'Once upon a time');
  expect(server.asked.at(-1)).toMatchObject({ prompt: 'Once upon a time' });
  await answers(page).getByText('A base model: it continued the text').first().waitFor();
  await page.getByRole('region', { name: 'Provenance' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('a person says what a model is: it is kept, shown as said by them, and can be taken back', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await openRequest(page);
  const dialog = page.getByRole('dialog', { name: 'The next request' });
  await dialog.getByRole('combobox', { name: /say (?:so|what it is):$/ }).selectOption({ label: 'Zephyr 7B beta' });
  await dialog.getByText('is taken for Zephyr').waitFor();
  await page.keyboard.press('Escape');
  await say(page, 'Who are you?');
  const region = page.getByRole('region', { name: 'Provenance' });
  await expect.poll(() => region.getAttribute('data-model')).toBe('zephyr-7b-beta');
  await expect.poll(() => region.innerText()).toContain('You said that this model is this one.');
  await reloadKept(page);
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page
    .getByRole('option', { name: /match said by you/ })
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await openRequest(page);
  await dialog.getByRole('combobox', { name: /say (?:so|what it is):$/ }).selectOption({ label: 'As its name tells' });
  await dialog.getByText('is not in the catalog').waitFor();
  await context.close();
});

test('of the guide the prompt that it really sees is shown: marks instead of names', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /^Stemma guide/ }).click();
  await composer(page).fill('Who made Dolly?');
  await openRequest(page);
  const shown = page.getByRole('dialog', { name: 'The next request' }).locator('pre');
  await expect.poll(() => shown.innerText()).toBe('<|english|><|question|>Who made <|name|>?<|answer|>');
  await page.keyboard.press('Escape');
  await say(page, 'Who made Dolly?');
  const provenance = page.getByRole('region', { name: 'Provenance' });
  await provenance.getByText('Show prompt').click();
  await expect.poll(() => provenance.locator('pre').innerText()).toBe('<|english|><|question|>Who made <|name|>?<|answer|>');
  expect(troubles).toEqual([]);
  await context.close();
});

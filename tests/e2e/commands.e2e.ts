import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { chosenOption, answers, ask, composer, type RunningApp, startApp } from './app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' });
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

/** Presses keys until they have done something: a page listens to them right after it stands. */
async function pressUntil(page: Page, keys: string, isDone: () => Promise<boolean>): Promise<void> {
  const pressed = async (): Promise<boolean> => {
    await page.keyboard.press(keys);
    await page.waitForTimeout(200);
    return isDone();
  };
  await expect.poll(pressed).toBe(true);
}

test('from the palette: actions, screens, conversations and models, by keys alone', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await ask(page, 'Who made Dolly?');
  await ask(page, 'What is Pythia?');
  await page.keyboard.press('Control+Shift+O');
  await expect.poll(() => answers(page).count()).toBe(0);
  await page.keyboard.press('Control+K');
  await palette(page).waitFor();
  expect(await violations(page)).toEqual([]);
  // The field has the focus and names what is chosen; the list says how many there are.
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
  await page.keyboard.type('who dolly');
  await expect.poll(() => option(page, /Who made Dolly/).count()).toBe(1);
  await expect.poll(() => chosenOption(page.getByRole('combobox'))).toContain('Who made Dolly?');
  await page.keyboard.press('Enter');
  await expect.poll(() => answers(page).count()).toBe(2);
  await page.keyboard.press('Control+K');
  await palette(page).getByRole('combobox').waitFor();
  // Enter counts for what was typed, also before the list has followed.
  await page.keyboard.type('sett');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.keyboard.press('Control+K');
  await palette(page).getByRole('combobox').waitFor();
  await page.keyboard.type('guide');
  await expect.poll(() => palette(page).getByRole('group', { name: 'Switch the model' }).getByRole('option').count()).toBe(1);
  await page.keyboard.type(' nothing is called that');
  await palette(page).getByText('Nothing is called that.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => palette(page).count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('in Chinese the palette is searched by characters, by the sounds of a name, and in English', async () => {
  const { page, context } = await app.visit({ locale: 'zh-CN' });
  const dialog = page.getByRole('dialog', { name: '命令面板' });
  await pressUntil(page, 'Control+K', async () => (await dialog.count()) === 1);
  for (const typed of ['目录', 'mxml', 'catalog']) {
    await page.getByRole('combobox').fill(typed);
    await expect.poll(() => page.getByRole('option').first().innerText()).toContain('模型目录');
  }
  // Enter that chooses a candidate of the input method runs nothing.
  await page.getByRole('combobox').evaluate((field) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true }));
  });
  await expect.poll(() => dialog.count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).hash).toBe('#/atlas');
  await context.close();
});

test('the sheet opens on “?”, not while somebody writes, composes or has a dialog open', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await composer(page).focus();
  await page.keyboard.type('why?');
  await expect.poll(() => composer(page).inputValue()).toBe('why?');
  await page.evaluate(() => document.body.focus());
  await composer(page).blur();
  await page.evaluate(() => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: '?', code: 'Slash', shiftKey: true, bubbles: true, isComposing: true }),
    );
  });
  expect(await sheet(page).count()).toBe(0);
  await pressUntil(page, '?', async () => (await sheet(page).count()) === 1);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Control+K');
  await expect.poll(() => palette(page).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Message');
  await expect.poll(() => composer(page).inputValue()).toBe('why?');
  await context.close();
});

test('keys are changed in the settings: what the browser needs is refused, what another command has is said, and all of it survives a reload', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/settings/keyboard');
  const change = (name: string) => page.getByRole('button', { name: `Change the keys of “${name}”` });
  const row = (id: string) => page.locator(`[data-command="${id}"]`);
  // The address names the section: its heading has the focus.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Keyboard');
  await change('New chat').click();
  await page.keyboard.press('Control+T');
  await row('new-chat').getByText('The browser or the page needs these keys.').waitFor();
  await page.keyboard.press('Control+K');
  await row('new-chat').getByText('“Command palette” has these keys.').waitFor();
  await row('new-chat').getByRole('button', { name: 'Use them here instead' }).click();
  await expect.poll(() => row('palette').innerText()).toContain('none');
  await expect.poll(() => row('new-chat').locator('kbd').allInnerTexts()).toEqual(['Ctrl', 'K']);
  await change('Command palette').click();
  await page.keyboard.press('Control+J');
  await row('palette').getByText('The browser or the page needs these keys.').waitFor();
  await page.keyboard.press('F2');
  await expect.poll(() => row('palette').locator('kbd').allInnerTexts()).toEqual(['F2']);
  await change('Copy the last answer').click();
  await page.keyboard.press('Backspace');
  await expect.poll(() => row('copy-answer').innerText()).toContain('none');
  await change('Stop the answer').click();
  await page.keyboard.press('Escape');
  await expect.poll(() => row('stop').locator('kbd').allInnerTexts()).toEqual(['Ctrl', '.']);

  await page.reload();
  await change('New chat').waitFor();
  await pressUntil(page, 'Control+K', async () => (await composer(page).count()) === 1);
  await page.keyboard.press('F2');
  await palette(page).waitFor();
  await page.keyboard.press('Escape');
  await page.goto(`${app.url}/#/settings/keyboard`);
  await page.getByRole('button', { name: 'Reset the keys of “Command palette”' }).click();
  // The usual keys come back from whoever has them.
  await expect.poll(() => row('palette').locator('kbd').allInnerTexts()).toEqual(['Ctrl', 'K']);
  await expect.poll(() => row('new-chat').innerText()).toContain('none');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect.poll(() => row('new-chat').locator('kbd').allInnerTexts()).toEqual(['Ctrl', 'Shift', 'O']);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('stemma.preferences'))).toContain('"keys":{}');
  await context.close();
});

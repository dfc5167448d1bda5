import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, composer, type RunningApp, startApp } from './app.ts';
import { numberedMessages, openConversation } from './kept-conversation.ts';
import { type SlowServer, slowConfiguration, startSlowServer } from './slow-server.ts';

let app: RunningApp;
let server: SlowServer;
beforeAll(async () => {
  // Each word is a paragraph, so that the answer grows past the screen.
  server = await startSlowServer(Array.from({ length: 600 }, (_, place) => `word${place + 1}\n\n`));
  app = await startApp(slowConfiguration(server.origin), [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

interface Place {
  readonly top: number;
  readonly fromEnd: number;
}

function placeOf(page: Page): Promise<Place> {
  return page.locator('.thread').evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
    top: scrollTop,
    fromEnd: scrollHeight - clientHeight - scrollTop,
  }));
}

/** The thread's height once it has grown by so much. */
async function untilGrown(page: Page, by: number): Promise<void> {
  const height = (): Promise<number> => page.locator('.thread').evaluate(({ scrollHeight }) => scrollHeight);
  const before = await height();
  await expect.poll(height).toBeGreaterThan(before + by);
}

const jump = (page: Page) => page.getByRole('button', { name: /^Jump to latest/ });

test('a growing answer is followed at its end; the smallest move upwards lets go, and nothing pulls the reader down again', async () => {
  const { page, context, troubles } = await app.visit({ hasTouch: true });
  await composer(page).fill('Count');
  await composer(page).press('Enter');
  await answers(page).getByText('word30', { exact: true }).waitFor();
  expect((await placeOf(page)).fromEnd).toBeLessThan(2);
  await expect.poll(() => jump(page).count()).toBe(0);

  const ways: Record<string, () => Promise<void>> = {
    wheel: async () => {
      await page.locator('.thread').hover();
      await page.mouse.wheel(0, -24);
    },
    keyboard: async () => {
      // The thread takes the keys of whatever in it has the focus.
      await page.locator('.thread').evaluate((thread) => {
        thread.setAttribute('tabindex', '-1');
        thread.focus();
      });
      await page.keyboard.press('ArrowUp');
    },
    // What dragging the bar or a finger does in the end.
    scrollbar: () => page.locator('.thread').evaluate((thread) => thread.scrollBy(0, -30)),
  };
  for (const [way, move] of Object.entries(ways)) {
    const before = await placeOf(page);
    await move();
    await expect.poll(async () => [way, await jump(page).count()]).toEqual([way, 1]);
    // Scrolling may glide to its place.
    await page.waitForTimeout(300);
    const left = await placeOf(page);
    expect(left.top).toBeLessThan(before.top + 600);
    await untilGrown(page, 300);
    expect([way, (await placeOf(page)).top]).toEqual([way, left.top]);
    await expect.poll(() => jump(page).innerText()).toMatch(/^\d+ new words$/);
    await jump(page).click();
    await expect.poll(async () => (await placeOf(page)).fromEnd).toBeLessThan(2);
    await untilGrown(page, 100);
    await expect.poll(async () => (await placeOf(page)).fromEnd).toBeLessThan(2);
    await expect.poll(() => jump(page).count()).toBe(0);
  }
  // Who scrolls back to the end follows again.
  await page.locator('.thread').hover();
  await page.mouse.wheel(0, -200);
  await jump(page).waitFor();
  await page.mouse.wheel(0, 5000);
  await expect.poll(() => jump(page).count()).toBe(0);
  await untilGrown(page, 100);
  await expect.poll(async () => (await placeOf(page)).fromEnd).toBeLessThan(2);
  await page.getByRole('button', { name: 'Stop generating' }).click();
  expect(troubles).toEqual([]);
  await context.close();
});

/** What stands at the upper edge of what is seen, and where. */
function seenAt(page: Page): Promise<{ readonly id: string; readonly top: number }> {
  return page.locator('.thread').evaluate((thread) => {
    const { top } = thread.getBoundingClientRect();
    const first = [...thread.querySelectorAll('article')].find((article) => article.getBoundingClientRect().bottom > top + 40);
    return { id: first?.getAttribute('data-message-id') ?? '', top: Math.round(first?.getBoundingClientRect().top ?? 0) };
  });
}

test('two thousand messages open at their end with few of them in the page, and come in as one scrolls, without a jump', async () => {
  const { page, context, troubles } = await app.visit();
  const long = (number: number): string => `Answer ${number}\n\n${'A line of it.\n\n'.repeat(1 + (number % 7) * 2)}End of ${number}.`;
  await openConversation(page, numberedMessages(2000, long));
  await page.getByText('End of 2000.').waitFor();
  expect((await placeOf(page)).fromEnd).toBeLessThan(2);
  await expect.poll(() => page.locator('article').count()).toBeLessThan(80);
  await page.locator('.thread').hover();
  for (let round = 0; round < 25; round += 1) {
    await page.mouse.wheel(0, -900);
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(400);
  await expect.poll(() => page.locator('article').count()).toBeGreaterThan(60);
  // More comes above, and what is read stays where it is.
  const before = await seenAt(page);
  const count = await page.locator('article').count();
  await page.getByRole('button', { name: /^Show \d+ earlier messages$/ }).evaluate((button: HTMLButtonElement) => button.click());
  await expect.poll(() => page.locator('article').count()).toBeGreaterThan(count);
  const after = await seenAt(page);
  expect(after.id).toBe(before.id);
  expect(Math.abs(after.top - before.top)).toBeLessThan(3);
  // An answer above that changes its height moves nothing either.
  await page
    .locator('article')
    .nth(1)
    .evaluate((article) => article.style.setProperty('padding-top', '500px'));
  await page.waitForTimeout(200);
  expect(Math.abs((await seenAt(page)).top - before.top)).toBeLessThan(3);
  // From the very top, too.
  const many = await page.locator('article').count();
  const top = await page.locator('.thread').evaluate((thread) => {
    thread.scrollTo(0, 0);
    const first = thread.querySelector('article');
    return { id: first?.getAttribute('data-message-id') ?? '', top: first?.getBoundingClientRect().top ?? 0 };
  });
  await expect.poll(() => page.locator('article').count()).toBeGreaterThan(many);
  const kept = page.locator(`[data-message-id="${top.id}"]`);
  expect(Math.abs(((await kept.boundingBox())?.y ?? 0) - top.top)).toBeLessThan(3);
  await jump(page).click();
  await page.getByText('End of 2000.').waitFor();
  await expect.poll(async () => (await placeOf(page)).fromEnd).toBeLessThan(2);
  expect(troubles).toEqual([]);
  await context.close();
});

const found = (page: Page): Promise<string> => page.locator('.find-count').innerText();
const isSeen = (page: Page, text: string): Promise<boolean> =>
  page.locator('.thread').evaluate((thread, words) => {
    const frame = thread.getBoundingClientRect();
    const range = [...(CSS.highlights.get('found-now') ?? [])][0];
    if (!(range instanceof Range)) return false;
    const { top, bottom, height } = range.getBoundingClientRect();
    return height > 0 && top >= frame.top && bottom <= frame.bottom && range.toString().toLowerCase() === words.toLowerCase();
  }, text);

test('words are found in the whole conversation: out of the page, over markup, in Chinese and Japanese, in what is folded', async () => {
  const { page, context, troubles } = await app.visit();
  const code = `\`\`\`\n${Array.from({ length: 90 }, (_, line) => (line === 85 ? 'deepNeedle()' : `line ${line}`)).join('\n')}\n\`\`\``;
  await openConversation(
    page,
    numberedMessages(400, (number) => {
      if (number === 6) return 'The **very** *needle* is here. 模型的许可证决定了用途。';
      if (number === 200) return `${code}\n\n日本語の文章もここにあります。`;
      if (number === 398) return 'A Needle at the end, and a second needle.';
      return `Answer ${number}.`;
    }),
  );
  await composer(page).focus();
  await page.keyboard.press('Control+Shift+F');
  const field = page.getByRole('textbox', { name: 'Find in this conversation' });
  await field.fill('needle');
  // It begins at what is being read: the first match from there on.
  await expect.poll(() => found(page)).toBe('3 of 4');
  await expect.poll(() => isSeen(page, 'needle')).toBe(true);
  await expect.poll(() => page.locator('[aria-live="polite"]').innerText()).toContain('3 of 4');
  await page.keyboard.press('Enter');
  await expect.poll(() => found(page)).toBe('4 of 4');
  await page.keyboard.press('Enter');
  await expect.poll(() => found(page)).toBe('1 of 4');
  // It stands in a message that was not in the page.
  await expect.poll(() => isSeen(page, 'needle')).toBe(true);
  await page.getByText('is here.').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => isSeen(page, 'needle')).toBe(true);
  expect(await found(page)).toBe('2 of 4');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => found(page)).toBe('1 of 4');
  for (const [words, outcome] of [
    ['very needle', '1 of 1'],
    ['许可证', '1 of 1'],
    ['日本語', '1 of 1'],
    ['章もここ', '1 of 1'],
    ['deepneedle(', '1 of 1'],
    ['question 3', '56'],
    ['nowhere', 'Nothing found'],
  ] as const) {
    await field.fill(words);
    await expect.poll(async () => [words, (await found(page)).replace(/^\d+ of (?=56)/, '')]).toEqual([words, outcome]);
    if (outcome !== 'Nothing found') await expect.poll(async () => [words, await isSeen(page, words)]).toEqual([words, true]);
  }
  await page.keyboard.press('Escape');
  await expect.poll(() => field.count()).toBe(0);
  await expect.poll(() => composer(page).evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  await jump(page).click();
  await page.getByText('A Needle at the end').waitFor();
  // The button in the bar opens it as well, and gets the focus back.
  await page.getByRole('button', { name: 'Find in this conversation' }).click();
  await field.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Find in this conversation');
  expect(troubles).toEqual([]);
  await context.close();
});

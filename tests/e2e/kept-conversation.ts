import type { Page } from 'playwright';

interface PlainMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** Brings a conversation into the app, as a person would import it, and opens it. */
export async function openConversation(page: Page, messages: readonly PlainMessage[], title = 'Sample'): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/settings`);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'sample.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify([{ title, messages }])) });
  const link = page.getByRole('link', { name: title, exact: true });
  await link.waitFor({ state: 'attached' });
  await page.goto(`${page.url().split('#')[0] ?? ''}${(await link.getAttribute('href')) ?? ''}`);
  await page.locator('article').last().waitFor();
}

/** Questions and answers in turn, each with its number. */
export function numberedMessages(count: number, answer = (number: number): string => `Answer ${number} says **so** much.`): PlainMessage[] {
  return Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? { role: 'user', content: `Question ${place + 1}?` } : { role: 'assistant', content: answer(place + 1) },
  );
}

import type { Page } from 'playwright';
import { expect } from 'vitest';
import { keptRows } from './kept-rows.ts';

/**
 * Reloads as a person does, who never is as quick as a test: when what is shown has been written. An answer that ends as the page goes may
 * come back as interrupted, by design. For pages whose chats are kept and whose answers have ended.
 */
export async function reloadKept(page: Page): Promise<void> {
  await expect.poll(() => unwritten(page)).toBe(0);
  await page.reload();
}

/** Articles of the page that no settled row stands for, and live answers in the database. */
async function unwritten(page: Page): Promise<number> {
  const settled = await keptRows(page, 'messages');
  const live = await keptRows(page, 'checkpoints');
  return Math.max(0, (await page.locator('article').count()) - settled.length) + live.length;
}

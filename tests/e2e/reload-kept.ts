import type { Page } from 'playwright';
import { expect } from 'vitest';

/**
 * Reloads as a person does, who never is as quick as a test: when what is shown has been written. An answer that ends as the page goes may
 * come back as interrupted, by design. For pages whose chats are kept and whose answers have ended.
 */
export async function reloadKept(page: Page): Promise<void> {
  await expect.poll(() => unwritten(page)).toBe(0);
  await page.reload();
}

/** Articles of the page that no settled row stands for, and live answers in the database. */
function unwritten(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('stemma');
        opening.addEventListener('error', () => reject(new Error('The database cannot be opened.')));
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction(['messages', 'checkpoints']);
          const settled = transaction.objectStore('messages').count();
          const live = transaction.objectStore('checkpoints').count();
          transaction.addEventListener('complete', () => {
            opening.result.close();
            resolve(Math.max(0, document.querySelectorAll('article').length - settled.result) + live.result);
          });
        });
      }),
  );
}

import type { Page } from 'playwright';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { ConversationRecord, StoredRecord } from '#chat/records.ts';

export interface Seed {
  readonly id: string;
  readonly title: string;
  /** Days before now of its last change. */
  readonly daysAgo: number;
  /** Questions and answers in turn. */
  readonly said: readonly string[];
  readonly changes?: Partial<ConversationRecord>;
  /** Catalog id of the model that answered. */
  readonly catalogId?: string;
}

const day = 24 * 60 * 60 * 1000;

/** The records of a conversation as an archive has them. Ids of messages are the conversation's with `-0`, `-1` and so on. */
export function recordsOf({ id, title, daysAgo, said, changes = {}, catalogId = 'dolly-v2-12b' }: Seed): readonly StoredRecord[] {
  const at = Date.now() - daysAgo * day;
  const asked = { backendId: 'lab', backendKind: 'ollama' as const, backendLabel: 'Lab', modelId: `lab/${catalogId}`, catalogId };
  const messages = said.map((text, place): StoredRecord => {
    const where = { id: `${id}-${place}`, conversationId: id, createdAt: at + place };
    const parentId = place === 0 ? null : `${id}-${place - 1}`;
    if (place % 2 === 0) return newQuestion({ ...where, parentId }, text);
    return { ...newAnswer({ ...where, parentId: parentId ?? '' }, asked, {}), status: 'done', finishReason: 'stop', text };
  });
  const conversation: ConversationRecord = {
    ...newConversation(id, at, null),
    title: { value: title, updatedAt: at },
    head: { value: said.length === 0 ? null : `${id}-${said.length - 1}`, updatedAt: at },
    ...changes,
  };
  return [conversation, ...messages];
}

/** Imports records as a person does, on the settings screen, and waits until they are here. */
export async function importRecords(page: Page, records: readonly StoredRecord[]): Promise<void> {
  const file = JSON.stringify({ format: 'stemma-archive', version: 1, records });
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  const input = page.locator('input[type="file"][accept*="json"]');
  await input.setInputFiles({ name: 'archive.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await page
    .locator('.settings-outcome')
    .filter({ hasText: /Imported:|已导入/ })
    .waitFor();
}

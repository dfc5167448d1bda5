import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const catalogIds = ['dolly-v2-12b', 'stable-vicuna-13b', 'pythia-12b', null] as const;

/** An archive of votes: the vote, its sides by number, and the place of the better one. */
function archiveOf(votes: readonly (readonly [left: number, right: number, choice: number | 'tie' | 'both-bad', how?: string])[]): string {
  const records = votes.map(([left, right, choice, how = 'blind'], place) => ({
    kind: 'vote',
    schemaVersion: 1,
    id: `vote-${place}`,
    createdAt: place,
    deleted: { value: null, updatedAt: 0 },
    questionId: `question-${place}`,
    how,
    sides: [left, right].map((side, index) => ({
      answerId: `answer-${place}-${index}`,
      model: `lab/model-${side}`,
      catalogId: catalogIds[side] ?? null,
    })),
    choice,
  }));
  return JSON.stringify({ format: 'stemma-archive', version: 1, records });
}

test('without votes the board says where they come from', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/board');
  await page.getByText('No votes yet.').waitFor();
  await expect.poll(() => page.locator('main').getByRole('link', { name: 'Compare models' }).getAttribute('href')).toBe('#/compare');
  expect(await violations(page)).toEqual([]);
  expect(troubles).toEqual([]);
  await context.close();
});

test('votes are ranked by model, by foundation and by license, and what is shown stands in the address', async () => {
  const dollyWins = Array.from({ length: 8 }, () => [0, 1, 0] as const);
  const archive = archiveOf([
    ...dollyWins,
    [1, 0, 1],
    [1, 2, 0],
    [2, 1, 1],
    [1, 2, 'tie'],
    [2, 1, 'both-bad'],
    [1, 2, 0, 'open'],
    [3, 0, 1],
  ]);
  const { page, context, troubles } = await app.visit({ locale: 'en-US', acceptDownloads: true }, '#/settings');
  await page
    .locator('input[type="file"][accept*="json"]')
    .setInputFiles({ name: 'votes.json', mimeType: 'application/json', buffer: Buffer.from(archive) });
  await page.getByText(/15/).first().waitFor();
  await page.goto(`${app.url}/#/board`);
  const rows = page.locator('tr[data-player]');
  await expect.poll(() => rows.count()).toBe(4);
  await expect.poll(() => rows.first().getAttribute('data-player')).toBe('dolly-v2-12b');
  await expect.poll(() => rows.first().innerText()).toContain('10–0');
  await expect.poll(() => page.locator('tr[data-player="stable-vicuna-13b"]').innerText()).toContain('Not allowed');
  // A model outside of the catalog, in one comparison only.
  await expect.poll(() => rows.last().innerText()).toContain('too few votes');
  await expect.poll(() => rows.last().innerText()).toContain('lab/model-3');
  await page.getByText('15 votes').waitFor();
  await expect
    .poll(() => page.locator('[data-bias]').innerText())
    .toMatch(/Of 13 decided votes over two answers, you chose the left one in 77%/);

  await page.getByRole('button', { name: 'Foundations' }).click();
  await expect.poll(() => new URL(page.url()).hash).toBe('#/board?by=foundation');
  await page.locator('tr[data-player="eleutherai"]').waitFor();
  await expect.poll(() => page.locator('tr[data-player="meta"]').count()).toBe(1);

  await page.getByRole('button', { name: 'Models', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Only what I may use commercially' }).check();
  await page.getByText('No vote says anything').waitFor();
  await page.getByRole('checkbox', { name: 'Only what I may use commercially' }).uncheck();
  await page.getByRole('checkbox', { name: 'Only blind votes' }).check();
  await page.getByText('14 votes').waitFor();
  await page.reload();
  await page.getByText('14 votes').waitFor();

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Votes as CSV' }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString().trim().split('\r\n')).toHaveLength(16);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await violations(page)).toEqual([]);
  expect(troubles).toEqual([]);
  await context.close();
});

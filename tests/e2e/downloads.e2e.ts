import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright';
import { ask, type RunningApp, startApp } from './app.ts';
import { everythingKept } from './everything-kept.ts';
import { openMortalBrowser } from './mortal-browser.ts';
import { type HubMirror, paddedModel, revision, startHubMirror } from './hub-mirror.ts';

const dolly = 'mradermacher/dolly-v2-3b-GGUF';
const dollyFile = 'dolly-v2-3b.Q4_K_M.gguf';
const size = 6_000_000;
let mirror: HubMirror;
let app: RunningApp;
beforeAll(async () => {
  const bytes = await paddedModel(size);
  mirror = await startHubMirror({
    [dolly]: { files: { [dollyFile]: bytes }, card: { license: 'mit', base_model: 'databricks/dolly-v2-3b' } },
    'somebody/some-model-GGUF': {
      files: { 'folder/some model.gguf': bytes, 'part-00001-of-00002.gguf': bytes, 'README.md': Buffer.from('#') },
      card: { license: 'cc-by-nc-4.0', base_model: ['example/base-of-it'], datasets: ['example/data'] },
    },
  });
  const guide = { id: 'stemma-guide', name: 'Stemma guide', catalog: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  app = await startApp(
    {
      defaultModel: 'browser/stemma-guide',
      hubUrl: mirror.url,
      backends: [
        { id: 'browser', kind: 'in-browser', label: 'This browser', models: [guide] },
        // Names the storage host, so that the content policy admits it.
        { id: 'storage', kind: 'openai-compatible', label: 'Storage', url: `${mirror.origins[1]}/v1`, models: [{ id: 'none' }] },
      ],
    },
    mirror.origins,
  );
});
afterAll(async () => {
  await app.close();
  await mirror.close();
});
beforeEach(() => {
  Object.assign(mirror.mood, {
    cutAfter: null,
    pause: 0,
    piece: 64 * 1024,
    status: null,
    ranges: true,
    garbled: false,
    gated: false,
    key: null,
  });
  mirror.requests.length = 0;
});

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Model: / }).click();
  await page.getByRole('button', { name: 'Add a model from the Hub' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run a model on this device' });
  await dialog.waitFor();
  return dialog;
}
async function begin(page: Page): Promise<Locator> {
  const dialog = await openDialog(page);
  await dialog.getByRole('button', { name: /about Dolly v2 3B$/ }).click();
  await dialog.getByRole('button', { name: /^Download 6 MB from / }).click();
  return dialog;
}
const bar = (within: Page | Locator): Locator => within.getByRole('progressbar', { name: 'Download of Dolly v2 3B' });
const trouble = (within: Page | Locator, code: string): Locator => within.locator(`[data-code="${code}"]`);
const valueOf = async (locator: Locator): Promise<number> => Number(await locator.getAttribute('aria-valuenow'));

test('a model is chosen with its size, license and lineage before a byte is fetched, answers, answers again offline, and is deleted', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  const dialog = await openDialog(page);
  await dialog.getByText('dolly-v2-3b-GGUF').waitFor();
  expect(mirror.requests).toEqual([]);
  await dialog.getByRole('button', { name: /about Dolly v2 3B$/ }).click();
  await dialog.getByText('In the catalog as Dolly v2 3B').waitFor();
  const words = await dialog.innerText();
  expect(words).toContain('Stated by its card');
  expect(words).toMatch(/License\s+mit/);
  expect(words).toMatch(/Built on\s+databricks\/dolly-v2-3b/);
  expect(words).toContain('6 MB');
  expect(words).toContain('Its size and SHA-256 are checked.');
  expect(mirror.requests).toEqual([`GET /hub/api/models/${dolly}`]);

  await dialog.getByRole('button', { name: /^Download 6 MB from 127\.0\.0\.1:\d+$/ }).click();
  await dialog.getByRole('button', { name: 'Use this model' }).click();
  await page.getByRole('button', { name: 'Model: Dolly v2 3B' }).waitFor();
  await ask(page, 'The llama and the vicuna');
  const provenance = page.getByRole('region', { name: 'Provenance' }).first();
  await expect.poll(() => provenance.getAttribute('data-model')).toBe('dolly-v2-3b');

  // Only the page's own files are within reach now.
  await context.route('**', (route) =>
    mirror.origins.some((origin) => route.request().url().startsWith(origin)) ? route.abort() : route.fallback(),
  );
  await page.reload();
  await page.getByRole('button', { name: 'Model: Dolly v2 3B' }).waitFor();
  await ask(page, 'The llama and the vicuna');

  await page.goto(`${app.url}/#/settings`);
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Models on this device' }) }).last();
  await section.getByRole('button', { name: 'Unload Dolly v2 3B' }).click();
  await section.getByText('No model is loaded.').waitFor();
  const used = async (): Promise<number> => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const before = await used();
  await section.getByRole('button', { name: 'Delete Dolly v2 3B from this device' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await section.getByText('No model was downloaded yet.').waitFor();
  await expect.poll(async () => before - (await used())).toBeGreaterThan(size * 0.9);
  expect(troubles).toEqual([]);
});

test('a download is paused, survives a reload, and goes on from where it stopped', async () => {
  Object.assign(mirror.mood, { pause: 30, piece: 64 * 1024 });
  const { page, troubles } = await app.visit({ locale: 'en-US' });
  const dialog = await begin(page);
  await expect.poll(() => valueOf(bar(dialog))).toBeGreaterThan(20);
  await expect.poll(() => bar(dialog).getAttribute('aria-valuetext')).toMatch(/^Downloading, \d.* of 6 MB, \d.*\/s, .* left$/);
  await dialog.getByRole('button', { name: 'Pause the download of Dolly v2 3B' }).click();
  await dialog.getByRole('button', { name: /^Continue from / }).waitFor();
  const paused = await valueOf(bar(dialog));
  await page.reload();
  await page.goto(`${app.url}/#/settings`);
  await bar(page).waitFor();
  expect(await valueOf(bar(page))).toBe(paused);
  expect(mirror.requests.filter((line) => line.includes('/resolve/'))).toHaveLength(2);
  mirror.mood.pause = 0;
  await page.getByRole('button', { name: /^Continue from / }).click();
  await bar(page).waitFor({ state: 'detached' });
  expect(mirror.requests.at(-1)).toMatch(new RegExp(`^GET /${dolly}/resolve/${revision}/${dollyFile} bytes=[1-9]\\d{5,}-$`));
  await page.getByText('File and claims').click();
  const claims = await page.locator('.device-claims').innerText();
  expect(claims).toContain('Stated by its file');
  expect(claims).toContain('Stated by its card');
  // The file is another model's: what it says of itself does not fit the card that its repository stands for.
  expect(claims).toContain('Where the catalog says otherwise');
  expect(troubles).toEqual([]);
});

test('a browser that is killed during a download goes on from what had arrived', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'stemma-profile-'));
  try {
    Object.assign(mirror.mood, { pause: 40, piece: 64 * 1024 });
    const first = await openMortalBrowser(profile, app.url);
    const dialog = await begin(first.page);
    await expect.poll(() => valueOf(bar(dialog))).toBeGreaterThan(30);
    await first.kill();
    mirror.mood.pause = 0;
    const second = await openMortalBrowser(profile, `${app.url}/#/settings`);
    await bar(second.page).waitFor();
    expect(await valueOf(bar(second.page))).toBeGreaterThanOrEqual(30);
    await second.page.getByRole('button', { name: /^Continue from / }).click();
    await bar(second.page).waitFor({ state: 'detached' });
    expect(mirror.requests.at(-1)).toMatch(/ bytes=[1-9]\d{6}-$/);
    await second.kill();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a cut connection keeps what arrived; a server without ranges is asked for the whole again', async () => {
  mirror.mood.pause = 30;
  const { page } = await app.visit({ locale: 'en-US' });
  const dialog = await begin(page);
  // A browser throws away what it has received and the page has not read yet, so the cut comes when the page has seen enough.
  await expect.poll(() => valueOf(bar(dialog))).toBeGreaterThan(20);
  Object.assign(mirror.mood, { pause: 0, cutAfter: 1 });
  await trouble(dialog, 'cut-off').waitFor();
  expect(await valueOf(bar(dialog))).toBeGreaterThan(10);
  Object.assign(mirror.mood, { cutAfter: null, ranges: false });
  await dialog.getByRole('button', { name: /^Continue from / }).click();
  await dialog.getByRole('button', { name: 'Use this model' }).waitFor();
});

test('bytes that are not what was announced are thrown away, and can be fetched again', async () => {
  mirror.mood.garbled = true;
  const { page } = await app.visit({ locale: 'en-US' });
  const dialog = await begin(page);
  await trouble(dialog, 'damaged').waitFor();
  expect(await valueOf(bar(dialog))).toBe(0);
  mirror.mood.garbled = false;
  await dialog.getByRole('button', { name: /^Fetch again from / }).click();
  await dialog.getByRole('button', { name: 'Use this model' }).waitFor();
});

test.each([
  [404, 'not-found'],
  [403, 'refused'],
  [429, 'rate-limited'],
  [503, 'server'],
])('a storage host that answers %i is told in words', async (status, code) => {
  mirror.mood.status = status;
  const { page } = await app.visit({ locale: 'en-US' });
  const dialog = await begin(page);
  await trouble(dialog, code).waitFor();
  expect((await trouble(dialog, code).innerText()).length).toBeGreaterThan(40);
  await dialog.getByRole('button', { name: /^Cancel the download/ }).click();
  await dialog.getByRole('button', { name: 'All models' }).click();
  await dialog.getByRole('button', { name: /about Dolly v2 3B$/ }).waitFor();
});

test('a host that the page cannot reach is told in words', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await context.route('**/resolve/**', (route) => route.abort());
  const dialog = await begin(page);
  await trouble(dialog, 'unreachable').waitFor();
  await expect.poll(() => trouble(dialog, 'unreachable').innerText()).toContain('policy');
});

test('a disk that fills on the way is told in words and keeps what arrived', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  const session = await context.newCDPSession(page);
  const grant = (quotaSize: number) => session.send('Storage.overrideQuotaForOrigin', { origin: app.url, quotaSize });
  await grant(3_000_000);
  const dialog = await begin(page);
  await trouble(dialog, 'no-space').waitFor();
  await expect.poll(() => trouble(dialog, 'no-space').innerText()).toMatch(/not enough space .* What arrived is kept/);
  const kept = await valueOf(bar(dialog));
  expect(kept).toBeGreaterThan(10);
  await grant(30_000_000);
  await dialog.getByRole('button', { name: /^Continue from / }).click();
  await dialog.getByRole('button', { name: 'Use this model' }).waitFor();
  expect(mirror.requests.at(-1)).toMatch(/ bytes=[1-9]\d{5,}-$/);
});

test('two tabs do not write one file', async () => {
  Object.assign(mirror.mood, { pause: 40, piece: 64 * 1024 });
  const { page, context } = await app.visit({ locale: 'en-US' });
  const dialog = await begin(page);
  await expect.poll(() => valueOf(bar(dialog))).toBeGreaterThan(3);
  const other = await context.newPage();
  await other.goto(`${app.url}/#/settings`);
  await other.getByRole('button', { name: /^Continue from / }).click();
  await trouble(other, 'elsewhere').waitFor();
  mirror.mood.pause = 0;
  await dialog.getByRole('button', { name: 'Use this model' }).waitFor();
  await bar(other).waitFor({ state: 'detached' });
});

test('a model of the catalog whose file fits is offered to be run here, and its page leads to the same place', async () => {
  const { page } = await app.visit({ locale: 'en-US' });
  await page.getByRole('button', { name: /^Model: / }).click();
  await page.getByRole('combobox', { name: 'Search models' }).fill('dolly-v2-3b');
  await page.getByRole('option', { name: /^Dolly v2 3B Can run here, 1\.79 GB to download/ }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Run a model on this device' });
  await dialog.getByRole('listitem').first().getByText('Dolly v2 3B').waitFor();
  await dialog.getByRole('link', { name: 'Other ways to run Dolly v2 3B' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dolly v2 3B' }).waitFor();
  await page.getByRole('button', { name: 'Run it in this page' }).click();
  await dialog.getByRole('listitem').first().getByText('Dolly v2 3B').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(mirror.requests).toEqual([]);
});

test('any repository can be looked up; what a page cannot load says why, and a stranger is in no catalog', async () => {
  const { page } = await app.visit({ locale: 'en-US' });
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Repository' }).fill('not a repository');
  await dialog.getByRole('textbox', { name: 'Repository' }).press('Enter');
  await dialog.getByText('That is no name of a repository.').waitFor();
  expect(mirror.requests).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Repository' }).fill('https://huggingface.co/nobody/nothing');
  await dialog.getByRole('textbox', { name: 'Repository' }).press('Enter');
  await trouble(dialog, 'not-found').waitFor();
  await dialog.getByRole('button', { name: 'All models' }).click();
  await dialog.getByRole('textbox', { name: 'Repository' }).fill('somebody/some-model-GGUF');
  await dialog.getByRole('textbox', { name: 'Repository' }).press('Enter');
  await dialog.getByText('Not in the catalog').waitFor();
  await expect.poll(() => dialog.getByRole('radio', { name: /part-00001/ }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: /^Download 6 MB/ }).click();
  await dialog.getByRole('button', { name: 'Use this model' }).click();
  await page.getByRole('button', { name: 'Model: Random llama' }).waitFor();
  await ask(page, 'The llama');
  await expect.poll(() => page.getByRole('region', { name: 'Provenance' }).first().getAttribute('data-model')).toBe('');
});

test('where the browser refuses to keep files, the page says so and the guide still answers', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await context.addInitScript(() => {
    navigator.storage.getDirectory = () => Promise.reject(new DOMException('Not in a private window.', 'SecurityError'));
  });
  await page.reload();
  const dialog = await openDialog(page);
  await dialog.getByRole('alert').getByText('This browser does not let the page keep files here.').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
});

test('a repository that wants terms accepted says what to do; with a key it is downloaded, and the key goes to the Hub alone', async () => {
  Object.assign(mirror.mood, { gated: true, key: 'hf_of-the-person-0123' });
  const visit = await app.visit({ locale: 'en-US' });
  const { page } = visit;
  const dialog = await openDialog(page);
  await dialog.getByRole('button', { name: /about Dolly v2 3B$/ }).click();
  await dialog.getByRole('alert').getByText('The author wants terms accepted').waitFor();
  const download = dialog.getByRole('button', { name: /^Download/ });
  expect(await download.count()).toBe(0);
  const key = dialog.getByLabel('Key', { exact: true });
  await key.fill('of another person');
  await key.press('Enter');
  await dialog.getByText('A key is made of letters, digits and symbols').waitFor();
  await key.fill('hf_of-another-person-0');
  await key.press('Enter');
  await download.click();
  await trouble(dialog, 'refused').waitFor();
  await dialog.getByRole('button', { name: /^Cancel the download/ }).click();
  await dialog.getByRole('button', { name: 'All models' }).click();
  await dialog.getByRole('button', { name: /about Dolly v2 3B$/ }).click();
  await dialog.getByRole('button', { name: 'Forget the key' }).click();
  await key.fill('hf_of-the-person-0123');
  await key.press('Enter');
  await download.click();
  await dialog.getByRole('button', { name: 'Use this model' }).waitFor();
  expect(new Set(mirror.keys.hub)).toEqual(new Set(['Bearer hf_of-another-person-0', 'Bearer hf_of-the-person-0123']));
  expect(mirror.keys.storage).toEqual([]);
  expect(await everythingKept(visit, app.url)).not.toContain('hf_of');
});

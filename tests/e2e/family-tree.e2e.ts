import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const phone = { locale: 'en-US', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const active = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('data-node') ?? null);
const scaleOf = (page: Page): Promise<number> =>
  page.locator('.tree-world').evaluate((world) => new DOMMatrix(getComputedStyle(world).transform).a);

/** The scale once the picture no longer moves. */
async function settledScale(page: Page): Promise<number> {
  let last = Number.NaN;
  const isStill = async (): Promise<boolean> => {
    const before = last;
    last = await scaleOf(page);
    return last === before;
  };
  await expect.poll(isStill, { interval: 300 }).toBe(true);
  return last;
}

/** Whether what has the focus lies whole inside the frame. */
const isInside = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const frame = document.querySelector('.tree-frame')?.getBoundingClientRect();
    const node = document.activeElement?.getBoundingClientRect();
    if (frame === undefined || node === undefined) return false;
    return node.left >= frame.left && node.right <= frame.right && node.top >= frame.top && node.bottom <= frame.bottom;
  });

/** Everything that both forms say of each model: id, full name, maker, verdict. */
async function treeRows(page: Page): Promise<readonly string[]> {
  await page.locator('[data-node]').first().waitFor();
  const rows = await page.locator('[data-node][data-match="true"]').evaluateAll((nodes) =>
    nodes.map((node) => {
      const foundation = [...document.querySelectorAll<HTMLElement>('.tree-group')].find((group) => {
        const [outer, inner] = [group.getBoundingClientRect(), node.getBoundingClientRect()];
        return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
      });
      const name = node.querySelector('.visually-hidden')?.textContent.replace(/, $/, '') ?? '';
      const maker = node.querySelector('.tree-node-maker')?.textContent ?? '';
      return [node.getAttribute('data-node'), name, maker, node.getAttribute('data-verdict'), foundation?.dataset['foundation']].join(
        ' | ',
      );
    }),
  );
  return rows.toSorted();
}

async function tableRows(page: Page): Promise<readonly string[]> {
  await page.locator('tr[data-model]').first().waitFor();
  const rows = await page
    .locator('tr[data-model]')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [
          row.getAttribute('data-model'),
          row.querySelector('th')?.textContent,
          row.querySelector('.maker')?.textContent,
          row.getAttribute('data-verdict'),
          row.getAttribute('data-foundation'),
        ].join(' | '),
      ),
    );
  return rows.toSorted();
}

test.each(['', 'maker=laion', 'license=unclear', 'q=llama'])(
  'the table says the same of the same models as the tree (%s)',
  async (filter) => {
    const { page, context, troubles } = await app.visit({ locale: 'en-US' }, `#/atlas?${filter}`);
    const inTree = await treeRows(page);
    await page.getByRole('button', { name: 'Table' }).click();
    expect(await tableRows(page)).toEqual(inTree);
    expect(inTree.length).toBeGreaterThan(3);
    expect(troubles).toEqual([]);
    await context.close();
  },
);

test('the picture appears in its place at once, in the atlas and on a model’s page', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, 'seen', seen);
    const look = (): void => {
      const world = document.querySelector('.tree-world');
      const now = world === null ? seen.at(-1) : window.getComputedStyle(world).transform;
      if (now !== undefined && now !== seen.at(-1)) seen.push(now);
      requestAnimationFrame(look);
    };
    look();
  });
  for (const [visits, hash] of ['#/atlas?view=tree', '#/atlas/stable-vicuna-13b'].entries()) {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    await page.locator('[data-node="stable-vicuna-13b"]').waitFor();
    await page.waitForTimeout(500);
    expect([hash, await page.evaluate(() => (Reflect.get(window, 'seen') as string[]).length)]).toEqual([hash, visits + 1]);
  }
  await context.close();
});

test('filters and search narrow the tree, stand in the address, and open again from there', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/atlas');
  await page.getByText('All 96 models').waitFor();
  await page.getByLabel('Foundation').selectOption('eleutherai');
  await page.getByLabel('Commercial use').selectOption('not-allowed');
  await page.getByText('1 of 96 models · 1 more, shown faintly, is beneath them').waitFor();
  expect(
    await page.locator('[data-node][data-match="true"]').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node'))),
  ).toEqual(['dolly-v1-6b']);
  expect(new URL(page.url()).hash).toBe('#/atlas?license=not-allowed&foundation=eleutherai');
  await page.reload();
  await page.getByText('1 of 96 models').waitFor();
  await expect.poll(() => page.getByLabel('Foundation').inputValue()).toBe('eleutherai');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByText('All 96 models').waitFor();
  expect(new URL(page.url()).hash).toBe('#/atlas');
  await page.getByRole('searchbox', { name: 'Search the catalog' }).pressSequentially('carper', { delay: 10 });
  await page.getByText('1 of 96 models').waitFor();
  await expect.poll(() => new URL(page.url()).hash).toBe('#/atlas?q=carper');
  await page.getByRole('searchbox', { name: 'Search the catalog' }).fill('nothing like it');
  await page.getByText('No model fits these filters.').waitFor();
  await context.close();
});

test('by keyboard alone: into the tree, along the edges, and into a model', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' }, '#/atlas?foundation=meta');
  await page.locator('[data-node]').first().waitFor();
  await expect.poll(() => page.locator('[data-node][tabindex="0"]').count()).toBe(1);
  await page.getByRole('button', { name: 'Table' }).focus();
  await page.keyboard.press('Tab');
  expect(await active(page)).not.toBeNull();
  await page.locator('[data-node="vicuna-13b-v0"]').focus();
  await page.keyboard.press('ArrowRight');
  expect(await active(page)).toBe('stable-vicuna-13b');
  // The caption names each edge above it, and every edge is told on the other end.
  const caption = page.locator('.tree-caption');
  await expect.poll(() => caption.innerText()).toContain('difference to LLaMA 13B');
  await expect.poll(() => caption.innerText()).toContain('trained by feedback from Vicuna 13B v0');
  await expect.poll(() => page.locator('.tree-tie[data-of="llama-13b"]').innerText()).toBe('difference to');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await active(page)).toBe('llama-13b');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'StableVicuna 13B' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/atlas/stable-vicuna-13b');
  await page.goBack();
  await page.locator('[data-node]').first().waitFor();
  expect(new URL(page.url()).hash).toBe('#/atlas?foundation=meta');
  expect(troubles).toEqual([]);
  await context.close();
});

test('a focused model is always inside the frame, however far the picture was zoomed', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', reducedMotion: 'reduce' }, '#/atlas');
  await page.locator('[data-node][tabindex="0"]').focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('+');
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(1.5);
  for (const key of ['PageDown', 'PageDown', 'ArrowRight', 'End', 'Home', 'ArrowDown']) {
    await page.keyboard.press(key);
    await expect.poll(() => isInside(page), { message: key }).toBe(true);
  }
  await page.keyboard.press('0');
  await expect.poll(() => scaleOf(page)).toBeLessThan(1);
  await context.close();
});

test('wheel and buttons zoom, a drag pans and does not open what is under it', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', reducedMotion: 'reduce' }, '#/atlas');
  const node = page.locator('[data-node="llama-13b"]');
  await node.waitFor();
  const before = await settledScale(page);
  await node.hover();
  await page.mouse.wheel(0, -300);
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => scaleOf(page)).toBeCloseTo(before, 3);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(before);
  const start = await node.boundingBox();
  if (start === null) throw new Error('the node is not to be seen');
  await page.mouse.move(start.x + 20, start.y + 10);
  await page.mouse.down();
  await page.mouse.move(start.x + 90, start.y + 50, { steps: 5 });
  await page.mouse.up();
  const movedBy = async (): Promise<readonly number[]> => {
    const now = await node.boundingBox();
    return [Math.round((now?.x ?? 0) - start.x), Math.round((now?.y ?? 0) - start.y)];
  };
  await expect.poll(movedBy).toEqual([70, 40]);
  expect(new URL(page.url()).hash).toBe('#/atlas');
  // A drag is no click, but the key that comes after it is.
  await node.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'LLaMA 13B' }).waitFor();
  await page.goBack();
  await node.click();
  await page.getByRole('heading', { level: 1, name: 'LLaMA 13B' }).waitFor();
  await context.close();
});

test('pointing at a model lights what is above and below it and dims the rest', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/atlas');
  await page.locator('[data-node="dolly-v1-6b"]').hover();
  const related = page.locator('.tree-node.kin, .tree-node.active');
  await expect
    .poll(() =>
      related.evaluateAll((nodes) =>
        nodes.map((node) => node.getAttribute('data-node') ?? '').toSorted((left, right) => left.localeCompare(right)),
      ),
    )
    .toEqual(['dolly-v1-6b', 'gpt-3', 'gpt-j-6b', 'text-davinci-003']);
  await context.close();
});

test('the table sorts by every column, and the order stands in the address', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/atlas?view=table');
  const first = page.locator('tr[data-model] th').first();
  await page.getByRole('button', { name: 'Size' }).click();
  await expect.poll(() => first.innerText()).toBe('Stemma guide');
  await page.getByRole('button', { name: 'Size' }).click();
  await expect.poll(() => first.innerText()).toMatch(/^DeepSeek/);
  await expect.poll(() => page.locator('th[aria-sort="descending"]').innerText()).toContain('Size');
  expect(new URL(page.url()).hash).toBe('#/atlas?view=table&sort=-size');
  await page.reload();
  await expect.poll(() => first.innerText()).toMatch(/^DeepSeek/);
  await context.close();
});

test('a phone begins with the table; the tree can be reached, moved by touch and used there', async () => {
  const { page, context, troubles } = await app.visit(phone, '#/atlas');
  await page.locator('tr[data-model]').first().waitFor();
  await expect.poll(() => page.locator('tr[data-model]').count()).toBe(96);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Family tree' }).click();
  const node = page.locator('[data-node="alpaca-7b"]');
  await node.waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  // Large enough to read and to hit.
  expect((await node.boundingBox())?.height).toBeGreaterThan(24);
  const small = await page
    .locator('button:visible, select:visible, summary:visible, .page-nav a')
    .evaluateAll((targets) =>
      targets.filter((target) => target.getBoundingClientRect().height < 43.5).map((target) => target.outerHTML.slice(0, 120)),
    );
  expect(small).toEqual([]);
  const before = await settledScale(page);
  const session = await context.newCDPSession(page);
  const frame = await page.locator('.tree-frame').boundingBox();
  if (frame === null) throw new Error('the tree is not to be seen');
  const pinch = (type: 'touchStart' | 'touchMove', spread: number): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [
        { id: 0, x: frame.x + 150 - spread, y: frame.y + 200 },
        { id: 1, x: frame.x + 150 + spread, y: frame.y + 200 },
      ],
    });
  await pinch('touchStart', 30);
  for (const spread of [40, 50, 60, 70]) await pinch('touchMove', spread);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(before * 1.3);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a model’s page shows its place: what it stands on and what stands on it, itself marked and in sight', async () => {
  const { page, context, troubles } = await app.visit(phone, '#/atlas/oasst-sft-6-llama-30b');
  const place = page.getByRole('region', { name: /^Open Assistant SFT-6 .* in the family tree$/ });
  const own = place.locator('[data-node="oasst-sft-6-llama-30b"]');
  await own.waitFor();
  await expect.poll(() => own.getAttribute('aria-current')).toBe('page');
  for (const id of ['llama-33b', 'oasst-rlhf-2-llama-30b', 'huggingchat', 'gpt-3.5-turbo']) {
    expect([id, await place.locator(`[data-node="${id}"]`).count()]).toEqual([id, 1]);
  }
  expect(await place.locator('[data-node="llama-13b"]').count()).toBe(0);
  const [frame, node] = [await place.boundingBox(), await own.boundingBox()];
  if (frame === null || node === null) throw new Error('the model is not to be seen');
  expect(node.x >= frame.x && node.x + node.width <= frame.x + frame.width).toBe(true);
  await page.goto(`${app.url}/#/atlas/stemma-guide`);
  await page.getByRole('heading', { level: 1, name: 'Stemma guide' }).waitFor();
  expect(await page.locator('.model-place').count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('the tree has a name and a description that leads to the table', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '#/atlas');
  const region = page.getByRole('region', { name: 'Family tree of the models' });
  await region.waitFor();
  const description = await region.getAttribute('aria-describedby');
  await expect.poll(() => page.locator(`[id="${description}"]`).innerText()).toContain('The table shows the same models and foundations.');
  const link = page.getByRole('link', { name: 'StableVicuna 13B, CarperAI, commercial use: Not allowed' });
  await expect.poll(() => link.getAttribute('href')).toBe('#/atlas/stable-vicuna-13b');
  const edges = await link.getAttribute('aria-describedby');
  await expect.poll(() => page.locator(`[id="${edges}"]`).textContent()).toContain('difference to LLaMA 13B');
  await context.close();
});

const screens = { wide: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'zh-CN']) {
    for (const [screen, viewport] of Object.entries(screens)) {
      test(`axe finds nothing on tree and table (${colorScheme}, ${locale}, ${screen})`, async () => {
        const options = { colorScheme, locale, viewport, bypassCSP: true, reducedMotion: 'reduce' } as const;
        const { page, context } = await app.visit(options, '#/atlas?view=tree');
        await page.locator('[data-node]').first().waitFor();
        expect(await violations(page)).toEqual([]);
        await page.locator('[data-node="stable-vicuna-13b"]').focus();
        await page.locator('.tree-caption').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.goto(`${app.url}/#/atlas?view=table`);
        await page.locator('tr[data-model]').first().waitFor();
        expect(await violations(page)).toEqual([]);
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
        await context.close();
      });
    }
  }
}

import { join } from 'node:path';
import { openBenchPage } from './bench-page.mjs';
import { median } from './bench-streaming.mjs';
import { serve } from './serve.mjs';

const sizes = [200, 2000];
const viewport = { width: 1440, height: 900 };

const spread = (values, digits = 0) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;

/** Main-thread seconds of a page, and its heap, as the browser counts them. */
async function countersOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return { busy: of('TaskDuration') * 1000, heap: of('JSHeapUsedSize') / 1e6 };
  };
}

/** The app with conversations of these sizes kept in it, and the bare page. `routes`: where each conversation is. */
async function openBoth(root, browser) {
  const [bareServer, appServer] = [await openBenchPage(root, 'reading'), await serve({ folder: join(root, 'dist'), port: 0 })];
  const context = await browser.newContext({ viewport, locale: 'en-US' });
  const bare = await context.newPage();
  await bare.goto(bareServer.url);
  const titled = await bare.evaluate(
    (counts) => counts.map((count) => ({ title: `${count} messages`, messages: globalThis.bench.conversation(count) })),
    sizes,
  );
  await bare.close();
  const page = await context.newPage();
  await page.goto(`${appServer.url}#/settings`);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'conversations.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(titled)) });
  const routes = new Map();
  for (const size of sizes) {
    const link = page.getByRole('link', { name: `${size} messages`, exact: true });
    await link.waitFor();
    routes.set(size, await link.getAttribute('href'));
  }
  await page.close();
  const close = async () => {
    await context.close();
    await bareServer.close();
    await appServer.close();
  };
  return { context, bareUrl: bareServer.url, appUrl: appServer.url, routes, close };
}

/** Runs `act` in the page and waits for the frame after the words stand in it. Gives milliseconds until then, main-thread ones until all is quiet, and the heap. */
async function timed(page, read, act, argument, words) {
  const before = await read();
  const time = await page.evaluate(
    async ([code, value, expected]) => {
      const began = performance.now();
      // The text of a function that the driver wrote.
      new Function('value', code)(value);
      await new Promise((resolve) => {
        const look = () => {
          const last = [...document.querySelectorAll('article')].at(-1);
          if (last?.textContent.includes(expected)) setTimeout(resolve);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      return performance.now() - began;
    },
    [act, argument, words],
  );
  await page.waitForTimeout(1500);
  const after = await read();
  return { time, busy: after.busy - before.busy, heap: after.heap };
}

const openBare = 'globalThis.bench.open(value)';
const openApp = 'location.hash = value';

/** From another screen to the end of a conversation of 200 and of 2,000 messages, which was not opened since the page was. */
export async function benchOpening({ root, browser, rounds }) {
  const both = await openBoth(root, browser);
  for (const size of sizes) {
    const runs = { bare: [], app: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ['bare', 'app']) {
        const page = await both.context.newPage();
        const read = await countersOf(page);
        await page.goto(way === 'bare' ? both.bareUrl : `${both.appUrl}#/`);
        if (way === 'app') await page.getByRole('textbox', { name: 'Message' }).waitFor();
        // What a page does after it stands, it has done.
        await page.waitForTimeout(2000);
        const words = `message ${size};`;
        const run = way === 'bare' ? [openBare, size] : [openApp, both.routes.get(size)];
        runs[way].push(await timed(page, read, ...run, words));
        await page.close();
      }
    }
    const of = (way, kind) => runs[way].map((run) => run[kind]);
    const ratio = (kind) =>
      spread(
        runs.app.map((run, round) => run[kind] / runs.bare[round][kind]),
        2,
      );
    console.log(`Opening ${size} messages (medians, with the least and the most of ${rounds} rounds)`);
    for (const way of ['bare', 'app']) {
      console.log(
        `  ${way.padEnd(4)} shown after ${spread(of(way, 'time'))} ms; main thread ${spread(of(way, 'busy'))} ms; heap ${median(of(way, 'heap')).toFixed(1)} MB`,
      );
    }
    console.log(`  app against bare: shown ${ratio('time')}, main thread ${ratio('busy')}`);
  }
  await both.close();
}

const typed = 'the quick brown fox jumps over the lazy dog and back again ';

/** Key press to the frame that shows the letter, with 2,000 messages open. */
export async function benchTyping({ root, browser, rounds }) {
  const both = await openBoth(root, browser);
  const runs = { bare: [], app: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ['bare', 'app']) {
      const page = await both.context.newPage();
      const read = await countersOf(page);
      await page.goto(way === 'bare' ? both.bareUrl : `${both.appUrl}${both.routes.get(2000)}`);
      if (way === 'bare') await page.evaluate('bench.open(2000)');
      await page.getByText('message 2000;').waitFor();
      const field = page.getByRole('textbox', { name: 'Message' });
      await field.focus();
      await page.waitForTimeout(2000);
      await page.evaluate(() => {
        globalThis.keys = [];
        document.addEventListener(
          'keydown',
          ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => globalThis.keys.push(performance.now() - timeStamp))),
          { capture: true },
        );
      });
      const before = await read();
      await page.keyboard.type(typed, { delay: 60 });
      await page.waitForTimeout(300);
      const after = await read();
      const keys = (await page.evaluate('keys')).toSorted((left, right) => left - right);
      runs[way].push({
        middle: median(keys),
        late: keys[Math.floor(keys.length * 0.95)],
        busy: (after.busy - before.busy) / typed.length,
      });
      await page.close();
    }
  }
  const of = (way, kind) => runs[way].map((run) => run[kind]);
  const ratio = (kind) =>
    spread(
      runs.app.map((run, round) => run[kind] / runs.bare[round][kind]),
      2,
    );
  console.log(
    `Key press to paint with 2,000 messages open (${typed.length} keys a round; medians, with the least and the most of ${rounds} rounds)`,
  );
  for (const way of ['bare', 'app']) {
    console.log(
      `  ${way.padEnd(4)} median ${spread(of(way, 'middle'), 1)} ms, 95 % within ${spread(of(way, 'late'), 1)} ms; main thread ${spread(of(way, 'busy'), 1)} ms a key`,
    );
  }
  console.log(`  app against bare: median ${ratio('middle')}, 95 % ${ratio('late')}, main thread ${ratio('busy')}`);
  await both.close();
}

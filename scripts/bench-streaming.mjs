import { openBenchPage } from './bench-page.mjs';
import { longestTask } from './longest-task.mjs';

/**
 * The ways an answer is shown: `receive` takes the tokens and shows nothing; `bare` appends each to one text node; `paced` does it as often
 * as the app; `app` is the whole app. What a page pays that only receives is taken off the others.
 */
const ways = ['receive', 'bare', 'paced', 'app'];

/** What is measured. `tokens` and `rate` (tokens a second) are those of each answer. */
const tasks = [
  { name: '1,500 tokens at 1,000/s', answers: 1, tokens: 1500, rate: 1000 },
  { name: '6,000 tokens at 1,000/s', answers: 1, tokens: 6000, rate: 1000 },
  { name: '20,000 tokens at 1,000/s', answers: 1, tokens: 20_000, rate: 1000 },
  { name: '1,500 tokens at 200/s', answers: 1, tokens: 1500, rate: 200 },
  { name: 'eight answers of 1,500 tokens, each at 200/s', answers: 8, tokens: 1500, rate: 200 },
];

/** What the comparison is measured by: its own screen against bare text in the same boxes. */
const columns = [
  { name: 'eight columns of 1,000 tokens, each at 100/s, all of them in view', answers: 8, tokens: 1000, rate: 100, width: 2560 },
];

/** A page that shows answers in one way, in a process of its own, with what the browser counted for each run. */
async function openWay(browser, url, way, width = 1440) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${way}: ${error.message}`));
  await page.goto(`${url}?way=${way}`);
  await page.waitForFunction(() => 'bench' in globalThis);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  async function read() {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }
  return {
    context,
    page,
    async run({ answers, tokens, rate }) {
      await page.evaluate(`bench.prepare(${answers})`);
      // The question is shown and kept before the answer begins.
      await page.waitForTimeout(700);
      const before = await read();
      const told = await page.evaluate(`bench.run(${tokens}, ${rate})`);
      const after = await read();
      const spent = (name) => after[name] - before[name];
      return {
        ...told,
        mainThread: spent('TaskDuration'),
        process: spent('ProcessTime'),
        layouts: spent('LayoutCount'),
        styles: spent('RecalcStyleCount'),
        heap: after.JSHeapUsedSize,
      };
    },
  };
}

export function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const spread = (values, digits) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;

/** Runs of all ways in turn, so that what else the machine does meets them alike. */
async function measure(pages, task, rounds) {
  const runs = new Map(ways.map((way) => [way, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ways) runs.get(way).push(await pages.get(way).run(task));
  }
  return runs;
}

/** Microseconds for each token of a run, less those of the run of the page that only receives. */
function net(runs, way, kind, { tokens, answers }) {
  return runs.get(way).map((run, round) => ((run[kind] - runs.get('receive')[round][kind]) * 1_000_000) / (tokens * answers));
}

function report(task, runs) {
  const ratios = (kind, other) => {
    const against = net(runs, other, kind, task);
    return net(runs, 'app', kind, task).map((cost, round) => cost / against[round]);
  };
  const of = (way, kind) => runs.get(way).map((run) => run[kind]);
  console.log(`${task.name} (medians, with the least and the most of ${runs.get('app').length} rounds)`);
  for (const way of ways.slice(1)) {
    const costs = net(runs, way, 'mainThread', task);
    const updates = median(of(way, 'updates'));
    console.log(
      `  ${way.padEnd(6)} main thread ${spread(costs, 1)} µs a token; ${updates} updates, ${median(of(way, 'layouts'))} layouts, ${median(of(way, 'styles'))} style passes; last word after ${spread(of(way, 'lastWordMs'), 0)} ms; blocked ${spread(of(way, 'blockedMs'), 0)} ms`,
    );
  }
  console.log(
    `  main thread, app against bare: ${spread(ratios('mainThread', 'bare'), 2)}; against a bare page at the app's pace: ${spread(ratios('mainThread', 'paced'), 2)}`,
  );
  console.log(`  whole process, app against bare: ${spread(ratios('process', 'bare'), 2)}`);
  console.log(`  app's heap after the last run: ${(of('app', 'heap').at(-1) / 1e6).toFixed(1)} MB`);
}

/** Measures what streaming costs. Prints; nothing here fails. */
export function benchStreaming(options) {
  return measureAll(tasks, options);
}

/** Measures what eight live columns cost. Prints; nothing here fails. */
export function benchCompare(options) {
  return measureAll(columns, options);
}

async function measureAll(wanted, { root, browser, rounds, only }) {
  const server = await openBenchPage(root, 'streaming');
  const costs = new Map();
  for (const task of wanted.filter(({ name }) => name.includes(only))) {
    const pages = new Map();
    for (const way of ways) pages.set(way, await openWay(browser, server.url, way, task.width));
    // The first answers pay for compiling, and for fetching what is lazy: a person has seen one before.
    for (const way of ways) for (let turn = 0; turn < 2; turn += 1) await pages.get(way).run({ ...task, tokens: 1500, rate: 1000 });
    const runs = await measure(pages, task, rounds);
    report(task, runs);
    for (const way of task.width === undefined ? [] : ['bare', 'app']) {
      const { page, run } = pages.get(way);
      console.log(`  longest task of ${way}: ${(await longestTask(browser, page, () => run(task))).toFixed(1)} ms of CPU time`);
    }
    if (task.answers === 1 && task.rate === 1000) costs.set(task.tokens, median(net(runs, 'app', 'mainThread', task)));
    for (const { context } of pages.values()) await context.close();
  }
  if (costs.has(1500) && costs.has(20_000)) {
    console.log(`A token of 20,000 costs the app ${(costs.get(20_000) / costs.get(1500)).toFixed(2)} of one of 1,500.`);
  }
  await server.close();
}

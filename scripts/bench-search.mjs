import { openBenchPage } from './bench-page.mjs';

const count = 20_000;

/**
 * Measures the search over everything that is kept, in a worker over the database, against a bare page with the same texts in memory that only
 * asks each whether it has the words. The first search reads the database; while the dialog is open the next letters do not.
 */
export async function benchSearch({ root, browser, rounds }) {
  const server = await openBenchPage(root, 'search');
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => 'measure' in globalThis);
  await page.evaluate(`prepare(${count})`);
  console.log(`Search through ${count.toLocaleString('en')} messages, milliseconds (the page stands still for at most the last number):`);
  for (const typed of ['hapax', '蒸馏', 'nowhere']) {
    const { bare, cold, warm } = await page.evaluate(`measure(${JSON.stringify(typed)}, ${rounds})`);
    const line = (name, { whole, first, stall }) =>
      `${name} ${whole.toFixed(0)}, first result ${first.toFixed(0)}, ratio ${(whole / bare.whole).toFixed(1)}, stall ${stall.toFixed(0)}`;
    console.log(
      `  ${typed} (${bare.count} found): bare ${bare.whole.toFixed(0)}; ${line('first search', cold)}; ${line('next letter', warm)}`,
    );
  }
  await page.close();
  await server.close();
}

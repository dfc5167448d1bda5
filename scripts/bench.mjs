import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright';
import { build } from 'vite';
import { catalogTime } from './bench-catalog.mjs';
import { pickerTime } from './bench-picker.mjs';
import { chromiumArguments, findBrowser } from './browser.mjs';
import { serve } from './serve.mjs';

/**
 * Measures, always as ratios inside one run: the main thread's time for a streamed answer against a bare page that appends the same stream
 * as text; what the path from bytes to the parts of an answer costs for each dialect against a reader that only splits lines; the compressed
 * first page; the time from the click to the guide's first word; the picker's search; the catalog's arithmetic. Nothing here fails: the
 * numbers are for people.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tokensPerSecond = 1000;
const lengths = [1500, 6000, 20_000];

const browser = await chromium.launch({ executablePath: findBrowser(), args: chromiumArguments });

/** Seconds of the main thread for one stream, on a page of its own. */
async function mainThreadTime(url, kind, tokens) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction('typeof run === "function"');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value;
  };
  const before = await read();
  await page.evaluate(`run(${JSON.stringify(kind)}, ${tokens}, ${tokensPerSecond})`);
  const after = await read();
  await page.close();
  return after - before;
}

/** Builds a page of bench/ and serves it. */
async function open(page) {
  const outDir = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
  const configuration = { base: './', configFile: false, logLevel: 'error', plugins: [react()], build: { outDir, emptyOutDir: true } };
  await build({ root: join(root, 'bench', page), ...configuration });
  const server = await serve({ folder: outDir, port: 0 });
  const close = async () => {
    await server.close();
    rmSync(outDir, { recursive: true });
  };
  return { url: server.url, close };
}

async function streaming() {
  const server = await open('streaming');
  console.log(`Main-thread milliseconds per 1,000 tokens at ${tokensPerSecond} tokens/s, less what a page pays that only receives them:`);
  let first = null;
  for (const tokens of lengths) {
    const receive = await mainThreadTime(server.url, 'parse', tokens);
    const bare = await mainThreadTime(server.url, 'bare', tokens);
    const markdown = await mainThreadTime(server.url, 'markdown', tokens);
    const perThousand = (seconds) => ((seconds - receive) * 1_000_000) / tokens;
    const cost = perThousand(markdown);
    first ??= cost;
    console.log(
      `  ${String(tokens).padStart(6)} tokens: bare ${perThousand(bare).toFixed(0)}, Stemma ${cost.toFixed(0)}, ratio ${(cost / perThousand(bare)).toFixed(2)}; against ${lengths[0]} tokens ${(cost / first).toFixed(2)}`,
    );
  }
  await server.close();
}

/** The provider path alone, one token a piece as servers send them, and in pieces of 16 kB as a network may join them. */
async function wire() {
  const server = await open('wire');
  console.log('Milliseconds per 1,000 tokens from bytes to parts: a reader that only splits lines, one that also parses JSON, Stemma:');
  for (const pieceBytes of [null, 16_384]) {
    for (const kind of ['openai-compatible', 'ollama', 'text-generation-inference']) {
      for (const way of ['chat', 'raw']) {
        const page = await browser.newPage();
        await page.goto(server.url);
        await page.waitForFunction('typeof measure === "function"');
        const [bare, parsed, stemma] = await page.evaluate(
          `measure(${JSON.stringify(kind)}, ${JSON.stringify(way)}, 4000, ${pieceBytes}, 60)`,
        );
        await page.close();
        console.log(
          `  ${`${kind}, ${way}, ${pieceBytes === null ? 'token by token' : 'in 16 kB'}`.padEnd(48)} ${bare.toFixed(2)}, ${parsed.toFixed(2)}, ${stemma.toFixed(2)}; ratio ${(stemma / bare).toFixed(2)}, against parsing ${(stemma / parsed).toFixed(2)}`,
        );
      }
    }
  }
  await server.close();
}

async function firstWord() {
  const server = await serve({ folder: join(root, 'dist'), port: 0 });
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    const question = page.locator('.welcome-suggestions button').first();
    await question.waitFor();
    // The page settles as it would while a person reads it.
    await page.waitForTimeout(1000);
    const began = Date.now();
    await question.click();
    await page.locator('[data-role="assistant"] [data-part="text"]').waitFor();
    times.push(Date.now() - began);
    await context.close();
  }
  await server.close();
  console.log(`Click to the guide's first word: ${times.toSorted((left, right) => left - right).join(', ')} ms (five fresh visitors)`);
}

if (!existsSync(join(root, 'dist/index.html'))) await build({ root, logLevel: 'error' });
execFileSync(process.execPath, [join(root, 'scripts/size.mjs')], { stdio: 'inherit' });
await catalogTime(root);
await firstWord();
await pickerTime(root, browser);
await streaming();
await wire();
await browser.close();

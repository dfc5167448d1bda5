import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { catalogTime } from './bench-catalog.mjs';
import { familyTreeTime } from './bench-family-tree.mjs';
import { benchFirstWord } from './bench-first-word.mjs';
import { pickerTime } from './bench-picker.mjs';
import { benchOpening, benchTyping } from './bench-reading.mjs';
import { benchSearch } from './bench-search.mjs';
import { benchStreaming } from './bench-streaming.mjs';
import { benchWire } from './bench-wire.mjs';
import { chromiumArguments, findBrowser } from './browser.mjs';

/**
 * Measures: the compressed first page; the catalog's arithmetic; the time from the click to the guide's first word; the picker's search; what
 * the family tree costs the main thread; opening a conversation of 200 and of 2,000 messages; the time from a key press to the letter with
 * 2,000 messages open; what streaming costs; what the path from bytes to parts costs; what searching everything costs. Opening, typing,
 * streaming and searching are ratios to a bare page with the same words, taken in turns in one run. Nothing here fails: the numbers are for
 * people. All of it takes forty minutes: `--part=opening` (or `typing`, `streaming`, ...) measures one part, `--only=6,000` one streaming task,
 * `--rounds=9` more often.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    part: { type: 'string', default: '' },
  },
});
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const browser = await chromium.launch({ executablePath: findBrowser(), args: chromiumArguments });
const options = { root, browser, rounds: Number(values.rounds), only: values.only };

const parts = {
  async size() {
    await build({ root, logLevel: 'error' });
    execFileSync(process.execPath, [join(root, 'scripts/size.mjs')], { stdio: 'inherit' });
  },
  catalog: () => catalogTime(root),
  async 'first-word'() {
    await build({ root, logLevel: 'error' });
    await benchFirstWord(options);
  },
  async picker() {
    await build({ root, logLevel: 'error' });
    await pickerTime(root, browser);
  },
  async 'family-tree'() {
    await build({ root, logLevel: 'error' });
    await familyTreeTime(root, browser);
  },
  async opening() {
    await build({ root, logLevel: 'error' });
    await benchOpening(options);
  },
  async typing() {
    await build({ root, logLevel: 'error' });
    await benchTyping(options);
  },
  streaming: () => benchStreaming(options),
  wire: () => benchWire(options),
  search: () => benchSearch(options),
};
for (const [name, measure] of Object.entries(parts)) if (values.part === '' || values.part === name) await measure();
await browser.close();

import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { benchFirstWord } from './bench-first-word.mjs';
import { benchStreaming } from './bench-streaming.mjs';
import { chromiumArguments, findBrowser } from './browser.mjs';

/**
 * Measures: the compressed first page, the time from the click to the guide's first word, and what streaming costs. Nothing here fails:
 * the numbers are for people. `--rounds=9` measures more often, `--only=6,000` one streaming task, `--part=first-word` one part.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    part: { type: 'string', default: '' },
  },
});
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wants = (part) => values.part === '' || values.part === part;

const browser = await chromium.launch({ executablePath: findBrowser(), args: chromiumArguments });
const options = { root, browser, rounds: Number(values.rounds), only: values.only };
if (wants('size') || wants('first-word')) await build({ root, logLevel: 'error' });
if (wants('size')) execFileSync(process.execPath, [join(root, 'scripts/size.mjs')], { stdio: 'inherit' });
if (wants('first-word')) await benchFirstWord(options);
if (wants('streaming')) await benchStreaming(options);
await browser.close();

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, fail, root, run, tool } from './dependencies.mjs';

ensureDependencies();

const { findBrowser } = await import('./browser.mjs');
const { ensurePrograms } = await import('./proxies.mjs');

/** A browser is part of the tests: Debian's package as root, else Playwright's own build, else a sentence that says what to do. */
function ensureBrowser() {
  if (findBrowser()) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('No Chrome or Chromium found: installing the package "chromium" ...');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
    if (findBrowser()) return;
  }
  console.log("No Chrome or Chromium found: installing Playwright's Chromium ...");
  spawnSync(tool('playwright'), ['install', 'chromium'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (findBrowser()) return;
  fail('The tests need Chrome or Chromium and none could be installed. Install one and set CHROME_PATH to its program file.');
}

ensureBrowser();
ensurePrograms();
run(process.execPath, [join(root, 'scripts', 'check.mjs')]);
run(tool('vite'), ['build', '--logLevel', 'warn']);
run(process.execPath, [join(root, 'scripts', 'size.mjs')]);

const report = join(root, '.cache', 'test-report.json');
rmSync(report, { force: true });
const result = spawnSync(
  tool('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
);
if (!existsSync(report)) fail('The test runner ended without a report.');
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
console.log(`\n${numPassedTests} passed, ${numFailedTests} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`);
process.exit(result.status ?? 1);

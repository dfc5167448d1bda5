import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Stops with a sentence a newcomer can act on. */
export function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!fits) fail(`Stemma needs Node 20.19 or newer, or 22.12 or newer; this is ${process.versions.node}. Nothing was changed.`);
}

/** Names of packages that the lockfile wants and node_modules lacks or has in another version. */
function missingPackages() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return ['node_modules'];
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.optional)
    .filter(([path, entry]) => installed[path]?.version !== entry.version || !existsSync(join(root, path, 'package.json')))
    .map(([path]) => path);
}

/** Runs a command in the repository, shows its output, stops the script if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (result.status !== 0)
    fail(`"${command} ${args.join(' ')}" did not succeed (${result.error?.message ?? `exit code ${result.status}`}).`);
}

/** Path of a tool that the lockfile installs. */
export function tool(name) {
  return join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

/** Installs what the lockfile asks for, only if something is missing or out of date. */
export function ensureDependencies() {
  checkNode();
  const missing = missingPackages();
  if (missing.length === 0) return;
  console.log(`Installing packages (${missing.length === 1 ? missing[0] : `${missing.length} missing or out of date`}) ...`);
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

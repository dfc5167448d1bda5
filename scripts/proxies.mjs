import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the tests of the recipes in `deploy/` run, with the Debian package that each comes in. */
const programs = { nginx: 'nginx', caddy: 'caddy', envsubst: 'gettext-base', openssl: 'openssl' };

// Debian keeps servers out of an ordinary user's path.
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Path of a program; `undefined` if it is not there. */
export function findProgram(name) {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Names of the programs that the tests of the recipes lack. */
export function missingPrograms() {
  return Object.keys(programs).filter((name) => findProgram(name) === undefined);
}

/**
 * Installs what is missing where that can be done: as root on Debian. The packages would start servers on ports 80 and 443 of this machine; a
 * policy file, taken away afterwards, keeps them from it.
 */
export function ensurePrograms() {
  const missing = missingPrograms();
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    const packages = missing.map((name) => programs[name]);
    console.log(`For the tests of deploy/: installing the packages ${packages.join(', ')} ...`);
    const script = `set -e
      if [ ! -e /usr/sbin/policy-rc.d ]; then
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
        printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d
        chmod +x /usr/sbin/policy-rc.d
      fi
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"`;
    spawnSync('sh', ['-c', script, 'sh', ...packages], { stdio: 'inherit' });
  }
  const still = missingPrograms();
  if (still.length > 0 && !process.env.CI) {
    console.warn(`\n!!! The tests of deploy/ are SKIPPED: there is no ${still.join(', no ')} on this machine. Install it to run them.\n`);
  }
}

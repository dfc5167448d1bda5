import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './dependencies.mjs';
import { contentSecurityPolicy, productionHeaders } from './headers.mjs';

/**
 * The headers of scripts/headers.mjs in the words of nginx and Caddy, with a place for the origins that an operator's page may reach. A test
 * says when the files are out of date; `node scripts/proxy-headers.mjs` writes them anew.
 */
const note = '# Written by scripts/proxy-headers.mjs from scripts/headers.mjs: change it there.\n';
const headersWith = (more) => Object.entries({ ...productionHeaders, 'Content-Security-Policy': contentSecurityPolicy([more]) });

export const proxyHeaders = {
  'deploy/nginx/templates/security-headers.conf.template': `${note}${headersWith('${STEMMA_CONNECT}')
    .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
    .join('')}`,
  'deploy/caddy/security-headers.caddy': `${note}header {\n${headersWith('{$STEMMA_CONNECT}')
    .map(([name, value]) => `\t${name} "${value}"\n`)
    .join('')}}\n`,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of Object.entries(proxyHeaders)) await writeFile(join(root, path), text);
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './dependencies.mjs';
import { contentSecurityPolicy, diagramHeaders, productionHeaders } from './headers.mjs';

/**
 * The headers of scripts/headers.mjs in the words of nginx and Caddy, with a place for the origins that an operator's page may reach. A test
 * says when the files are out of date; `node scripts/proxy-headers.mjs` writes them anew.
 */
const note = '# Written by scripts/proxy-headers.mjs from scripts/headers.mjs: change it there.\n';
const pageHeaders = (more) => ({ ...productionHeaders, 'Content-Security-Policy': contentSecurityPolicy([more]) });
const lines = (headers, write) => Object.entries(headers).map(write).join('');
const forNginx = (headers) => `${note}${lines(headers, ([name, value]) => `add_header ${name} "${value}" always;\n`)}`;
const forCaddy = (matcher, headers) => `header${matcher} {\n${lines(headers, ([name, value]) => `\t${name} "${value}"\n`)}}\n`;

export const proxyHeaders = {
  'deploy/nginx/templates/security-headers.conf.template': forNginx(pageHeaders('${STEMMA_CONNECT}')),
  'deploy/nginx/templates/diagram-headers.conf.template': forNginx(diagramHeaders),
  // Of two that match, the later one counts.
  'deploy/caddy/security-headers.caddy': `${note}${forCaddy('', pageHeaders('{$STEMMA_CONNECT}'))}`,
  'deploy/caddy/diagram-headers.caddy': `${note}${forCaddy(' /diagram.html', diagramHeaders)}`,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of Object.entries(proxyHeaders)) await writeFile(join(root, path), text);
}

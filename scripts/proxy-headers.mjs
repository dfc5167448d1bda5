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
const policyWith = (more) => contentSecurityPolicy([more]);
const others = Object.entries(productionHeaders).filter(([name]) => name !== 'Content-Security-Policy');
const diagramPolicy = diagramHeaders['Content-Security-Policy'];

export const proxyHeaders = {
  // Headers that are added further in would drop all others, so the policy of one page is chosen by its address.
  'deploy/nginx/templates/content-policy.conf.template': `${note}map $request_uri $stemma_policy {
  default "${policyWith('${STEMMA_CONNECT}')}";
  "~^[^?]*/diagram\\.html(?:\\?|$)" "${diagramPolicy}";
}
`,
  'deploy/nginx/templates/security-headers.conf.template': `${note}add_header Content-Security-Policy $stemma_policy always;\n${others
    .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
    .join('')}`,
  'deploy/caddy/security-headers.caddy': `${note}@diagram path */diagram.html
@other not path */diagram.html
header @diagram Content-Security-Policy "${diagramPolicy}"
header @other Content-Security-Policy "${policyWith('{$STEMMA_CONNECT}')}"
header {\n${others.map(([name, value]) => `\t${name} "${value}"\n`).join('')}}\n`,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of Object.entries(proxyHeaders)) await writeFile(join(root, path), text);
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, root } from './dependencies.mjs';

/**
 * Writes the static file by which Hugging Face knows a deployed page, so that people can sign in without an app being registered: a client
 * id metadata document, whose own address is the id. It names the address of the page, so it is written when that is known:
 * node scripts/oauth-client.mjs https://chat.example/ [folder of the build]
 */
const path = '.well-known/oauth-cimd';
const [address = '', folder = join(root, 'dist')] = process.argv.slice(2);
if (!URL.canParse(address)) fail('Name the address under which the page is served: node scripts/oauth-client.mjs https://chat.example/');
const page = new URL(address);
if (page.protocol !== 'https:')
  fail(`Hugging Face reads this file over https only, not from ${page.protocol}//. Without https, register an app and set clientId.`);
if (page.search !== '' || page.hash !== '' || page.username !== '' || page.password !== '')
  fail('The address must have no user, query or fragment.');
if (!page.pathname.endsWith('/')) page.pathname += '/';

const { title = 'Stemma' } = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8').catch(() => '{}'));
const file = join(folder, path);
await mkdir(dirname(file), { recursive: true });
await writeFile(
  file,
  `${JSON.stringify(
    {
      client_id: new URL(path, page).href,
      client_name: title,
      client_uri: page.href,
      redirect_uris: [page.href],
      token_endpoint_auth_method: 'none',
    },
    null,
    2,
  )}\n`,
);
console.log(`Written: ${file}\nServe it as application/json at ${new URL(path, page).href}`);

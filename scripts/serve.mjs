import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { contentSecurityPolicy, diagramHeaders, hubOrigins, originsOf, productionHeaders } from './headers.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.gguf': 'application/octet-stream',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
/** What Hugging Face reads of this page before it lets people sign in: JSON under a name without an ending. */
const clientDescription = '/.well-known/oauth-cimd';
// A model file stays as it is: it does not shrink, and its length is needed for progress.
const compressible = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.webmanifest', '.txt']);
const compress = promisify(brotliCompress);

/** Origins that config.json asks for: the content policy must name them. */
async function configuredOrigins(folder) {
  try {
    const { backends = [], hubUrl } = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));
    return [...originsOf(backends), ...hubOrigins(hubUrl)];
  } catch {
    // The page itself reports a broken config.json; the server only leaves the policy strict.
    return [];
  }
}

/**
 * Serves a build on the loopback interface with the headers of production. A missing file is a 404, never index.html: all routes are
 * in the fragment. `connect`: origins that the page may reach besides those of config.json. Gives the address and a function that closes it.
 * @param {{ folder: string, port: number, connect?: readonly string[] }} options
 */
export async function serve({ folder, port, connect = [] }) {
  const policy = contentSecurityPolicy([...new Set([...(await configuredOrigins(folder)), ...connect])]);
  const compressed = new Map();

  async function answer(request, response) {
    const headers = { ...productionHeaders, 'Content-Security-Policy': policy };
    const refuse = (status, text) => response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD are answered here.');
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    } catch {
      return refuse(400, 'This address cannot be read.');
    }
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(folder + sep)) return refuse(404, 'Not found.');
    const information = await stat(file).catch(() => null);
    if (!information?.isFile()) return refuse(404, 'Not found.');

    const extension = extname(file);
    const hashed = path.includes('/assets/');
    if (path.endsWith('/diagram.html')) Object.assign(headers, diagramHeaders);
    headers['Content-Type'] = path.endsWith(clientDescription) ? types['.json'] : (types[extension] ?? 'application/octet-stream');
    headers['Cache-Control'] = hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    headers.ETag = `"${information.size.toString(36)}-${information.mtimeMs.toString(36)}"`;
    if (request.headers['if-none-match'] === headers.ETag) return response.writeHead(304, headers).end();

    if (compressible.has(extension) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '')) {
      const key = `${file} ${headers.ETag}`;
      if (!compressed.has(key)) {
        compressed.set(key, compress(await readFile(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
      }
      const body = await compressed.get(key);
      response.writeHead(200, { ...headers, 'Content-Encoding': 'br', Vary: 'Accept-Encoding', 'Content-Length': body.length });
      return response.end(request.method === 'HEAD' ? undefined : body);
    }
    response.writeHead(200, { ...headers, 'Content-Length': information.size });
    if (request.method === 'HEAD') return response.end();
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${server.address().port}/`;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url, close };
}

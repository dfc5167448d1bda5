import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformWithOxc } from 'vite';
import { diagramHeaders } from './headers.mjs';

const fileName = 'diagram.html';
/** The file of the library that stands in the page. */
export const library = createRequire(import.meta.url).resolve('@mermaid-js/tiny');

const hashOf = (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/**
 * The document in which diagrams are drawn, whole in one file: so its policy can forbid every request, and name its two scripts by what
 * they are. It needs nothing of a server; the headers only add that nobody else may frame it and that it has no origin even in a tab of its own.
 */
async function diagramPage(root) {
  const source = join(root, 'src/ui/parts/markdown/diagram/drawing-frame.ts');
  const { code } = await transformWithOxc(await readFile(source, 'utf8'), source, { sourcemap: false });
  // A file that imports nothing but types is left with an empty export, which a plain script may not have.
  const script = code.replace(/export \{\s*\};?/, '');
  const scripts = [await readFile(library, 'utf8'), script];
  if (scripts.some((script) => script.includes('</script'))) throw new Error('A script of diagram.html would end before its end.');
  // Drawings carry style elements and attributes; what these could fetch, the policy forbids all the same.
  const policy = `default-src 'none'; script-src ${scripts.map(hashOf).join(' ')}; style-src 'unsafe-inline'`;
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Diagram</title>`;
  const style = '<style>html,body,#drawing{height:100%;margin:0;background:transparent}#drawing>svg{display:block}</style>';
  const body = `<div id="drawing"></div>${scripts.map((script) => `<script>${script}</script>`).join('')}`;
  const license = await readFile(join(dirname(library), '../LICENSE'), 'utf8');
  return `<!doctype html>\n<!--\nDiagrams are drawn by Mermaid:\n\n${license}\n-->\n<html lang="en"><head>${head}${style}</head><body>${body}</body></html>`;
}

/** Vite plugin: writes diagram.html beside index.html, and serves it in development. */
export function diagramPagePlugin() {
  let root = '';
  return {
    name: 'diagram-page',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: await diagramPage(root) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.split('?')[0].endsWith(`/${fileName}`)) return next();
        diagramPage(root).then(
          (page) => response.writeHead(200, { ...diagramHeaders, 'Content-Type': 'text/html; charset=utf-8' }).end(page),
          next,
        );
      });
    },
  };
}

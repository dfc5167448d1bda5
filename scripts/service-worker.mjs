import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';

/** Packages whose files are large and seldom used: they are kept offline once they were used. */
const seldomUsed = /\/node_modules\/(?:@shikijs\/langs|mermaid|pdfjs-dist)\//;
/** Other files of this size are kept once they were used; the engine is a file of its own. Bytes. */
const large = 400_000;
const engine = /^assets\/wllama-[^/]*\.wasm$/;
/** What lies in `public` and is no part of the app: the configuration follows the server, and the schemas are for editors. */
const leftOut = /^(?:config\.json|.*\.schema\.json)$/;

/** Every chunk that the page can come to without passing through a seldom used package. */
function reachable(chunks, entry) {
  const seen = new Set([entry.fileName]);
  for (const name of seen) {
    const chunk = chunks.get(name);
    for (const next of [...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? [])]) {
      const ids = chunks.get(next)?.moduleIds ?? [];
      if (ids.length === 0 || !ids.every((id) => seldomUsed.test(id.replaceAll('\\', '/')))) seen.add(next);
    }
  }
  return seen;
}

function publicFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !leftOut.test(path));
}

/** Sorts what was built by when it is fetched: the `BuildFiles` of the service worker, without their version. */
export function sortFiles(bundle, inPublic) {
  const outputs = Object.values(bundle).filter(({ fileName }) => fileName.startsWith('assets/'));
  const chunks = new Map(outputs.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
  const wanted = reachable(chunks, entry);
  const isWanted = (output) => (output.type === 'chunk' ? wanted.has(output.fileName) : output.source.length <= large);
  const names = (list) => list.map(({ fileName }) => fileName).toSorted();
  const others = outputs.filter(({ fileName }) => !engine.test(fileName));
  return {
    entry: entry.fileName,
    ahead: [...names(others.filter(isWanted)), ...inPublic.filter((path) => !path.startsWith('models/')).toSorted()],
    engine: names(outputs.filter(({ fileName }) => engine.test(fileName))),
    models: inPublic.filter((path) => path.startsWith('models/')).toSorted(),
    onUse: names(others.filter((output) => !isWanted(output))),
  };
}

/**
 * Writes `service-worker.js` beside the page: the code of src/offline with the names of this build's files. It changes with every file that is
 * fetched ahead, which is how browsers notice a new build.
 */
export function serviceWorker() {
  let settings;
  return {
    name: 'stemma-service-worker',
    apply: 'build',
    configResolved(resolved) {
      settings = resolved;
    },
    // After everything that still changes the page or adds files.
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const inPublic = publicFiles(settings.publicDir);
        const files = sortFiles(bundle, inPublic);
        const version = createHash('sha256').update(JSON.stringify(files));
        version.update(bundle['index.html'].source);
        for (const path of inPublic) version.update(readFileSync(join(settings.publicDir, path)));
        const built = await build({
          root: settings.root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { buildFiles: JSON.stringify({ version: version.digest('hex').slice(0, 16), ...files }) },
          build: {
            write: false,
            target: 'es2023',
            modulePreload: false,
            // Firefox has no modules in service workers: one file without imports is a classic script as well.
            rolldownOptions: { input: 'src/offline/service-worker.ts', output: { format: 'iife' } },
          },
        });
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: built.output[0].code });
      },
    },
  };
}

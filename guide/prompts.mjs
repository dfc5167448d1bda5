// Turns an evaluation set into what the page would ask the guide: prompts and the sentences it may choose from, as JSON on stdout.
// It runs the page's own code, so that the evaluation can't drift away from it. Usage: node guide/prompts.mjs guide/evaluation/en.json
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const server = await createServer({ root, logLevel: 'error', server: { middlewareMode: true, watch: null, ws: false }, optimizeDeps: { noDiscovery: true } });
const { builtInCatalog } = await server.ssrLoadModule('/src/catalog/built-in.ts');
const { prepareGuideRequest } = await server.ssrLoadModule('/src/catalog/guide/guide.ts');
const results = [];
for (const file of process.argv.slice(2)) {
  const locale = /(^|\/)zh/.test(file) ? 'zh-Hans' : 'en';
  for (const entry of JSON.parse(await readFile(file, 'utf8'))) {
    const { prompt, sentences, situation } = prepareGuideRequest(builtInCatalog, entry.turns, locale);
    results.push({ ...entry, prompt, sentences, modelIds: situation.modelIds });
  }
}
process.stdout.write(JSON.stringify(results));
await server.close();

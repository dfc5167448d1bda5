import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/**
 * The gate on the first page: every JavaScript file that opening the page loads, compressed with gzip. Bytes.
 */
const limit = 114_500;
const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

export function firstPage() {
  const files = new Map();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`"${key}" is not in the build manifest: was it renamed?`);
    if (files.has(chunk.file)) return;
    files.set(chunk.file, gzipSync(readFileSync(join(dist, chunk.file)), { level: 9 }).length);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit('index.html');
  const total = [...files.values()].reduce((sum, size) => sum + size, 0);
  return { files, total };
}

const { files, total } = firstPage();
for (const [file, size] of files) console.log(`${String(size).padStart(8)}  ${file}`);
console.log(`${String(total).padStart(8)}  first page, JavaScript, gzip (limit ${limit})`);
if (total > limit) {
  console.error('The first page is over its limit: make something lazy.');
  process.exit(1);
}

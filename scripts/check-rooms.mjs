import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The floors of the house, ground first. A room may import itself and the rooms before it. */
const rooms = ['catalog', 'providers', 'chat', 'storage', 'ui'];
/** What only one room may use, with the reason that the message gives. */
const reserved = [
  { room: 'ui', packages: /^(react|react-dom|@dagrejs|@shikijs|temml|marked)(\/|$)/, because: 'only ui draws' },
  { room: 'storage', packages: /^idb(\/|$)/, because: 'only storage knows IndexedDB' },
  { room: 'providers', packages: /^(@huggingface|@wllama)\//, because: 'only providers speak to models' },
];
/** Globals that belong to one room or two: written as calls or members, so that words in a comment do not count. */
const reservedGlobals = [
  { of: ['providers'], pattern: /\bfetch\(/, because: 'only providers use fetch' },
  { of: ['providers', 'storage'], pattern: /\bnew Worker\(/, because: 'only providers and storage have work for workers' },
  { of: ['storage'], pattern: /\bindexedDB\b/, because: 'only storage uses IndexedDB' },
];

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const problems = [];
for (const file of sourceFiles(join(root, 'src'))) {
  const path = relative(join(root, 'src'), file).replaceAll('\\', '/');
  const room = path.split('/')[0];
  const floor = rooms.indexOf(room);
  if (floor < 0) continue; // The front door (main.tsx, config.ts) joins the rooms.
  const text = readFileSync(file, 'utf8');
  for (const [, from] of text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)) {
    const target = /^#([a-z]+)\//.exec(from)?.[1];
    if (target !== undefined && rooms.indexOf(target) > floor) {
      problems.push(`${path}: "${room}" is below "${target}" and must not import ${from}. Imports only go down: ${rooms.join(' < ')}.`);
    }
    if (target === room) problems.push(`${path}: write ${from} as a relative path, it is the same room.`);
    if (from.startsWith('.')) {
      const end = relative(join(root, 'src'), join(dirname(file), from))
        .replaceAll('\\', '/')
        .split('/')[0];
      if (end !== room) problems.push(`${path}: ${from} leaves the room; use #room/file.`);
    }
    for (const { room: owner, packages, because } of reserved) {
      if (owner !== room && packages.test(from)) problems.push(`${path}: must not import ${from}: ${because}.`);
    }
  }
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  for (const { of, pattern, because } of reservedGlobals) {
    if (!of.includes(room) && pattern.test(code)) problems.push(`${path}: uses ${pattern.exec(code)[0]}: ${because}.`);
  }
  if (text.split('\n').length > 301) problems.push(`${path}: over 300 lines; does it still hold one idea?`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

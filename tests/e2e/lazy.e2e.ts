import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';

const dist = join(import.meta.dirname, '../../dist');
const manifestSchema = v.record(v.string(), v.object({ file: v.string(), imports: v.optional(v.array(v.string()), []) }));
const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')));

/** The code of a chunk and of all that it imports statically: what is fetched before it runs. */
function fetchedFor(entry: string): string {
  const keys = new Set([entry]);
  // A set takes what is added to it while it is walked.
  for (const key of keys) for (const next of manifest[key]?.imports ?? []) keys.add(next);
  return [...keys].map((key) => readFileSync(join(dist, manifest[key]?.file ?? ''), 'utf8')).join('\n');
}

/** A name that only the layout library has: how it ranks nodes. */
const layoutLibrary = 'network-simplex';

test('the layout library comes with the drawing of the tree, not with the first page nor with the other pages of the atlas', () => {
  expect(fetchedFor('src/ui/atlas/family-tree/family-tree.tsx')).toContain(layoutLibrary);
  for (const entry of [
    'index.html',
    'src/ui/atlas/atlas-screen.tsx',
    'src/ui/atlas/what-if/what-if-screen.tsx',
    'src/ui/atlas/article/article-screen.tsx',
  ]) {
    expect([entry, fetchedFor(entry).includes(layoutLibrary)]).toEqual([entry, false]);
  }
});

test('the library that draws diagrams is in its own page alone, which nothing else contains', () => {
  const library = '__esbuild_esm_mermaid';
  expect(readFileSync(join(dist, 'diagram.html'), 'utf8')).toContain(library);
  for (const entry of Object.keys(manifest)) expect([entry, fetchedFor(entry).includes(library)]).toEqual([entry, false]);
});

test('the words of the atlas and the article’s claims are not on the first page', () => {
  const first = fetchedFor('index.html');
  expect(first).not.toContain('Show all');
  expect(first).not.toContain('Stemma began with one article');
  expect(first).not.toContain('stablevicuna-is-stablelm');
});

test('the words of provenance, of the settings and of running a model oneself are not on the first page', () => {
  const first = fetchedFor('index.html');
  expect(first).toContain('Ask, and see what the answer stands on');
  for (const words of [
    'Commercial use of this answer',
    'What you may do, if that is true',
    'Register before you use it commercially.',
    'How answers are drawn',
    'It runs in this page already: choose it as the model and ask.',
    'How its license changed',
    'The credit with this backend is used up.',
  ]) {
    expect([words, first.includes(words)]).toEqual([words, false]);
  }
});

import { expect, test } from 'vitest';
import { wayOf } from '../../src/offline/way.ts';
import { readWish } from '../../src/offline/wish.ts';

const files = {
  version: '1',
  entry: 'assets/index-1.js',
  ahead: ['assets/index-1.js', 'icon.svg', 'manifest.webmanifest'],
  engine: ['assets/wllama-1.wasm'],
  models: ['models/guide.gguf'],
  onUse: [],
};
const base = new URL('https://host.example/chat/');
const way = (path: string, more: { method?: string; mode?: string; range?: boolean } = {}) =>
  wayOf(
    {
      url: new URL(path, base).href,
      method: more.method ?? 'GET',
      mode: more.mode ?? 'cors',
      headers: { has: (name) => name === 'Range' && more.range === true },
    },
    base,
    files,
  );

test('only the page itself is answered for as a page, with and without a question in its address', () => {
  expect(way('', { mode: 'navigate' })).toBe('page');
  expect(way('?q=hello', { mode: 'navigate' })).toBe('page');
  expect(way('index.html', { mode: 'navigate' })).toBe('page');
  for (const path of ['lab/', 'notes.html', '/', '/other/', 'assets/index-1.js']) expect(way(path, { mode: 'navigate' })).toBeNull();
});

test('files of builds are kept, and what belongs to no build follows the server', () => {
  expect(way('assets/index-1.js')).toBe('build');
  expect(way('assets/of-an-earlier-build.js')).toBe('build');
  expect(way('icon.svg')).toBe('build');
  expect(way('config.json')).toBe('latest');
  expect(way('models/guide.gguf')).toBe('latest');
});

test('other origins, other folders, other methods, parts of files and APIs are left alone', () => {
  expect(way('https://models.example/assets/index-1.js')).toBeNull();
  expect(way('/assets/index-1.js')).toBeNull();
  expect(way('assets/index-1.js', { method: 'POST' })).toBeNull();
  expect(way('models/guide.gguf', { range: true })).toBeNull();
  for (const path of ['lab/v1/models', 'models/large.gguf', 'config.schema.json', 'assets']) expect(way(path)).toBeNull();
});

test('a message that is no wish is none', () => {
  expect(readWish({ wish: 'tidy', entry: 'https://host.example/a.js' })).toEqual({ wish: 'tidy', entry: 'https://host.example/a.js' });
  for (const data of [null, 'tidy', {}, { wish: 'tidy' }, { wish: 'delete', entry: '' }, { entry: 'x' }]) expect(readWish(data)).toBeNull();
});

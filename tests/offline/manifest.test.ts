import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../public');
const icon = v.object({ src: v.string(), sizes: v.string(), type: v.string(), purpose: v.optional(v.string()) });
const manifest = v.parse(
  v.object({ id: v.string(), start_url: v.string(), scope: v.string(), display: v.string(), icons: v.array(icon) }),
  JSON.parse(readFileSync(join(folder, 'manifest.webmanifest'), 'utf8')),
);

test('the manifest works under any path', () => {
  for (const address of [manifest.id, manifest.start_url, manifest.scope]) {
    expect(new URL(address, 'https://host.example/a/b/manifest.webmanifest').href).toBe('https://host.example/a/b/');
  }
  for (const { src } of manifest.icons) expect(src).not.toMatch(/^(?:\/|https?:)/);
});

test('icons of the sizes that systems ask for are there, each as large as is said, and some may be cut to a shape', () => {
  const drawn = manifest.icons.filter(({ type }) => type === 'image/png');
  for (const { src, sizes } of drawn) {
    const file = readFileSync(join(folder, src));
    // Width and height stand in the first chunk of a PNG.
    expect([src, `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`]).toEqual([src, sizes]);
  }
  for (const size of ['192x192', '512x512']) {
    expect(drawn.filter(({ sizes }) => sizes === size).map(({ purpose }) => purpose)).toEqual([undefined, 'maskable']);
  }
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problems } from '../catalog/bill-of-materials/cyclonedx-schema.ts';

const repository = join(import.meta.dirname, '../..');
/** What the container copies before it builds: so this test says as well that nothing is missing there. */
const whatBuilds = readFileSync(join(repository, 'deploy/container/Dockerfile'), 'utf8')
  .split(/^FROM /m)
  .slice(0, 2)
  .flatMap((stage) => [...stage.matchAll(/^COPY (.+) \S+$/gm)])
  .flatMap(([, sources = '']) => sources.split(' '));

let folder: string;
let built: string;
let again: string;
let elsewhere: string;

/** Builds where `root` is, into a folder of its own: the build of the other tests is left alone. */
function build(root: string, out: string, environment: Readonly<Record<string, string>>): void {
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  const options = { cwd: root, env: { ...process.env, NODE_ENV: 'production', ...environment }, stdio: 'pipe' } as const;
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', out, '--emptyOutDir'], options);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stemma-supply-'));
  built = join(folder, 'built');
  again = join(folder, 'again');
  build(repository, built, { TZ: 'UTC', LANG: 'C' });
  // The second is made elsewhere, at another time, in another zone and language.
  elsewhere = join(folder, 'an other place');
  for (const name of whatBuilds) await cp(join(repository, name), join(elsewhere, name), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(elsewhere, 'node_modules'));
  build(elsewhere, again, { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' });
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function digests(root: string): Promise<Record<string, string>> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const entries = files.map(async ({ parentPath, name }): Promise<[string, string]> => {
    const path = join(parentPath, name);
    return [
      path.slice(root.length),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ];
  });
  return Object.fromEntries((await Promise.all(entries)).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

const bill = v.looseObject({
  metadata: v.looseObject({ component: v.looseObject({ name: v.string() }), timestamp: v.optional(v.string()) }),
  components: v.array(
    v.looseObject({
      'bom-ref': v.string(),
      type: v.string(),
      group: v.optional(v.string()),
      name: v.string(),
      version: v.optional(v.string()),
      hashes: v.optional(v.array(v.object({ alg: v.string(), content: v.string() })), []),
      licenses: v.array(v.unknown()),
      properties: v.optional(v.array(v.object({ name: v.string(), value: v.string() })), []),
    }),
  ),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) })),
});
const readBill = async (): Promise<unknown> => JSON.parse(await readFile(join(built, 'sbom.cdx.json'), 'utf8'));
const packageFile = v.object({ dependencies: v.record(v.string(), v.string()) });

test('two builds of the same sources, in two places, are the same byte for byte', async () => {
  const [first, second] = [await digests(built), await digests(again)];
  // The copy has no packages of its own but a link to them, which the bundler follows: its list of parts names them by the way there.
  const list = '/.vite/manifest.json';
  const way = `${relative(await realpath(elsewhere), repository)}/`;
  const [parts, same] = await Promise.all([built, again].map((root) => readFile(join(root, list), 'utf8')));
  expect(JSON.parse((same ?? '').replaceAll(way, ''))).toEqual(JSON.parse(parts ?? ''));
  delete first[list];
  delete second[list];
  expect(Object.keys(first).length).toBeGreaterThan(100);
  expect(second).toEqual(first);
});

test('the build fetches nothing from elsewhere: no file of its first page or its engine names another host to load from', async () => {
  const page = await readFile(join(built, 'index.html'), 'utf8');
  for (const [, address = ''] of page.matchAll(/(?:src|href)="([^"]*)"/g)) expect(address).toMatch(/^\.\//);
  for (const name of await readdir(join(built, 'assets'))) {
    if (!name.endsWith('.css')) continue;
    expect(await readFile(join(built, 'assets', name), 'utf8')).not.toMatch(/@import|url\((?!["']?data:)["']?(?:https?:)?\/\//);
  }
});

describe('the bill of materials in the build', () => {
  test('is valid by the official schema, and has no time that would make it another each time', async () => {
    const content = await readBill();
    expect(problems(content)).toEqual([]);
    expect(v.parse(bill, content).metadata.timestamp).toBeUndefined();
  });

  test('has every package of production that the build can hold, with the hash of the lockfile', async () => {
    const { components, dependencies, metadata } = v.parse(bill, await readBill());
    const lock = v.parse(
      v.object({ packages: v.record(v.string(), v.looseObject({ integrity: v.optional(v.string()) })) }),
      JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')),
    );
    const { dependencies: wanted } = v.parse(packageFile, JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')));
    const names = components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
    for (const [name, version] of Object.entries(wanted)) {
      const at = names.indexOf(name);
      expect([name, components[at]?.version]).toEqual([name, version]);
      const hash = Buffer.from(components[at]?.hashes[0]?.content ?? '', 'hex').toString('base64');
      expect(`sha512-${hash}`).toBe(lock.packages[`node_modules/${name}`]?.integrity);
    }
    // The worker is bundled on its own, and the engine is compiled: neither is forgotten.
    expect(names).toEqual(expect.arrayContaining(['@noble/hashes', '@wllama/wllama', 'llama.cpp', 'scheduler']));
    const references = new Set([metadata.component.name, ...components.map((component) => component['bom-ref'])]);
    for (const { ref, dependsOn } of dependencies)
      for (const one of [ref, ...dependsOn]) expect([one, references.has(one === 'stemma' ? 'stemma' : one)]).toEqual([one, true]);
  });

  test('has the guide with its lineage, its data, its licenses and the hash of its file', async () => {
    const { components, dependencies } = v.parse(bill, await readBill());
    const guide = components.find((component) => component['bom-ref'] === 'model:stemma-guide');
    expect(guide?.type).toBe('machine-learning-model');
    const file = await readFile(join(built, 'models/stemma-guide.gguf'));
    expect(guide?.hashes).toEqual([{ alg: 'SHA-256', content: createHash('sha256').update(file).digest('hex') }]);
    expect(JSON.stringify(guide?.licenses)).toContain('Apache-2.0');
    expect(guide?.properties.some(({ name }) => name === 'stemma:verdict:commercial-use')).toBe(true);
    expect(dependencies.find(({ ref }) => ref === 'model:stemma-guide')?.dependsOn).toEqual(['data:stemma-guide-questions']);
    expect(components.some((component) => component['bom-ref'] === 'data:stemma-guide-questions')).toBe(true);
  });
});

test('the notices hold the license of every component that is code', async () => {
  const notices = await readFile(join(built, 'third-party-notices.txt'), 'utf8');
  const { components } = v.parse(bill, await readBill());
  const [, ...parts] = notices.split(/^-{80}\n(.+) \((.+)\)\n-{80}\n/m);
  const titles = Array.from({ length: parts.length / 3 }, (_, index) => parts.slice(index * 3, index * 3 + 3));
  const names = components
    .filter(({ type }) => type === 'library')
    .map(({ group, name, version }) => [group, name].filter(Boolean).join('/') + (version === undefined ? '' : ` ${version}`));
  expect(titles.map(([title = '']) => title).toSorted()).toEqual(names.toSorted());
  for (const [title = '', license, text = ''] of titles) {
    expect([title, license]).toEqual([title, expect.stringMatching(/^(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/)]);
    expect([title, /permission|redistribution|apache license/i.test(text)]).toEqual([title, true]);
  }
});

test('the lockfile pins every package by hash, from no other place than the registry, without scripts', async () => {
  const entry = v.looseObject({
    integrity: v.optional(v.string()),
    resolved: v.optional(v.string()),
    link: v.optional(v.boolean()),
    hasInstallScript: v.optional(v.boolean()),
    dev: v.optional(v.boolean()),
    devOptional: v.optional(v.boolean()),
  });
  const { packages } = v.parse(
    v.object({ packages: v.record(v.string(), entry) }),
    JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')),
  );
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  expect(entries.length).toBeGreaterThan(100);
  for (const [path, { integrity, resolved, link, hasInstallScript, dev, devOptional }] of entries) {
    expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-[A-Za-z0-9+/]{86}==$/)]);
    // Where nothing is said it is the registry that npm is set to; an address would tie everyone to one.
    expect([path, resolved, link]).toEqual([path, undefined, undefined]);
    if (dev !== true && devOptional !== true) expect([path, hasInstallScript]).toEqual([path, undefined]);
  }
  const { dependencies } = v.parse(packageFile, JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')));
  for (const [name, version] of Object.entries(dependencies))
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
});

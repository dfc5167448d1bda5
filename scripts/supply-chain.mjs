import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './dependencies.mjs';

/**
 * Writes into the build what it is made of: `sbom.cdx.json`, a CycloneDX 1.6 bill of materials with the guide model and its lineage, and
 * `third-party-notices.txt` with the license of every package that is really in the bundle. Both depend on nothing but the sources and the
 * lockfile: the same commit gives the same bytes. `SOURCE_DATE_EPOCH` adds a time to the bill.
 */
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const readJson = (...path) => JSON.parse(read(...path));
const byName = (left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);

/** What compiled files hold that no package.json tells. */
const compiled = {
  '@wllama/wllama': [
    {
      name: 'llama.cpp',
      license: 'MIT',
      notice: 'scripts/notices/llama.cpp.txt',
      about: 'Compiled to WebAssembly within @wllama/wllama.',
    },
  ],
};

/** Files of the build that hold a whole package, which no chunk tells. */
const embedded = { 'diagram.html': '@mermaid-js/tiny' };

/** Packages that are published as one file made of others, which they don't list. */
const unlisted = {
  '@mermaid-js/tiny': 'Holds other packages, which it lists nowhere, in one file.',
  '@wllama/wllama': 'Its WebAssembly holds libraries of its compiler, which it lists nowhere.',
};

/** Folder, name and version of the package that a module comes from; `null` for a module of Stemma. Bundlers leave helpers of their own. */
function packageOf(moduleId) {
  const path = moduleId.replaceAll('\\', '/').replace(/[?#].*$/, '');
  const helper =
    /^\0?(vite|rolldown)\//.exec(path)?.[1] ??
    (path.startsWith('\0rolldown') ? 'rolldown' : path.startsWith('\0vite') ? 'vite' : undefined);
  const inside = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  const folder = helper === undefined ? inside?.[0] : join(root, 'node_modules', helper);
  if (folder === undefined) return null;
  const { name, version, license, dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { folder, name, version, license, dependencies: Object.keys(dependencies) };
}

/** The text of a package's license without those of what it was built from. */
function licenseText({ name, folder }) {
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:\.\w+)?$/i.test(entry));
  if (file === undefined) throw new Error(`The package ${name} has no license file: write its notice by hand in scripts/notices.`);
  return readFileSync(join(folder, file), 'utf8')
    .replaceAll('\r\n', '\n')
    .split(/^# Licenses of bundled dependencies/m)[0]
    .trim();
}

const addressOf = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function libraryComponent(one, lock) {
  const { integrity } = lock.packages[`node_modules/${one.name}`] ?? {};
  const [group, name] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name];
  const [algorithm, hash] = integrity?.split('-') ?? [];
  return {
    type: 'library',
    'bom-ref': addressOf(one),
    ...(group === undefined ? {} : { group }),
    name,
    version: one.version,
    ...(one.name in unlisted ? { description: unlisted[one.name] } : {}),
    // Of the archive that the registry serves, as the lockfile has it.
    ...(algorithm === 'sha512' ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] } : {}),
    licenses: [{ license: { id: one.license } }],
    purl: addressOf(one),
  };
}

/** The catalog's own bill for the guide. The catalog is TypeScript, and here only Node runs. */
async function guideBill() {
  const entry = 'virtual:guide-bill';
  const code = `export { cycloneDxBill } from '/src/catalog/bill-of-materials/cyclonedx.ts'; export { builtInCatalog } from '/src/catalog/built-in.ts';`;
  const { output } = await build({
    root,
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'stemma:guide-bill',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) => (id === `\0${entry}` ? code : undefined),
      },
    ],
    build: { ssr: true, write: false, minify: false, rolldownOptions: { input: { bill: entry } } },
  });
  const { cycloneDxBill, builtInCatalog } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
  return cycloneDxBill(builtInCatalog, ['stemma-guide'], { serial: '', timestamp: '' });
}

export async function billOf(packages) {
  const lock = readJson('package-lock.json');
  const { name, version, license, description } = readJson('package.json');
  const guide = await guideBill();
  const model = {
    ...guide.metadata.component,
    hashes: [
      {
        alg: 'SHA-256',
        content: createHash('sha256')
          .update(readFileSync(join(root, 'public/models/stemma-guide.gguf')))
          .digest('hex'),
      },
    ],
  };
  const inside = packages.flatMap((one) => compiled[one.name] ?? []);
  const names = new Map(packages.map((one) => [one.name, addressOf(one)]));
  const [from, ...others] = guide.dependencies;
  const libraries = packages.map((one) => libraryComponent(one, lock));
  const content = {
    metadata: {
      ...(process.env.SOURCE_DATE_EPOCH === undefined
        ? {}
        : { timestamp: new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000).toISOString().replace('.000', '') }),
      lifecycles: [{ phase: 'build' }],
      component: { type: 'application', 'bom-ref': name, name, version, description, licenses: [{ license: { id: license } }] },
      properties: guide.metadata.properties,
    },
    components: [
      ...libraries,
      ...inside.map((one) => ({
        type: 'library',
        'bom-ref': one.name,
        name: one.name,
        description: one.about,
        licenses: [{ license: { id: one.license } }],
      })),
      model,
      ...guide.components,
    ],
    dependencies: [
      { ref: name, dependsOn: [...libraries.map((library) => library['bom-ref']), model['bom-ref']] },
      ...packages.map((one) => ({
        ref: addressOf(one),
        dependsOn: [...one.dependencies.flatMap((other) => names.get(other) ?? []), ...(compiled[one.name] ?? []).map((part) => part.name)],
      })),
      ...inside.map((one) => ({ ref: one.name, dependsOn: [] })),
      from,
      ...others,
    ],
    compositions: [
      ...guide.compositions,
      { aggregate: 'incomplete', dependencies: packages.filter((one) => one.name in unlisted).map(addressOf) },
    ],
  };
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  // Version 8 of RFC 9562: the bits are this document's own.
  const serial = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  const head = { $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6' };
  return { ...head, serialNumber: `urn:uuid:${serial}`, version: 1, ...content };
}

export function noticesOf(packages) {
  const entries = packages.flatMap((one) => [
    { title: `${one.name} ${one.version} (${one.license})`, text: [unlisted[one.name], licenseText(one)].filter(Boolean).join('\n\n') },
    ...(compiled[one.name] ?? []).map((part) => ({
      title: `${part.name} (${part.license})`,
      text: `${part.about}\n\n${read(part.notice).trim()}`,
    })),
  ]);
  const line = '-'.repeat(80);
  const intro = 'Stemma is licensed under Apache-2.0. This build holds code of others, each under the terms below.';
  return `${intro}\n\n${entries.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}\n`).join('\n')}`;
}

/** Two plugins that know of each other: workers are bundled on their own, and what they hold is told to the one that writes. */
export function supplyChain() {
  const modules = new Set();
  const gather = (bundle) => {
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(part.modules)) if (renderedLength > 0) modules.add(id);
    }
  };
  const worker = { name: 'stemma:supply-chain-of-workers', generateBundle: (_, bundle) => gather(bundle) };
  const page = {
    name: 'stemma:supply-chain',
    apply: 'build',
    async generateBundle(_, bundle) {
      gather(bundle);
      for (const [file, name] of Object.entries(embedded))
        if (file in bundle) modules.add(join(root, 'node_modules', name, 'package.json'));
      const found = new Map([...modules].flatMap((id) => packageOf(id) ?? []).map((one) => [`${one.name}@${one.version}`, one]));
      const packages = [...found.values()].toSorted(byName);
      this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: `${JSON.stringify(await billOf(packages), null, 1)}\n` });
      this.emitFile({ type: 'asset', fileName: 'third-party-notices.txt', source: noticesOf(packages) });
    },
  };
  return { page, worker };
}

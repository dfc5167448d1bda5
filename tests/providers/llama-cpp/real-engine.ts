import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

/**
 * llama.cpp 0.5.0, built for Node by node-llama-cpp. The package with its platforms and dependencies takes 725 MB; the program for one
 * platform alone takes 11 MB, needs nothing else, and is fetched from the registry that npm uses, once, and checked by its hash.
 */
const version = '3.22.1';
const hashes: Readonly<Record<string, string>> = {
  'linux-x64': '5uCCDNqWCNfaAm8aR/Uzxbo4HBpKgNF91kCHPepKhgMgV2OAmatoefbOlMihsqCiH2Od35E/eUHQCFbfRBJuOg==',
  'linux-arm64': 'W+7naKCXX9/eEjjFmRS8vvx91QyLXDbeFxexZc3bh/PtQABZgmRL3C0AtYYXn4YGTj/3Qor4lWZn2tpjZFPLdQ==',
};
const platform = `${process.platform}-${process.arch}`;

/** Why llama.cpp cannot run here; `null` where it can. */
export const whyNotHere =
  hashes[platform] === undefined
    ? `NOT RUN: a real llama.cpp against the engine of the page. Its program is known here for ${Object.keys(hashes).join(' and ')} only, and this is ${platform}.`
    : null;

let fetching: Promise<string> | null = null;

async function fetchAddon(): Promise<string> {
  const name = `llama-cpp-${version}-${platform}`;
  const kept = join(root, '.cache', name);
  if (!existsSync(kept)) {
    await mkdir(join(root, '.cache'), { recursive: true });
    const folder = await mkdtemp(`${kept}.`);
    await run('npm', ['pack', '--silent', '--pack-destination', folder, `@node-llama-cpp/${platform}@${version}`], { cwd: root });
    const archive = join(folder, `node-llama-cpp-${platform}-${version}.tgz`);
    const hash = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (hash !== hashes[platform]) throw new Error(`${name} is not the archive that was expected: its SHA-512 is ${hash}.`);
    await run('tar', ['-xzf', archive, '-C', folder]);
    await rm(archive);
    // Another process may have been faster.
    await rename(folder, kept).catch(() => rm(folder, { recursive: true }));
  }
  return join(kept, 'package', 'bins', platform, 'llama-addon.node');
}

export interface RealAnswer {
  readonly promptTokens: readonly number[];
  /** `margin`: by how much the token was likelier than the next one, in the logarithm of their probability. */
  readonly steps: readonly { readonly token: number; readonly text: string; readonly margin: number }[];
  /** The model itself ended the text. */
  readonly isEnded: boolean;
}

/** What a real llama.cpp, in Node, writes behind each of these raw prompts with a file of tests/fixtures/models, at temperature 0. */
export async function askRealEngine(
  model: string,
  prompts: readonly string[],
  { contextTokens, maxTokens }: { contextTokens: number; maxTokens: number },
): Promise<readonly RealAnswer[]> {
  const file = join(root, 'tests', 'fixtures', 'models', `${model}.gguf`);
  const addon = await (fetching ??= fetchAddon());
  const asked = run(process.execPath, [join(root, 'tests', 'providers', 'llama-cpp', 'engine-process.mjs')], {
    maxBuffer: 64 * 1024 * 1024,
  });
  asked.child.stdin?.end(JSON.stringify({ addon, file, contextTokens, maxTokens, prompts }));
  return JSON.parse((await asked).stdout);
}

/** Two tokens this close may change places with the rounding of another build: builds for other processors differ by up to 0.014 here. */
const nearTie = 0.05;

/** The text up to where rounding could decide, and whether that is all of it. */
export function certainText({ steps }: RealAnswer): { readonly text: string; readonly isWhole: boolean } {
  const tie = steps.findIndex(({ margin }) => margin < nearTie);
  const certain = tie < 0 ? steps : steps.slice(0, tie);
  return { text: certain.map(({ text }) => text).join(''), isWhole: tie < 0 };
}

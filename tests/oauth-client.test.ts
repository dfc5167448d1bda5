import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signInPlace } from '#providers/sign-in/sign-in.ts';
import { originsOf } from '../scripts/headers.mjs';
import { serve } from '../scripts/serve.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stemma-client-'));
  await writeFile(join(folder, 'config.json'), JSON.stringify({ title: 'Our chat' }));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const write = (address: string) => spawnSync(process.execPath, ['scripts/oauth-client.mjs', address, folder], { encoding: 'utf8' });

test.each(['https://chat.example', 'https://chat.example/stemma/'])(
  'the description of a page at %s names exactly what the page sends there, and is served as JSON',
  async (address) => {
    expect(write(address).status).toBe(0);
    const written: unknown = JSON.parse(await readFile(join(folder, '.well-known/oauth-cimd'), 'utf8'));
    const base = new URL(address);
    const found = signInPlace({ id: 'hf', kind: 'hugging-face', label: 'HF', models: [] }, base, true);
    if (!found.ok) throw new Error(found.obstacle);
    expect(written).toEqual({
      client_id: found.place.clientId,
      client_name: 'Our chat',
      client_uri: base.href,
      redirect_uris: [found.place.redirect],
      token_endpoint_auth_method: 'none',
    });
    const server = await serve({ folder, port: 0 });
    const response = await fetch(`${server.url}.well-known/oauth-cimd`);
    expect(response.headers.get('Content-Type')).toContain('application/json');
    expect(await response.json()).toEqual(written);
    await server.close();
  },
);

test.each(['', 'chat.example', 'http://chat.example/', 'https://me@chat.example/', 'https://chat.example/?a=1'])(
  '%j is refused with a sentence',
  (address) => {
    const { status, stderr } = write(address);
    expect(status).toBe(1);
    expect(stderr.trim().length).toBeGreaterThan(20);
  },
);

test('the content policy gets the router and the place to sign in only where the configuration asks for them', () => {
  const huggingFace = { id: 'hf', kind: 'hugging-face' };
  const of = (...backends: Parameters<typeof originsOf>[0]) => originsOf(backends);
  expect(of()).toEqual([]);
  expect(of({ kind: 'in-browser' }, { kind: 'ollama', url: 'http://localhost:11434/' })).toEqual(['http://localhost:11434']);
  expect(of({ ...huggingFace, auth: 'user-token' })).toEqual(['https://router.huggingface.co']);
  expect(of({ ...huggingFace, auth: 'hugging-face-login' })).toEqual(['https://router.huggingface.co', 'https://huggingface.co']);
  expect(of({ ...huggingFace, auth: 'proxy', url: '/hf/v1' })).toEqual([]);
  const own = { ...huggingFace, url: 'https://gateway.example/v1', auth: 'hugging-face-login', loginUrl: 'https://hub.example/x' };
  expect(of(own)).toEqual(['https://gateway.example', 'https://hub.example']);
});

import { afterEach, describe, expect, test } from 'vitest';
import { readHubModel } from '#providers/hub/hub.ts';
import { hubAt } from '#providers/hub/hub-address.ts';
import { type Play, playWire, readWire, startWireServer, type WireServer } from './wire-server.ts';

let server: WireServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function ask(play: Play | string, repository = 'example-lab/Sparrow-7B-Chat', signal = new AbortController().signal, path = '') {
  server = await startWireServer(typeof play === 'string' ? (response) => playWire(response, readWire(play, 'hub')) : play);
  return readHubModel(hubAt(`${server.origin}${path}`, new URL('http://page.invalid/')), repository, signal);
}

describe('the Hub', () => {
  test('is asked once, without cookies, key or referrer, for the card and the files of one repository', async () => {
    const result = await ask('model-finetune');
    expect(server?.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/models/example-lab/Sparrow-7B-Chat?blobs=true',
    ]);
    const headers = Object.keys(server?.requests[0]?.headers ?? {});
    expect(headers).toContain('accept');
    expect(headers.filter((name) => ['cookie', 'authorization', 'referer'].includes(name))).toEqual([]);
    expect(result).toEqual({
      ok: true,
      model: {
        id: 'example-lab/Sparrow-7B-Chat',
        revision: '0123456789abcdef0123456789abcdef01234567',
        gated: 'no',
        card: {
          license: 'apache-2.0',
          licenseName: null,
          licenseLink: null,
          baseModels: ['meta-llama/Llama-3.1-8B'],
          baseModelRelation: 'finetune',
          dataSets: ['OpenAssistant/oasst1', 'HuggingFaceH4/ultrachat_200k'],
          languages: ['en', 'de'],
          pipelineTag: 'text-generation',
        },
        files: [
          { name: '.gitattributes', bytes: 1519, sha256: null },
          { name: 'README.md', bytes: 4096, sha256: null },
          {
            name: 'model-00001-of-00002.safetensors',
            bytes: 4976698672,
            sha256: '2b1879f356aed350030bb40eb45ad362c89d9891096f79a3ab323d3ba5607668',
          },
        ],
      },
    });
  });

  test('may be a mirror below a path, absolute or relative to the page', async () => {
    const result = await ask('model-quantized', 'example-packer/Sparrow-7B-Chat-GGUF', undefined, '/mirror/hub/');
    expect(server?.requests[0]?.path).toBe('/mirror/hub/api/models/example-packer/Sparrow-7B-Chat-GGUF?blobs=true');
    expect(result).toMatchObject({
      ok: true,
      model: {
        gated: 'manual',
        card: {
          license: 'other',
          licenseName: 'sparrow-license',
          licenseLink: 'LICENSE',
          baseModelRelation: 'quantized',
          languages: ['en'],
        },
      },
    });
    const relative = await readHubModel(hubAt('hub', new URL(`${server?.origin}/chat/`)), 'a/b', new AbortController().signal);
    expect(server?.requests[1]?.path).toBe('/chat/hub/api/models/a/b?blobs=true');
    expect(relative.ok).toBe(true);
  });

  test('shows what is usable of an odd card and invents nothing', async () => {
    expect(await ask('model-odd-card', 'example-lab/Odd')).toEqual({
      ok: true,
      model: {
        id: 'example-lab/Odd',
        revision: null,
        gated: null,
        card: {
          license: 'mit, cc-by-4.0',
          licenseName: null,
          licenseLink: null,
          baseModels: ['./local/folder', 'meta-llama/Llama-2-7b'],
          baseModelRelation: null,
          dataSets: [],
          languages: ['nn'],
          pipelineTag: null,
        },
        files: [
          { name: 'a.bin', bytes: null, sha256: null },
          { name: 'b.bin', bytes: null, sha256: null },
        ],
      },
    });
    await server?.stop();
    expect(await ask('model-no-card', 'example-lab/Bare')).toMatchObject({ ok: true, model: { card: { license: null }, files: [] } });
  });

  test('that knows no such repository says 401 or 404, and both mean that there is none or it is private', async () => {
    expect(await ask('not-found')).toMatchObject({ ok: false, error: { code: 'not-found', status: 401 } });
    await server?.stop();
    const missing = await ask((response) => void response.writeHead(404).end());
    expect(missing).toMatchObject({ ok: false, error: { code: 'not-found', detail: expect.stringContaining('Sparrow-7B-Chat') } });
  });

  test('is not followed to another address, and the error says what a redirect means', async () => {
    const result = await ask('renamed');
    expect(result).toMatchObject({ ok: false, error: { code: 'network', detail: expect.stringContaining('renamed') } });
    expect(server?.requests).toHaveLength(1);
  });

  test('that asks to wait is not asked again, and its words hold no key', async () => {
    const result = await ask('too-many');
    expect(result).toMatchObject({ ok: false, error: { code: 'rate-limited', retryAfterMs: 60_000 } });
    expect(JSON.stringify(result)).not.toContain('hf_abc');
    expect(server?.requests).toHaveLength(1);
  });

  test('that sends a page, a list or too much is told apart from a Hub', async () => {
    expect(await ask('page-instead')).toMatchObject({ ok: false, error: { code: 'malformed' } });
    await server?.stop();
    expect(await ask((response) => void response.end('[]'))).toMatchObject({ ok: false, error: { code: 'malformed' } });
    await server?.stop();
    const long = await ask((response) => void response.end(' '.repeat(9 * 1024 * 1024)));
    expect(long).toMatchObject({ ok: false, error: { code: 'malformed', detail: expect.stringContaining('longer') } });
  });

  test('is not asked for what is no name of a repository', async () => {
    expect(await ask('model-finetune', '../../etc')).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(server?.requests).toEqual([]);
  });

  test('is left at once when the person stops, before and during the answer', async () => {
    const stop = new AbortController();
    const waiting = ask(
      (response) => {
        response.write('{"id":');
        setTimeout(() => stop.abort(), 20);
      },
      undefined,
      stop.signal,
    );
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'network', detail: 'The look-up was stopped.' } });
    expect(await server?.requests[0]?.closed).toBe(false);
    await server?.stop();
    expect(await ask('model-finetune', undefined, AbortSignal.abort())).toMatchObject({ ok: false });
    expect(server?.requests).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { configuration, environmentOf } from './behind.ts';
import { rawRequest, sendRaw, statusOf } from './raw.ts';
import { canRunProxies, type ProxyKind, startProxy } from './real-proxy.ts';
import { startUpstream } from './upstream.ts';

const kinds: readonly ProxyKind[] = ['nginx', 'caddy'];
const question = '{"model":"test-model","messages":[]}';
const json = 'Content-Type: application/json';

describe.skipIf(!canRunProxies()).each(kinds)('the servers behind %s', (kind) => {
  test('each gets its own path, key and name, and none another’s', async () => {
    const upstream = await startUpstream();
    upstream.behaviour = { kind: 'status', status: 200, body: () => '{}' };
    const names = ['OPENAI', 'OLLAMA', 'HUGGING_FACE', 'TGI'];
    const environment = {
      STEMMA_BACKENDS: 'openai openai-lists ollama hugging-face tgi',
      STEMMA_OPENAI_PATH: '/openai',
      STEMMA_HUGGING_FACE_BILL_TO: 'our-org',
      ...Object.fromEntries(names.map((name) => [`STEMMA_${name}_URL`, upstream.origin])),
      // Ollama has no key here, and gets none.
      ...Object.fromEntries(names.filter((name) => name !== 'OLLAMA').map((name) => [`STEMMA_${name}_KEY`, `key-of-${name}`])),
    };
    const proxy = await startProxy(kind, { configuration, environment });
    for (const [method, path] of [
      ['POST', 'openai/v1/completions'],
      ['GET', 'openai/v1/models'],
      ['POST', 'openai/apply-template'],
      ['POST', 'ollama/api/chat'],
      ['GET', 'ollama/api/ps'],
      ['POST', 'hugging-face/v1/chat/completions'],
      ['POST', 'tgi/generate_stream'],
    ] as const) {
      const answer = await sendRaw(proxy.port, rawRequest(method, `/api/${path}`, [json], method === 'POST' ? question : ''));
      expect([path, statusOf(answer)]).toEqual([path, 200]);
    }
    const host = `127.0.0.1:${upstream.port}`;
    const arrived = upstream.seen.map(({ method, path, headers }) => [
      method,
      path,
      headers.host,
      headers.authorization,
      headers['x-hf-bill-to'],
    ]);
    expect(arrived).toEqual([
      ['POST', '/openai/v1/completions', host, 'Bearer key-of-OPENAI', undefined],
      ['GET', '/openai/v1/models', host, 'Bearer key-of-OPENAI', undefined],
      ['POST', '/openai/apply-template', host, 'Bearer key-of-OPENAI', undefined],
      ['POST', '/api/chat', 'localhost:11434', undefined, undefined],
      ['GET', '/api/ps', 'localhost:11434', undefined, undefined],
      ['POST', '/v1/chat/completions', host, 'Bearer key-of-HUGGING_FACE', 'our-org'],
      ['POST', '/generate_stream', host, 'Bearer key-of-TGI', undefined],
    ]);
    await proxy.close();
    await upstream.close();
  });

  test('a server whose certificate nobody vouches for gets neither question nor key', async () => {
    const upstream = await startUpstream();
    const impostor = await startProxy('nginx', { configuration, environment: environmentOf(upstream) });
    const environment = { ...environmentOf(upstream), STEMMA_OPENAI_URL: `https://127.0.0.1:${impostor.port}` };
    const proxy = await startProxy(kind, { configuration, environment });
    const answer = await sendRaw(proxy.port, rawRequest('POST', '/api/openai/v1/chat/completions', [json], question));
    expect(statusOf(answer)).toBe(502);
    expect(upstream.seen).toEqual([]);
    expect(await impostor.written()).not.toContain('/api/openai');
    await proxy.close();
    await impostor.close();
    await upstream.close();
  });

  test('a question that is too long and does not say so in advance is cut off', async () => {
    const upstream = await startUpstream();
    upstream.behaviour = { kind: 'status', status: 200, body: () => '{}' };
    const environment = { ...environmentOf(upstream), STEMMA_MAX_BODY: '10k', STEMMA_MAX_BODY_BYTES: '10240' };
    const proxy = await startProxy(kind, { configuration, environment });
    const head = rawRequest('POST', '/api/openai/v1/chat/completions', [json, 'Transfer-Encoding: chunked']);
    const piece = `2000\r\n${'a'.repeat(0x2000)}\r\n`;
    const answer = await sendRaw(proxy.port, `${head}${piece.repeat(4)}0\r\n\r\n`);
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
    expect(upstream.seen).toEqual([]);
    await proxy.close();
    await upstream.close();
  });
});

describe.skipIf(!canRunProxies())('the limits of nginx', () => {
  test('whoever asks too often or too much at once is told so, with a time to wait', async () => {
    const upstream = await startUpstream();
    const limits = { STEMMA_RATE: '1r/m', STEMMA_BURST: '2', STEMMA_CONNECTIONS: '2' };
    const proxy = await startProxy('nginx', { configuration, environment: { ...environmentOf(upstream), ...limits } });
    const ask = (): Promise<string> => sendRaw(proxy.port, rawRequest('POST', '/api/openai/v1/chat/completions', [json], question));
    const held = [ask(), ask()];
    await expect.poll(upstream.openAnswers).toBe(2);
    const tooManyAtOnce = await ask();
    expect(statusOf(tooManyAtOnce)).toBe(429);
    upstream.finish();
    await Promise.all(held);
    const tooOften = await ask();
    for (const answer of [tooManyAtOnce, tooOften]) {
      expect(statusOf(answer)).toBe(429);
      expect(answer).toMatch(/^Retry-After: 1\r?$/m);
      expect(answer).toContain('takes no more questions from this address');
    }
    expect(upstream.seen).toHaveLength(2);
    await proxy.close();
    await upstream.close();
  });
});

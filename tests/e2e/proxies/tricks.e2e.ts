import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagramHeaders, productionHeaders } from '../../../scripts/headers.mjs';
import { configuration, environmentOf, secret } from './behind.ts';
import { rawRequest, sendRaw, statusOf } from './raw.ts';
import { canRunProxies, type ProxyKind, type RealProxy, startProxy } from './real-proxy.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const kinds: readonly ProxyKind[] = ['nginx', 'caddy'];
const question = '{"model":"test-model","messages":[]}';
const json = 'Content-Type: application/json';

describe.skipIf(!canRunProxies()).each(kinds)('what a client cannot do behind %s', (kind) => {
  let upstream: Upstream;
  let proxy: RealProxy;

  beforeAll(async () => {
    upstream = await startUpstream();
    upstream.behaviour = { kind: 'status', status: 200, body: () => '{}' };
    const environment = {
      ...environmentOf(upstream),
      STEMMA_RATE: '1000r/s',
      STEMMA_BURST: '1000',
      STEMMA_CONNECT: 'https://models.example',
    };
    proxy = await startProxy(kind, { configuration, environment: { ...environment, STEMMA_PREFIX: '/chat' } });
  });
  afterAll(async () => {
    await proxy.close();
    await upstream.close();
  });

  const send = (method: string, path: string, headers: readonly string[] = [], body = ''): Promise<string> =>
    sendRaw(proxy.port, rawRequest(method, path, headers, body));

  test('is not to be turned away for coming over IPv6, where this machine has it', async () => {
    const hosts = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));
    for (const host of ['127.0.0.1', '::1'].filter((one) => hosts.includes(one)))
      expect([host, statusOf(await sendRaw(proxy.port, rawRequest('GET', '/healthz'), host))]).toEqual([host, 200]);
  });

  test.each([
    ['POST', '/chat/api/openai/api/pull'],
    ['POST', '/chat/api/openai/models/load'],
    ['POST', '/chat/api/openai/v1/chat/completions/control'],
    ['GET', '/chat/api/openai/slots'],
    ['GET', '/chat/api/openai/metrics'],
    ['GET', '/chat/api/openai/'],
    ['GET', '/chat/api/'],
    ['POST', '/chat/api/openai/v1/models'],
    ['DELETE', '/chat/api/openai/v1/models'],
    ['GET', '/chat/api/openai/v1/chat/completions'],
    ['PUT', '/chat/api/openai/v1/chat/completions'],
    ['OPTIONS', '/chat/api/openai/v1/chat/completions'],
    ['CONNECT', 'stemma.test:443'],
    ['TRACE', '/chat/api/openai/v1/models'],
    // Offered by nobody here, though the recipe knows it.
    ['GET', '/chat/api/ollama/api/tags'],
    ['POST', '/api/openai/v1/chat/completions'],
    ['POST', '/CHAT/API/OPENAI/V1/CHAT/COMPLETIONS'],
    ['POST', '/chat/api/openai/v1/chat/completions/../../../../api/pull'],
    ['POST', '/chat/api/openai/v1/chat/completions/..%2f..%2f..%2f..%2fapi/pull'],
    ['POST', '/chat/api/openai/v1/chat/completions%2f..%2f..%2f..%2fapi%2fpull'],
    ['POST', '/chat/api/openai/%2e%2e/%2e%2e/slots'],
    ['POST', '/chat/api/openai/v1/chat/completions;/api/pull'],
    ['POST', '/chat/api/openai/v1/chat/completions%00'],
    ['POST', '/chat/api/openai/http://127.0.0.1:9/'],
    ['POST', '//127.0.0.1:9/chat/api/openai/v1/chat/completions'],
    ['POST', '/chat/api/openai@127.0.0.1:9/v1/chat/completions'],
  ])('%s %s reaches no server', async (method, path) => {
    const before = upstream.seen.length;
    const answer = await send(method, path, [json], method === 'POST' ? question : '');
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
    expect(upstream.seen.slice(before)).toEqual([]);
  });

  test.each([
    '/chat/api/openai/v1/chat/completions?next=/api/pull',
    '/chat/api/openai/v1/chat/completions#/api/pull',
    '/chat/api/openai/v1/chat%2Fcompletions',
    '/chat/api/openai//v1/chat/completions',
    '/chat/api/openai/v1/./chat/completions',
    '/chat/api/openai/v1/x/../chat/completions',
    'http://elsewhere.test/chat/api/openai/v1/chat/completions',
  ])('POST %s reaches nothing but what is listed, under its own name', async (path) => {
    const before = upstream.seen.length;
    await send('POST', path, [json], question);
    for (const seen of upstream.seen.slice(before)) expect(`${seen.method} ${seen.path}`).toBe('POST /v1/chat/completions');
  });

  test('what a client sends in its headers stays with the proxy', async () => {
    const before = upstream.seen.length;
    const tricks = [
      json,
      'Authorization: Bearer of-the-client',
      'Proxy-Authorization: Bearer of-the-client',
      'Cookie: session=of-the-client',
      'Origin: https://of-the-client.test',
      'Referer: https://of-the-client.test/',
      'Connection: Authorization, Content-Type, Host',
      'X-Api-Key: of-the-client',
      'X-Conversation-Id: of-the-client',
      'X-HF-Bill-To: of-the-client',
      'X-Forwarded-User: of-the-client',
      'X-Forwarded-For: 6.6.6.6, of-the-client',
      'X-Original-URL: /of-the-client',
      'X-HTTP-Method-Override: of-the-client',
      'Forwarded: for=of-the-client',
      'Remote-User: of-the-client',
      'Remote_User: of-the-client',
      'Tailscale-User-Login: of-the-client',
      'Api-Key: of-the-client',
      'User-Agent: of-the-client',
    ];
    await send('POST', '/chat/api/openai/v1/chat/completions', tricks, question);
    expect(upstream.seen.length).toBe(before + 1);
    // Some proxies refuse these; what passes must be clean.
    for (const more of [
      'authorization: Basic b2YtdGhlLWNsaWVudA==',
      'AUTHORIZATION : Bearer of-the-client',
      ' Authorization: of-the-client',
    ]) {
      await send('POST', '/chat/api/openai/v1/chat/completions', [...tricks, more], question);
    }
    const arrived = upstream.seen.slice(before);
    for (const { headers, body } of arrived) {
      expect(headers.authorization).toBe(`Bearer ${secret}`);
      expect(headers.host).toBe(`127.0.0.1:${upstream.port}`);
      expect(JSON.stringify(headers)).not.toContain('of-the-client');
      expect(
        Object.keys(headers).filter((name) => !/^(?:authorization|host|content-type|content-length|connection|accept)$/.test(name)),
      ).toEqual([]);
      expect(body).toBe(question);
    }
  });

  test('a second request hidden in the body of the first reaches no server', async () => {
    const before = upstream.seen.length;
    const hidden = rawRequest('POST', '/api/pull', ['Content-Length: 0']);
    const head = ['POST /chat/api/openai/v1/chat/completions HTTP/1.1', 'Host: stemma.test', json];
    const smuggled = [
      `${[...head, 'Content-Length: 6', 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n0\r\n\r\n${hidden}`,
      `${[...head, `Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n0\r\n\r\n${hidden}`,
      `${[...head, 'Content-Length: 0', `Content-Length: ${hidden.length}`].join('\r\n')}\r\n\r\n${hidden}`,
      `${[...head, 'Transfer-Encoding: xchunked'].join('\r\n')}\r\n\r\n0\r\n\r\n${hidden}`,
    ];
    for (const bytes of smuggled) await sendRaw(proxy.port, bytes);
    for (const { path } of upstream.seen.slice(before)) expect(path).toBe('/v1/chat/completions');
  });

  test.each([
    '/chat/../../../etc/passwd',
    '/chat/..%2f..%2f..%2fetc/passwd',
    '/chat/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/chat/assets/..%5c..%5c..%5cetc/passwd',
    '/chat../operator/config.json',
    '/chat/../operator/config.json',
    '/chat/..;/operator/config.json',
    '/chat/.vite/manifest.json',
    '/chat/%2evite/manifest.json',
    '/chat/assets/',
    '/chat/key.pem',
    '/chat/../key.pem',
    '/healthz/../chat/.vite/manifest.json',
  ])('GET %s serves no file', async (path) => {
    const answer = await send('GET', path);
    expect(statusOf(answer)).not.toBe(200);
    expect(answer).not.toMatch(/root:|PRIVATE KEY|"src\//);
  });

  test('every answer carries the headers of production, and a page that a server behind would send steers nothing', async () => {
    upstream.behaviour = {
      kind: 'status',
      status: 200,
      headers: {
        'Set-Cookie': 'a=b',
        'X-Accel-Redirect': '/chat/config.json',
        Refresh: '0;url=https://elsewhere.test',
        'Access-Control-Allow-Origin': '*',
      },
      body: () => '<script>alert(1)</script>',
    };
    const answers = [
      await send('GET', '/chat/'),
      await send('GET', '/chat/config.json'),
      await send('GET', '/chat/nothing-here'),
      await send('GET', '/chat/whoami'),
      await send('POST', '/chat/api/openai/v1/chat/completions', [json], question),
      await send('POST', '/chat/api/openai/nothing-here', [json], question),
    ];
    for (const answer of answers) {
      const head = answer.split('\r\n\r\n')[0] ?? '';
      for (const [name, value] of Object.entries(productionHeaders)) {
        const wanted =
          name === 'Content-Security-Policy' ? value.replace("connect-src 'self'", "connect-src 'self' https://models.example") : value;
        expect(head.split('\r\n')).toContain(`${name}: ${wanted}`);
      }
      expect(head).toMatch(/^Strict-Transport-Security: max-age=31536000\r?$/im);
      expect(head).not.toMatch(/^(?:set-cookie|refresh|x-accel-redirect|access-control-allow-origin):/im);
    }
    const frame = await send('GET', '/chat/diagram.html');
    for (const [name, value] of Object.entries(diagramHeaders)) expect(frame.split('\r\n')).toContain(`${name}: ${value}`);
    expect(frame.match(/^Content-Security-Policy:/gim)).toHaveLength(1);
    expect(frame).toMatch(/^Strict-Transport-Security: max-age=31536000\r?$/im);
    expect(answers[4]).toContain('<script>');
    expect(answers[4]).toMatch(/^Cache-Control: no-store\r?$/im);
    upstream.behaviour = { kind: 'status', status: 200, body: () => '{}' };
  });

  test('what never changes is kept for a year, what is missing is not, and the address without its slash leads on', async () => {
    const page = await send('GET', '/chat/');
    const script = /assets\/[\w.-]+\.js/.exec(page)?.[0] ?? '';
    expect(await send('GET', `/chat/${script}`)).toMatch(/^Cache-Control: public, max-age=31536000, immutable\r?$/im);
    expect(await send('GET', '/chat/assets/gone.js')).not.toMatch(/immutable/);
    expect(page).toMatch(/^Cache-Control: no-cache\r?$/im);
    expect(await send('GET', '/chat')).toMatch(/^HTTP\/1\.1 30[18] [^]*^Location: \/chat\/\r?$/im);
    for (const [path, type] of [
      ['config.json', 'application/json'],
      [script, 'text/javascript'],
      ['icon.svg', 'image/svg+xml'],
      ['models/stemma-guide.gguf', 'application/octet-stream'],
    ] as const) {
      const head = (await send('GET', `/chat/${path}`, ['Accept-Encoding: gzip'])).split('\r\n\r\n')[0] ?? '';
      expect(head.toLowerCase()).toContain(`content-type: ${type}`);
      expect(/^content-encoding: gzip/im.test(head)).toBe(path === script);
    }
  });
});

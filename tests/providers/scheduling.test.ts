import { afterEach, expect, test } from 'vitest';
import type { Provider, StreamPart } from '#providers/provider.ts';
import { createProvider } from '#providers/providers.ts';
import { backendAt, catalog, question } from './collect.ts';
import { startWireServer, type WireServer } from './wire-server.ts';

let server: WireServer | null = null;
afterEach(() => server?.stop());

function providerFor(origin: string, id: string): Provider {
  return createProvider({
    backend: backendAt(origin, { id }),
    loadCatalog: () => Promise.resolve(catalog),
    baseUrl: new URL('http://page.example/'),
    token: () => null,
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

test('two backends on one origin share its five connections; the sixth request is sent when one has ended', async () => {
  const endings: (() => void)[] = [];
  server = await startWireServer((response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    endings.push(() => response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'));
  });
  const { origin, requests } = server;
  const providers = [providerFor(origin, 'one'), providerFor(origin, 'two')];
  const heard: StreamPart[][] = [];
  const stops = Array.from({ length: 7 }, () => new AbortController());
  const runs = stops.map(async ({ signal }, place) => {
    const parts: StreamPart[] = [];
    heard.push(parts);
    const provider = providers[place % 2];
    if (provider === undefined) return;
    for await (const part of provider.stream({ ...question, conversationId: `c${place}` }, signal)) parts.push(part);
  });
  await until(() => requests.length === 5 && heard.slice(5).every((parts) => parts.length > 0));
  expect(heard[5]).toEqual([{ type: 'queued', position: 1 }]);
  expect(heard[6]).toEqual([{ type: 'queued', position: 2 }]);
  expect(requests).toHaveLength(5);
  expect(requests.every(({ body }) => !body.includes('conversationId'))).toBe(true);
  endings[0]?.();
  await until(() => requests.length === 6);
  expect(heard[6]?.at(-1)).toEqual({ type: 'queued', position: 1 });
  for (const stop of stops) stop.abort();
  await Promise.all(runs);
  expect(requests).toHaveLength(6);
  expect(heard[6]?.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
});

test('after a Retry-After the next request to that origin waits for it, whoever asks', async () => {
  const arrivals: number[] = [];
  server = await startWireServer((response) => {
    arrivals.push(performance.now());
    if (arrivals.length === 1) response.writeHead(429, { 'Retry-After': '1' }).end();
    else {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.end('data: {"choices":[{"index":0,"delta":{"content":"Yes."},"finish_reason":"stop"}]}\n\n');
    }
  });
  const hear = async (id: string): Promise<StreamPart[]> => {
    const parts: StreamPart[] = [];
    const { origin } = server ?? { origin: '' };
    for await (const part of providerFor(origin, id).stream(question, new AbortController().signal)) parts.push(part);
    return parts;
  };
  expect((await hear('one')).at(-1)).toMatchObject({ type: 'error', error: { code: 'rate-limited', retryAfterMs: 1000 } });
  const parts = await hear('two');
  expect(parts[0]).toMatchObject({ type: 'queued', position: 1 });
  expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'stop' });
  const [first = 0, second = 0] = arrivals;
  expect(second - first).toBeGreaterThanOrEqual(990);
});

test('a server that asked to be left alone is neither counted with nor inspected until its time is over', async () => {
  server = await startWireServer((response) => {
    response.writeHead(429, { 'Retry-After': '60' }).end();
  });
  const { origin, requests } = server;
  const provider = providerFor(origin, 'one');
  const signal = new AbortController().signal;
  const parts: StreamPart[] = [];
  for await (const part of provider.stream(question, signal)) parts.push(part);
  expect(parts.at(-1)).toMatchObject({ type: 'error', error: { code: 'rate-limited', retryAfterMs: 60_000 } });
  expect(requests).toHaveLength(1);
  expect(await provider.inspectModel('m', signal)).toBeNull();
  expect(await provider.countTokens(question, signal)).toBeNull();
  expect(await provider.renderPrompt(question, signal)).toBeNull();
  expect(requests).toHaveLength(1);
});

test('a pause that a server asks for when it is only asked for its models holds the next question too', async () => {
  server = await startWireServer((response) => {
    response.writeHead(429, { 'Retry-After': '60' }).end();
  });
  const { origin, requests } = server;
  const provider = providerFor(origin, 'one');
  const stop = new AbortController();
  expect((await provider.listModels(stop.signal)).ok).toBe(false);
  const parts: StreamPart[] = [];
  for await (const part of provider.stream(question, stop.signal)) {
    parts.push(part);
    stop.abort();
  }
  expect(parts[0]).toMatchObject({ type: 'queued', position: 1 });
  expect(parts[0]).toHaveProperty('heldMs');
  expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
  expect(requests.map(({ method }) => method)).toEqual(['GET']);
});

test('while a server wants to be left alone it is not asked for its models: what it told before stays, with the time until then', async () => {
  let isTired = false;
  server = await startWireServer((response) => {
    if (isTired) response.writeHead(429, { 'Retry-After': '60' }).end();
    else {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"data":[{"id":"m"}]}');
    }
  });
  const { origin, requests } = server;
  const provider = providerFor(origin, 'one');
  const list = () => provider.listModels(new AbortController().signal);
  const whole = await list();
  expect(whole).toMatchObject({ ok: true, models: [{ id: 'm' }] });
  expect(whole.heldUntil).toBeUndefined();
  isTired = true;
  for (const _ of ['refused', 'not asked', 'not asked']) {
    const held = await list();
    expect(held).toMatchObject({ ok: true, models: [{ id: 'm' }] });
    expect(Math.abs((held.heldUntil ?? 0) - Date.now() - 60_000)).toBeLessThan(5000);
  }
  expect(requests).toHaveLength(2);
  // Another backend there never told anything: it fails without asking, and says until when.
  const other = await providerFor(origin, 'two').listModels(new AbortController().signal);
  expect(other).toMatchObject({ ok: false, error: { code: 'rate-limited' } });
  expect(other.heldUntil).toBeGreaterThan(Date.now() + 50_000);
  expect(requests).toHaveLength(2);
});

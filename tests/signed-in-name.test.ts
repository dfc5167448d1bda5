import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSignedInName } from '../src/signed-in-name.ts';

const told = new Map<string, [status: number, body: string]>([
  ['/ada', [200, '{"name":" Ada "}']],
  ['/chinese', [200, '{"name":"李雷"}']],
  ['/nobody', [200, '{"name":""}']],
  ['/page', [200, '<!doctype html><title>Sign in</title>']],
  ['/list', [200, '[]']],
  ['/number', [200, '{"name":7}']],
  ['/endless', [200, JSON.stringify({ name: 'a'.repeat(5000) })]],
  ['/refused', [401, '{"name":"Ada"}']],
]);
const server = createServer((request, response) => {
  const [status, body] = told.get(request.url ?? '') ?? [302, ''];
  response.writeHead(status, { 'Content-Type': 'application/json', Location: '/ada' }).end(body);
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each([
  ['/ada', 'Ada'],
  ['/chinese', '李雷'],
  ['/nobody', null],
  ['/page', null],
  ['/list', null],
  ['/number', null],
  ['/endless', null],
  ['/refused', null],
  // A redirect leads to a sign-in page or to another origin: neither is the proxy's word.
  ['/elsewhere', null],
])('what %s answers is read as %j', async (path, name) => {
  expect(await readSignedInName(new URL(path, origin))).toBe(name);
});

test('where nothing answers, nobody is signed in', async () => {
  expect(await readSignedInName(new URL('http://127.0.0.1:9/whoami'))).toBeNull();
});

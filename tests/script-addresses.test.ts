import { expect, test } from 'vitest';
import { isOwnScript } from '../src/script-addresses.ts';

const base = new URL('https://chat.example/a/b/');

test.each([
  'assets/download.worker-Bu0dvXri.js',
  '/a/b/assets/x.js',
  'https://chat.example/a/b/service-worker.js',
  'blob:https://chat.example/1-2',
])('a worker may start from %s', (address) => {
  expect(isOwnScript(address, base)).toBe(true);
});

test.each([
  'https://elsewhere.example/a/b/assets/x.js',
  '//elsewhere.example/a/b/assets/x.js',
  'data:text/javascript,alert(1)',
  'blob:https://elsewhere.example/1-2',
  'blob:https://chat.example.evil/1-2',
  'javascript:alert(1)',
  '../x.js',
  '/x.js',
  'assets/../../x.js',
  'assets/%2e%2e/%2e%2e/x.js',
  'api/openai/v1/models',
  'api/x.js',
  'assets/x.js?callback=alert',
  'assets/x.js#a',
  'models/guide.gguf',
])('and not from %s', (address) => {
  expect(isOwnScript(address, base)).toBe(false);
});

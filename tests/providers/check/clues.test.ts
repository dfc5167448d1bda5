import { afterEach, expect, test, vi } from 'vitest';
import { gatherClues } from '#providers/check/clues.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A browser that knows these permissions, and where nothing answers. */
function browserWith(states: Readonly<Record<string, PermissionState>>): void {
  vi.stubGlobal('navigator', {
    permissions: {
      query: ({ name }: { readonly name: string }) =>
        name in states ? Promise.resolve({ state: states[name] }) : Promise.reject(new TypeError(`'${name}' is no permission.`)),
    },
  });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
}

test.each<[string, Readonly<Record<string, PermissionState>>, PermissionState | null]>([
  ['http://127.0.0.1:8080/v1', { 'loopback-network': 'denied', 'local-network': 'granted', 'local-network-access': 'granted' }, 'denied'],
  ['http://localhost:8080/v1', { 'loopback-network': 'denied', 'local-network': 'granted', 'local-network-access': 'granted' }, 'denied'],
  ['http://192.168.1.5:8080/v1', { 'loopback-network': 'granted', 'local-network': 'denied', 'local-network-access': 'granted' }, 'denied'],
  ['http://192.168.1.5:8080/v1', { 'local-network-access': 'prompt' }, 'prompt'],
  ['http://127.0.0.1:8080/v1', { 'local-network-access': 'prompt' }, 'prompt'],
  ['http://127.0.0.1:8080/v1', {}, null],
])('of %s the permission for its place is asked, by the name that the browser knows', async (address, states, permission) => {
  browserWith(states);
  expect((await gatherClues(new URL(address), new AbortController().signal)).permission).toBe(permission);
});

import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { createCredentials, readKey } from '#providers/credentials.ts';
import { createProvider } from '#providers/providers.ts';
import { createRegistry } from '#providers/registry.ts';
import { backendAt, catalog, hear, question } from './collect.ts';
import { playWire, readWire, startWireServer, type WireServer } from './wire-server.ts';

const baseUrl = new URL('http://page.example/app/');
const registry = () =>
  createRegistry((backend, token) => createProvider({ backend, loadCatalog: () => Promise.resolve(catalog), baseUrl, token }), baseUrl);
const lab: BackendSettings = { ...backendAt('http://one.example'), id: 'lab', label: 'Lab' };

describe('keys', () => {
  test.each([
    ['  sk-abc123 \n', 'sk-abc123'],
    ['Bearer sk-abc123', 'sk-abc123'],
    ['bearer   sk-abc123', 'sk-abc123'],
    ['', null],
    ['two words', null],
    ['line\nbreak', null],
    ['schlüssel', null],
    ['k'.repeat(5000), null],
  ])('%j is read as %j', (text, key) => {
    expect(readKey(text)).toBe(key);
  });

  test('a key belongs to one backend and one origin, and is gone when the backend was asked for at another', () => {
    const credentials = createCredentials();
    credentials.set('lab', 'http://one.example', 'sk-abc123');
    expect(credentials.keyFor('lab', 'http://one.example')).toBe('sk-abc123');
    expect(credentials.keyFor('other', 'http://one.example')).toBeNull();
    expect(credentials.keyFor('lab', 'http://two.example')).toBeNull();
    expect(credentials.keyFor('lab', 'http://one.example')).toBeNull();
  });

  test('what no header can carry is refused without being repeated', () => {
    const credentials = createCredentials();
    expect(() => credentials.set('lab', 'http://one.example', 'sk-abc\n123')).toThrow(RangeError);
    expect(() => credentials.set('lab', 'http://one.example', 'sk-abc\n123')).not.toThrow(/sk-abc/);
  });

  test('nothing that holds keys turns into JSON with a key in it', () => {
    const backends = registry();
    backends.put(lab, true);
    backends.setKey('lab', 'sk-abc123');
    expect(JSON.stringify([backends, backends.list()])).not.toContain('sk-abc123');
  });
});

describe('the registry', () => {
  test('backends come, change in their place and go, and each change is told', () => {
    const backends = registry();
    const changed = vi.fn();
    const end = backends.subscribe(changed);
    backends.put(lab, false);
    backends.put({ ...lab, id: 'second' }, true);
    const before = backends.list();
    expect(backends.list()).toBe(before);
    backends.put({ ...lab, label: 'Renamed' }, false);
    expect(backends.list().map(({ settings }) => settings.label)).toEqual(['Renamed', 'Lab']);
    expect(backends.list()[0]?.provider).not.toBe(before[0]?.provider);
    expect(backends.list()[1]).toBe(before[1]);
    backends.remove('lab');
    expect(backends.find('lab')).toBeNull();
    expect(changed).toHaveBeenCalledTimes(4);
    backends.remove('lab');
    end();
    backends.remove('second');
    expect(changed).toHaveBeenCalledTimes(4);
  });

  test('a key goes with its backend, and with its backend’s origin', () => {
    const backends = registry();
    backends.put(lab, true);
    backends.setKey('lab', 'sk-abc123');
    backends.put({ ...lab, label: 'Renamed', url: 'http://one.example/other/v1' }, true);
    expect(backends.hasKey('lab')).toBe(true);
    backends.put({ ...lab, url: 'http://two.example/v1' }, true);
    backends.put(lab, true);
    expect(backends.hasKey('lab')).toBe(false);
    backends.setKey('lab', 'sk-abc123');
    backends.remove('lab');
    backends.put(lab, true);
    expect(backends.hasKey('lab')).toBe(false);
    backends.setKey('lab', 'sk-abc123');
    backends.setKey('lab', null);
    expect(backends.hasKey('lab')).toBe(false);
    backends.setKey('nobody', 'sk-abc123');
    expect(backends.hasKey('nobody')).toBe(false);
  });
});

describe('a key on the wire', () => {
  const started: WireServer[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  });
  async function serve(): Promise<WireServer> {
    const server = await startWireServer((response) => playWire(response, readWire('chat-vllm')));
    started.push(server);
    return server;
  }

  test('goes to its server as soon as it is given, and no longer when the backend has moved', async () => {
    const [one, two] = [await serve(), await serve()];
    const backends = registry();
    const ask = async (): Promise<string> => {
      const provider = backends.find('lab')?.provider;
      if (provider === undefined) throw new Error('no provider');
      return (await hear(provider, question)).end;
    };
    backends.put({ ...lab, url: `${one.origin}/v1`, auth: 'user-token' }, true);
    expect(await ask()).toBe('auth');
    backends.setKey('lab', 'sk-abc123');
    expect(await ask()).toBe('stop');
    const moved = backends.find('lab')?.provider;
    backends.put({ ...lab, url: `${two.origin}/v1` }, true);
    expect(await ask()).toBe('stop');
    expect(one.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-abc123']);
    expect(two.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    // The provider of before the move has no key either.
    if (moved !== undefined) expect((await hear(moved, question)).end).toBe('auth');
    expect(one.requests).toHaveLength(1);
  });
});

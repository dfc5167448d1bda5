import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { configurationKeys, readConfiguration } from '../src/config.ts';
import { operatorCatalogKeys } from '../src/operator-catalog.ts';
import { complaints } from './published-schemas.ts';

describe('config.json', () => {
  test('the one that ships has no problem', async () => {
    const shipped: unknown = JSON.parse(readFileSync('public/config.json', 'utf8'));
    const read = await readConfiguration(shipped);
    expect(read.problems).toEqual([]);
    expect(read.backends.map(({ id }) => id)).toEqual(['browser']);
  });

  test('an unknown key is named and the rest is used', async () => {
    const read = await readConfiguration({ title: 'Our models', colour: 'red' });
    expect(read.title).toBe('Our models');
    expect(read.problems).toEqual(['config.json: colour: this key is unknown and has no effect']);
  });

  test('a wrong value is named by its path and only its backend is left out', async () => {
    const read = await readConfiguration({
      backends: [
        { id: 'good', kind: 'openai-compatible', url: 'http://127.0.0.1:8080/v1' },
        { id: 'bad', kind: 'telepathy' },
        { id: 'lost', kind: 'openai-compatible' },
      ],
    });
    expect(read.backends.map(({ id }) => id)).toEqual(['good']);
    expect(read.problems.map((problem) => problem.split(': ')[1])).toEqual(['backends.1.kind', 'backends.2.url']);
  });

  test('a query in an address is refused, because the client would break it', async () => {
    const read = await readConfiguration({ backends: [{ id: 'a', kind: 'openai-compatible', url: 'https://host/v1?key=1' }] });
    expect(read.backends).toEqual([]);
    expect(read.problems[0]).toContain('backends.0.url');
  });

  test('two backends with one id: the first stays', async () => {
    const entry = { id: 'a', kind: 'openai-compatible', url: 'https://one/v1' };
    const read = await readConfiguration({ backends: [entry, { ...entry, url: 'https://two/v1' }] });
    expect(read.backends.map(({ url }) => url)).toEqual(['https://one/v1']);
    expect(read.problems).toHaveLength(1);
  });

  test.each([[null], [[]], ['text'], [7]])('content that is no object (%j) gives defaults and a sentence', async (content) => {
    const read = await readConfiguration(content);
    expect(read.title).toBe('Stemma');
    expect(read.problems).toHaveLength(1);
  });

  test('a kind that this version does not know is named, with those that it knows', async () => {
    const read = await readConfiguration({ backends: [{ id: 'a', kind: 'telepathy', url: 'http://host/v1' }] });
    expect(read.backends).toEqual([]);
    expect(read.problems[0]).toMatch(
      /^config\.json: backends\.0\.kind: the kind "telepathy" is not known to this version, which knows "in-browser"/,
    );
  });

  test.each(['openai-compatible', 'ollama', 'text-generation-inference'])('a backend of the kind "%s" needs an address', async (kind) => {
    expect((await readConfiguration({ backends: [{ id: 'a', kind, url: 'http://host' }] })).problems).toEqual([]);
    const without = await readConfiguration({ backends: [{ id: 'a', kind }] });
    expect(without.backends).toEqual([]);
    expect(without.problems[0]).toContain('backends.0.url');
  });

  test('a way to log in that the kind does not have leaves the backend out: it must not be used without', async () => {
    const read = await readConfiguration({
      backends: [{ id: 'a', kind: 'openai-compatible', url: 'https://host/v1', auth: 'hugging-face-login' }],
    });
    expect(read.backends).toEqual([]);
    expect(read.problems[0]).toContain('backends.0.auth');
  });

  test('all that is said of Hugging Face arrives, and its address need not be said', async () => {
    const entry = {
      id: 'hf',
      kind: 'hugging-face',
      label: 'HF',
      auth: 'hugging-face-login',
      clientId: 'abc',
      billTo: 'our-lab',
      models: [],
    };
    const read = await readConfiguration({ backends: [entry] });
    expect(read.problems).toEqual([]);
    expect(read.backends).toEqual([entry]);
  });

  test('all that a backend can say arrives', async () => {
    const entry = {
      id: 'lab',
      kind: 'openai-compatible',
      label: 'Our lab',
      url: 'api/llama/v1',
      auth: 'user-token',
      headers: { 'X-Team': 'red' },
      models: [{ id: 'dolly', name: 'Dolly', catalog: 'dolly-v2-3b', promptFormat: 'server', contextTokens: 2048 }],
    };
    const read = await readConfiguration({
      backends: [entry],
      defaultModel: 'lab/dolly',
      allowUserBackends: false,
      hubUrl: 'https://mirror.example',
    });
    expect(read.problems).toEqual([]);
    expect(read.backends).toEqual([entry]);
    expect([read.defaultModel, read.allowUserBackends, read.hubUrl]).toEqual(['lab/dolly', false, 'https://mirror.example']);
  });

  test('what is not said has its default', async () => {
    expect(await readConfiguration({})).toEqual({
      title: 'Stemma',
      defaultModel: null,
      notice: null,
      backends: [],
      allowUserBackends: true,
      hubUrl: 'https://huggingface.co',
      userUrl: null,
      catalog: { models: [], licenses: [], dataSets: [], organisations: [], promptFormats: [] },
      problems: [],
    });
  });

  test('a default model of no backend is named and not used', async () => {
    const read = await readConfiguration({ defaultModel: 'nobody/dolly' });
    expect(read.defaultModel).toBeNull();
    expect(read.problems).toEqual(['config.json: defaultModel: there is no backend "nobody"']);
  });

  test("the operator's entries of the catalog are taken one by one", async () => {
    const good: unknown = JSON.parse(readFileSync('src/catalog/models/dolly-v2-3b.json', 'utf8'));
    const read = await readConfiguration({ catalog: { models: [good, { id: 'half' }], recipes: [] } });
    expect(read.catalog.models.map(({ id }) => id)).toEqual(['dolly-v2-3b']);
    expect(read.problems.some((problem) => problem.includes('catalog.models.1.'))).toBe(true);
    expect(read.problems.some((problem) => problem.includes('catalog.recipes'))).toBe(true);
  });
});

describe('config.schema.json and the reader', () => {
  const schema: unknown = JSON.parse(readFileSync('public/config.schema.json', 'utf8'));
  const server = { id: 'a', kind: 'openai-compatible', url: 'http://127.0.0.1:8080/v1' };
  const inBrowser = { id: 'b', kind: 'in-browser', models: [{ id: 'm', file: 'models/m.gguf' }] };
  const withServer = (more: object): object => ({ backends: [{ ...server, ...more }] });
  const withModel = (more: object): object => ({ backends: [{ ...inBrowser, models: [{ id: 'm', file: 'models/m.gguf', ...more }] }] });

  test.each([
    {},
    { $schema: './config.schema.json', title: 'T', notice: 'N', allowUserBackends: true, hubUrl: 'https://hub.example/x' },
    { backends: [] },
    { backends: [server, inBrowser], defaultModel: 'b/m' },
    { backends: [server], defaultModel: 'a/org/name:tag' },
    withServer({ url: 'api/v1' }),
    withServer({ url: '/api/v1/' }),
    ...['whoami', '/chat/whoami', '../whoami'].map((userUrl) => ({ userUrl })),
    withServer({ url: 'HTTPS://host:99/a/b' }),
    ...['none', 'proxy', 'user-token'].map((auth) => withServer({ auth })),
    ...[
      {},
      { auth: 'user-token', billTo: 'our-lab' },
      { auth: 'hugging-face-login', clientId: 'https://host/c', loginUrl: 'http://hub' },
    ].map((more) => ({ backends: [{ id: 'hf', kind: 'hugging-face', ...more }] })),
    { backends: [{ id: 'hf', kind: 'hugging-face', auth: 'proxy', url: '/hf/v1' }] },
    withServer({ headers: { 'X-Team': 'red' }, models: [{ id: 'x' }] }),
    withModel({ name: 'M', catalog: 'dolly-v2-3b', promptFormat: 'server', contextTokens: 1, bytes: 1, sha256: 'a'.repeat(64) }),
    { catalog: { models: [], licenses: [] } },
  ])('both accept %j', async (content) => {
    expect((await readConfiguration(content)).problems).toEqual([]);
    expect(complaints('config.schema.json', content)).toEqual([]);
  });

  test.each([
    [],
    { title: '' },
    { title: 5 },
    { notice: null },
    { colour: 'red' },
    { allowUserBackends: 'no' },
    { hubUrl: 'ftp://hub' },
    ...['', 'https://elsewhere/whoami', '//elsewhere/whoami', 'data:application/json,1', 'whoami?x=1', 5].map((userUrl) => ({ userUrl })),
    { defaultModel: 'dolly' },
    { backends: {} },
    { backends: ['a'] },
    { backends: [{ id: 'a', kind: 'openai-compatible' }] },
    { backends: [{ kind: 'in-browser' }] },
    { backends: [{ id: 'a' }] },
    { backends: [{ ...inBrowser, models: [{ id: 'm' }] }] },
    withServer({ kind: 'telepathy' }),
    { backends: [{ id: 'a', kind: 'ollama' }] },
    { backends: [{ id: 'a', kind: 'text-generation-inference' }] },
    withServer({ id: 'a b' }),
    withServer({ id: '' }),
    withServer({ label: '' }),
    ...['', 'https://host/v1?k=1', 'https://host/v1#x', 'ftp://host/v1', 'javascript:alert(1)', 'http://me:pass@host/v1'].map((url) =>
      withServer({ url }),
    ),
    withServer({ auth: 'hugging-face-login' }),
    withServer({ billTo: 'our-lab' }),
    withServer({ clientId: 'abc' }),
    { backends: [{ ...inBrowser, loginUrl: 'https://hub' }] },
    ...[
      { auth: 'proxy' },
      { auth: 'none' },
      { billTo: 'two words' },
      { clientId: '' },
      { loginUrl: 'hub' },
      { loginUrl: 'https://me@hub' },
    ].map((more) => ({ backends: [{ id: 'hf', kind: 'hugging-face', ...more }] })),
    withServer({ headers: { 'X Team': 'red' } }),
    withServer({ headers: { 'X-Team': 'red\nX-Evil: 1' } }),
    withServer({ headers: { Authorization: 'Bearer key' } }),
    withServer({ headers: ['X-Team'] }),
    withServer({ models: 'all' }),
    withServer({ models: [{ name: 'x' }] }),
    withServer({ priority: 1 }),
    withModel({ contextTokens: 0 }),
    withModel({ contextTokens: 1.5 }),
    withModel({ bytes: '1' }),
    withModel({ sha256: 'A'.repeat(64) }),
    withModel({ catalog: '../x' }),
    withModel({ temperature: 1 }),
    { catalog: [] },
    { catalog: { recipes: [] } },
    { catalog: { models: {} } },
  ])('neither accepts %j', async (content) => {
    expect((await readConfiguration(content)).problems).not.toEqual([]);
    expect(complaints('config.schema.json', content)).not.toEqual([]);
  });

  test('know the same keys', () => {
    const properties = v.object({ properties: v.record(v.string(), v.unknown()) });
    const keysOf = (part: unknown): string[] => Object.keys(v.parse(properties, part).properties).toSorted();
    const whole = v.parse(
      v.object({ properties: v.object({ catalog: v.unknown() }), $defs: v.object({ backend: v.unknown(), model: v.unknown() }) }),
      schema,
    );
    expect(keysOf(schema)).toEqual(configurationKeys.top.toSorted());
    expect(keysOf(whole.$defs.backend)).toEqual(configurationKeys.backend.toSorted());
    expect(keysOf(whole.$defs.model)).toEqual(configurationKeys.model.toSorted());
    expect(keysOf(whole.properties.catalog)).toEqual(operatorCatalogKeys.toSorted());
  });
});

import { expect, test } from 'vitest';
import { type PrivacyFacts, privacyFacts } from '#ui/privacy/privacy-facts.ts';
import { readConfiguration } from '../../src/config.ts';

const page = new URL('https://chat.example/stemma/');

/** What the page says for a content of config.json; `running` are models whose server says that they run elsewhere, by backend. */
async function factsOf(content: object, running: Readonly<Record<string, string>> = {}): Promise<PrivacyFacts> {
  const { backends, hubUrl, problems } = await readConfiguration(content);
  expect(problems).toEqual([]);
  const listings = backends.map(({ id, kind, label }) => ({
    backend: { id, kind, label, host: null },
    listing: {
      ok: true as const,
      models: [
        {
          id: 'm',
          name: 'M',
          catalogId: null,
          contextTokens: null,
          bytes: null,
          ...(id in running ? { remoteHost: running[id] ?? '' } : {}),
        },
      ],
    },
  }));
  return privacyFacts({
    backends: backends.map((settings) => ({ settings, isOwn: false })),
    offers: { listings },
    hubHost: new URL(hubUrl, page).host,
    page,
  });
}

test('with the guide alone nobody reads anything, and only the page’s own host and the Hub can be contacted', async () => {
  const facts = await factsOf({ backends: [{ id: 'b', kind: 'in-browser', models: [{ id: 'guide', file: 'models/guide.gguf' }] }] });
  expect(facts.readers).toMatchObject([{ id: 'b', host: null, isUnencrypted: false, sends: [], passedOn: [] }]);
  expect(facts.hosts).toEqual([
    { host: 'chat.example', purposes: [{ kind: 'page' }] },
    { host: 'huggingface.co', purposes: [{ kind: 'hub' }] },
    { host: '*.hf.co', purposes: [{ kind: 'hub' }] },
  ]);
});

test('servers are told apart: the page’s own, one behind a proxy, one without encryption, one of this machine', async () => {
  const { readers, hosts } = await factsOf({
    hubUrl: 'https://mirror.example',
    backends: [
      { id: 'own', kind: 'openai-compatible', url: '/lab/v1', auth: 'proxy' },
      { id: 'plain', kind: 'ollama', url: 'http://models.example:11434', headers: { 'X-Team': 'a' } },
      { id: 'here', kind: 'openai-compatible', url: 'http://localhost:8080/v1', models: [{ id: 'm' }] },
    ],
  });
  expect(readers).toMatchObject([
    { host: 'chat.example', isOwnHost: true, isBehindProxy: true, isUnencrypted: false },
    { host: 'models.example:11434', isOwnHost: false, isBehindProxy: false, isUnencrypted: true, sends: ['headers'] },
    { host: 'localhost:8080', isUnencrypted: false, sends: [] },
  ]);
  expect(hosts.map(({ host }) => host)).toEqual(['chat.example', 'models.example:11434', 'localhost:8080', 'mirror.example']);
  // A server whose models are configured is not asked for them.
  expect(hosts[1]?.purposes).toEqual([{ kind: 'questions', label: 'plain', isAskedAtStart: true }]);
  expect(hosts[2]?.purposes).toEqual([{ kind: 'questions', label: 'here', isAskedAtStart: false }]);
});

test('a router, its sign-in and a server that passes words on are named', async () => {
  const { readers, hosts } = await factsOf(
    {
      backends: [
        { id: 'hf', kind: 'hugging-face', label: 'Hugging Face', auth: 'hugging-face-login', billTo: 'our-org' },
        { id: 'cloud', kind: 'ollama', url: 'http://127.0.0.1:11434' },
      ],
    },
    { cloud: 'ollama.example' },
  );
  expect(readers).toMatchObject([
    { host: 'router.huggingface.co', isRouter: true, sends: ['key', 'headers'] },
    { isRouter: false, passedOn: [{ model: 'M', host: 'ollama.example' }] },
  ]);
  expect(hosts.map(({ host }) => host)).toEqual(['chat.example', 'router.huggingface.co', 'huggingface.co', '127.0.0.1:11434', '*.hf.co']);
  expect(hosts[2]?.purposes).toEqual([{ kind: 'sign-in', label: 'Hugging Face' }, { kind: 'hub' }]);
});

test('a model file from another host is a reason to contact it', async () => {
  const { readers, hosts } = await factsOf({
    backends: [{ id: 'b', kind: 'in-browser', label: 'Here', models: [{ id: 'm', file: 'https://files.example/m.gguf' }] }],
  });
  expect(readers).toMatchObject([{ host: null }]);
  expect(hosts[1]).toEqual({ host: 'files.example', purposes: [{ kind: 'model-file', label: 'Here' }] });
});

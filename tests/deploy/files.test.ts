import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { routesBeside } from '#providers/backends/openai-compatible/probes.ts';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { readConfiguration } from '../../src/config.ts';
import { wholeCatalog } from '../../src/whole-catalog.ts';
import { complaints } from '../published-schemas.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const strings = v.record(v.string(), v.string());

/** Method and path as the app asks, and the fixed path at the server, of one recipe. */
function allowed(folder: string, line: RegExp): string[] {
  return readdirSync(folder).flatMap((name) =>
    [...read(join(folder, name)).matchAll(line)].map(([, method, path, target]) => `${method} ${path} -> ${target}`),
  );
}
const nginx = allowed(
  'deploy/nginx/templates/backends',
  /^"~\^(GET|POST) \$\{STEMMA_PREFIX\}(\S+)\$" \$\{STEMMA_\w+_URL\}(?:\$\{STEMMA_OPENAI_PATH\})?(\S+);$/gm,
);
const caddy = allowed('deploy/caddy/backends', /^"(GET|POST) \{\$STEMMA_PREFIX\}(\S+)" \S+ (\S+)$/gm);

describe('the allow-lists', () => {
  test('of nginx and Caddy are the same, and every line of both was read', () => {
    expect(caddy.toSorted()).toEqual(nginx.toSorted());
    for (const folder of ['deploy/nginx/templates/backends', 'deploy/caddy/backends']) {
      const lines = readdirSync(folder).flatMap((name) => read(join(folder, name)).split('\n'));
      expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toHaveLength(nginx.length);
    }
  });

  test('have what the app asks, and nothing that changes a server', () => {
    const paths = nginx.map((line) => line.split(' ')[1]);
    for (const route of ['/v1/chat/completions', '/v1/completions', '/v1/models', ...routesBeside])
      expect(paths).toContain(`/api/openai${route}`);
    for (const route of ['chat', 'generate', 'show', 'tags', 'ps', 'version']) expect(paths).toContain(`/api/ollama/api/${route}`);
    for (const route of ['generate_stream', 'info', 'tokenize', 'chat_tokenize', 'v1/chat/completions'])
      expect(paths).toContain(`/api/tgi/${route}`);
    expect(nginx.join('\n')).not.toMatch(/pull|push|delete|create|copy|load|slots|metrics|control|tools|embed/);
  });
});

describe('deploy/stemma.env', () => {
  const names = [...read('deploy/stemma.env').matchAll(/^#(STEMMA_\w+)=/gm)].map(([, name = '']) => name);
  const used = (text: string): Set<string> =>
    new Set([...text.matchAll(/\$\{?\$?(STEMMA_[A-Z_]+)|\benv\.(STEMMA_[A-Z_]+)/g)].map(([, one, other]) => one ?? other ?? ''));

  test('names every setting of both recipes once, and no other', () => {
    const render = read('deploy/nginx/render.sh');
    const defaults = [...render.matchAll(/"\$\{(STEMMA_[A-Z_]+)=/g)].map(([, name = '']) => name);
    const files = [
      'Caddyfile',
      ...['sign-in', 'tls', 'backends'].flatMap((folder) => readdirSync(join('deploy/caddy', folder)).map((name) => join(folder, name))),
    ];
    const ofCaddy = files.flatMap((file) => [...used(read(join('deploy/caddy', file)))]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual([...new Set([...defaults, ...ofCaddy])].toSorted());
  });

  test('holds the defaults of nginx', () => {
    const render = read('deploy/nginx/render.sh');
    for (const [, name = '', value = ''] of render.matchAll(/"\$\{(STEMMA_[A-Z_]+)=([^}$]*)\}"/g)) {
      const stated = new RegExp(`^#${name}=(?:"([^"]*)"|(.*))$`, 'm').exec(read('deploy/stemma.env'));
      expect([name, stated?.[1] ?? stated?.[2]]).toEqual([name, value]);
    }
  });
});

test('Caddy’s service does not print its environment, in which the keys are', () => {
  const unit = read('deploy/caddy/caddy.service.d/stemma.conf');
  expect(unit).toMatch(/^ExecStart=\nExecStart=\S+ run --config \S+$/m);
  expect(unit.replaceAll(/^#.*$/gm, '')).not.toContain('--environ');
});

describe('the sample configurations', () => {
  const samples = [...readdirSync('deploy/config').map((name) => `deploy/config/${name}`), 'deploy/compose/config.json'];

  test.each(samples)('%s is valid by schema and reader, and leads to models and paths that there are', async (path) => {
    const content: unknown = JSON.parse(read(path));
    expect(complaints('config.schema.json', content)).toEqual([]);
    const configuration = await readConfiguration(content);
    expect(configuration.problems).toEqual([]);
    const { catalog, problems } = wholeCatalog(builtInCatalog, configuration);
    expect(problems).toEqual([]);
    for (const { url, auth, kind, models } of configuration.backends) {
      if (auth === 'proxy') expect(nginx.some((line) => line.split(' ')[1]?.startsWith(`/${url}/`))).toBe(true);
      else if (kind !== 'in-browser') expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
      for (const { id, catalog: card, promptFormat, file } of models) {
        expect([id, catalog.models.has(card ?? '')]).toEqual([id, true]);
        if (promptFormat !== undefined && promptFormat !== 'server')
          expect([id, catalog.promptFormats.has(promptFormat)]).toEqual([id, true]);
        if (file !== undefined) expect(statSync(join('public', file)).isFile()).toBe(true);
      }
    }
  });
});

test('what the ten minutes lead to is whole: every server of the sample for a team is offered by default', async () => {
  const [, offered = ''] = /^#STEMMA_BACKENDS="([^"]+)"$/m.exec(read('deploy/stemma.env')) ?? [];
  const { backends } = await readConfiguration(JSON.parse(read('deploy/config/team.json')));
  const proxied = backends.flatMap(({ url, auth }) => (auth === 'proxy' ? [url?.split('/')[1]] : []));
  expect(proxied.length).toBeGreaterThan(0);
  for (const server of proxied) expect(offered.split(' ')).toContain(server);
});

describe('the container', () => {
  const lines = read('deploy/container/Dockerfile')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  test('copies what there is, runs as an ordinary user, fetches nothing but packages, and has no key in it', () => {
    const ignore = read('deploy/container/Dockerfile.dockerignore').split('\n');
    for (const line of lines.filter((one) => /^COPY (?!--from)/.test(one))) {
      const sources = line
        .replace(/^COPY (?:--\S+ )*/, '')
        .split(' ')
        .slice(0, -1);
      for (const source of sources) {
        expect(statSync(source)).toBeDefined();
        expect(ignore).toContain(`!${source.split('/')[0]}`);
      }
    }
    expect(lines.findLast((line) => line.startsWith('USER'))).toBe('USER 101');
    expect(lines.filter((line) => /^ADD|curl|https?:\/\/(?!127\.0\.0\.1)|KEY=|PASSWORD|TOKEN/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('FROM'))).toHaveLength(2);
    for (const script of ['deploy/container/40-stemma.sh', 'deploy/nginx/render.sh']) expect(statSync(script).mode & 0o111).not.toBe(0);
    expect(read('deploy/container/40-stemma.sh')).toContain('exec /opt/stemma/nginx/render.sh /etc/nginx/conf.d');
  });
});

const service = v.looseObject({
  image: v.string(),
  profiles: v.optional(v.array(v.string())),
  command: v.optional(v.array(v.string()), []),
  volumes: v.optional(v.array(v.string()), []),
  environment: v.optional(strings, {}),
  networks: v.array(v.string()),
  ports: v.optional(v.array(v.string()), []),
  privileged: v.optional(v.boolean()),
});

test('the compose file adds engines by profile, none of which is reachable but through Stemma', () => {
  const folder = 'deploy/compose';
  const { services, networks, volumes } = v.parse(
    v.looseObject({
      services: v.record(v.string(), service),
      networks: v.record(v.string(), v.looseObject({ internal: v.optional(v.boolean()) })),
      volumes: v.record(v.string(), v.unknown()),
    }),
    parse(read(join(folder, 'compose.yaml'))),
  );
  expect(Object.entries(services).map(([name, { profiles }]) => [name, profiles])).toEqual([
    ['stemma', undefined],
    ['llama', ['llama']],
    ['ollama', ['ollama']],
    ['vllm', ['vllm']],
    ['tls', ['tls']],
  ]);
  expect(networks['engines']?.internal).toBe(true);
  const known = new Set([...read('deploy/stemma.env').matchAll(/^#(STEMMA_\w+)=/gm)].map(([, name]) => name));
  for (const [name, { ports, privileged, volumes: mounted, networks: joined, environment }] of Object.entries(services)) {
    expect(privileged).toBeUndefined();
    expect([name, ports.length > 0]).toEqual([name, name === 'stemma' || name === 'tls']);
    for (const network of joined) expect(Object.keys(networks)).toContain(network);
    for (const variable of Object.keys(environment).filter((one) => one.startsWith('STEMMA_') && one !== 'STEMMA_BEHIND'))
      expect(known).toContain(variable);
    for (const [source = ''] of mounted.map((one) => one.split(':'))) {
      if (!source.startsWith('.')) expect(Object.keys(volumes)).toContain(source);
      // The operator puts the models there.
      else if (source !== './models') expect(statSync(join(folder, source))).toBeDefined();
    }
  }
  const presets = [...read(join(folder, 'models.ini')).matchAll(/^\[([\w.-]+)\]$/gm)].map(([, id]) => id);
  const { backends } = v.parse(
    v.looseObject({
      backends: v.array(v.looseObject({ id: v.string(), models: v.optional(v.array(v.looseObject({ id: v.string() })), []) })),
    }),
    JSON.parse(read(join(folder, 'config.json'))),
  );
  expect(presets).toEqual(backends.find(({ id }) => id === 'lab')?.models.map(({ id }) => id));
  expect(services['vllm']?.command).toContain(presets[0]);
});

test('the cluster example is YAML of the kinds it says, unprivileged, with its keys from a secret and its site more than once', () => {
  const documents = parseAllDocuments(read('deploy/kubernetes/stemma.yaml')).map((document) => {
    expect(document.errors).toEqual([]);
    return v.parse(
      v.looseObject({ kind: v.string(), metadata: v.looseObject({ name: v.string(), namespace: v.string() }), spec: v.unknown() }),
      document.toJS(),
    );
  });
  expect(documents.map(({ kind }) => kind)).toEqual(['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy', 'HTTPRoute']);
  const probe = v.object({ httpGet: v.object({ path: v.literal('/healthz'), port: v.string() }), periodSeconds: v.optional(v.number()) });
  const environment = v.array(v.looseObject({ name: v.string(), value: v.optional(v.string()), valueFrom: v.optional(v.unknown()) }));
  const container = v.looseObject({
    securityContext: v.looseObject({ allowPrivilegeEscalation: v.literal(false), readOnlyRootFilesystem: v.literal(true) }),
    readinessProbe: probe,
    livenessProbe: probe,
    env: environment,
    volumeMounts: v.array(v.looseObject({ name: v.string() })),
  });
  const pod = v.looseObject({
    securityContext: v.looseObject({ runAsNonRoot: v.literal(true) }),
    containers: v.tuple([container]),
    volumes: v.array(v.looseObject({ name: v.string() })),
  });
  const deployment = v.parse(v.looseObject({ replicas: v.number(), template: v.looseObject({ spec: pod }) }), documents[0]?.spec);
  expect(deployment.replicas).toBeGreaterThan(1);
  const { containers, volumes } = deployment.template.spec;
  const known = new Set([...read('deploy/stemma.env').matchAll(/^#(STEMMA_\w+)=/gm)].map(([, name]) => name));
  for (const { name, value, valueFrom } of containers[0].env) {
    expect(known).toContain(name);
    if (name.endsWith('_KEY'))
      expect([name, value, JSON.stringify(valueFrom)]).toEqual([name, undefined, expect.stringContaining('secretKeyRef')]);
  }
  expect(containers[0].volumeMounts.map(({ name }) => name).toSorted()).toEqual(volumes.map(({ name }) => name).toSorted());
  const values = v.parse(
    v.looseObject({ servingEngineSpec: v.looseObject({ modelSpec: v.array(v.looseObject({ replicaCount: v.number() })) }) }),
    parse(read('deploy/kubernetes/vllm-values.yaml')),
  );
  expect(values.servingEngineSpec.modelSpec[0]?.replicaCount).toBeGreaterThan(1);
});

test('every path that the operator’s pages name is there', () => {
  for (const page of ['docs/self-hosting.md', 'README.md']) {
    const text = read(page);
    for (const [, path = ''] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
      expect([page, statSync(join(dirname(page), path)).size >= 0]).toEqual([page, true]);
    for (const [path] of text.matchAll(/(?<![\w/])(?:tests\/deploy|deploy|scripts)\/[\w./-]*\w/g))
      expect([path, statSync(path).size >= 0]).toEqual([path, true]);
  }
});

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, missingPrograms } from '../../../scripts/proxies.mjs';

const repository = join(import.meta.dirname, '../../..');

/** Whether the tests of the recipes can run here. Where nobody would notice a skip they must. */
export function canRunProxies(): boolean {
  const missing = missingPrograms();
  if (missing.length > 0 && process.env['CI'] !== undefined) throw new Error(`CI has no ${missing.join(', no ')}: npm test installs them.`);
  return missing.length === 0;
}

export type ProxyKind = 'nginx' | 'caddy';

export interface RealProxy {
  readonly kind: ProxyKind;
  readonly port: number;
  readonly pid: number | undefined;
  /** Where the page is, with its last slash. */
  readonly url: string;
  /** Everything that it wrote: access log, errors, its own output. */
  readonly written: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A test that fails may not come to its end. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const program of running) program.kill();
});

export interface ProxyOptions {
  /** The operator's environment: see deploy/stemma.env. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly configuration?: object;
  readonly tls?: boolean;
  /** Stands in front of a proxy on this port, as a company's own does, and knows nothing of Stemma. */
  readonly front?: number;
  /** Where it listens: all addresses of this machine unless said otherwise. */
  readonly address?: string;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}

/** Starts the recipe of `deploy/` as an operator does, with `dist` and a certificate made for the occasion. */
export async function startProxy(kind: ProxyKind, options: ProxyOptions = {}): Promise<RealProxy> {
  const folder = await mkdtemp(join(tmpdir(), `stemma-${kind}-`));
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const tls = options.tls ?? true;
  await cp(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
  await mkdir(join(folder, 'operator'));
  await writeFile(join(folder, 'operator/config.json'), JSON.stringify(options.configuration ?? {}));
  if (tls) makeCertificate(folder);
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
    STEMMA_ROOT: join(folder, 'dist'),
    STEMMA_CONFIG: join(folder, 'operator/config.json'),
    STEMMA_CONFIG_FOLDER: join(folder, 'operator'),
    STEMMA_HTTP_PORT: String(httpPort),
    STEMMA_HTTPS_PORT: String(httpsPort),
    STEMMA_CERTIFICATE: join(folder, 'certificate.pem'),
    STEMMA_CERTIFICATE_KEY: join(folder, 'key.pem'),
    STEMMA_ACCESS_LOG: join(folder, 'access.log'),
    ...(kind === 'nginx' ? { STEMMA_TLS: tls ? 'on' : 'off' } : { STEMMA_TLS: tls ? 'files' : 'off' }),
    ...(options.address === undefined ? {} : { STEMMA_ADDRESS: options.address }),
    ...(options.front === undefined ? {} : { STEMMA_BEHIND: `127.0.0.1:${options.front}` }),
    STEMMA_SITE: tls ? `:${httpsPort}` : `http://${options.address ?? ''}:${httpPort}`,
    ...options.environment,
  };
  const program = await (kind === 'nginx' ? startNginx : startCaddy)(folder, environment);
  running.add(program);
  let output = '';
  for (const stream of [program.stdout, program.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
  }
  const port = tls ? httpsPort : httpPort;
  const proxy: RealProxy = {
    kind,
    port,
    pid: program.pid,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${environment['STEMMA_PREFIX'] ?? ''}/`,
    async written() {
      const logs = await Promise.all(['access.log', 'error.log'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
      return [...logs, output].join('\n');
    },
    async close() {
      const ended = new Promise((resolve) => {
        program.once('exit', resolve);
      });
      program.kill('SIGTERM');
      if (program.exitCode === null) await ended;
      running.delete(program);
      await rm(folder, { recursive: true, force: true });
    },
  };
  // The port of plain http is there in both cases, and answers its health.
  for (let attempt = 0; ; attempt += 1) {
    const isUp = await fetch(`http://127.0.0.1:${httpPort}/healthz`, { redirect: 'manual' }).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (isUp) return proxy;
    if (program.exitCode !== null || attempt === 100) throw new Error(`${kind} did not start: ${await proxy.written()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

function makeCertificate(folder: string): void {
  const names = ['-subj', '/CN=stemma.test', '-addext', 'subjectAltName=DNS:stemma.test,IP:127.0.0.1'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...files, ...names],
    {
      stdio: 'ignore',
    },
  );
}

/** Runs render.sh; what it wrote is included as Debian's own nginx.conf does. */
export function renderNginx(folder: string, environment: Readonly<Record<string, string>>): void {
  execFileSync(join(repository, 'deploy/nginx/render.sh'), [folder], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function startNginx(folder: string, environment: Record<string, string>): Promise<ChildProcess> {
  await mkdir(join(folder, 'conf.d'));
  if (environment['STEMMA_BEHIND'] === undefined) renderNginx(join(folder, 'conf.d'), environment);
  else {
    const names = Object.keys(environment).map((name) => `\${${name}}`);
    const template = await readFile(join(repository, 'deploy/nginx/front.conf.template'));
    await writeFile(join(folder, 'conf.d/front.conf'), execFileSync('envsubst', [names.join(' ')], { input: template, env: environment }));
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
  const lines = [
    // Only root may change users, and the folder of this test is its own.
    process.getuid?.() === 0 ? 'user root;' : '',
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log info;`,
    'events { worker_connections 1024; }',
    `http { ${temporary.join(' ')} include ${folder}/conf.d/*.conf; }`,
  ];
  await writeFile(join(folder, 'nginx.conf'), lines.join('\n'));
  return spawn(findProgram('nginx') ?? 'nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { env: environment });
}

function startCaddy(folder: string, environment: Record<string, string>): Promise<ChildProcess> {
  const config = join(repository, 'deploy/caddy', environment['STEMMA_BEHIND'] === undefined ? 'Caddyfile' : 'front.Caddyfile');
  return Promise.resolve(
    spawn(findProgram('caddy') ?? 'caddy', ['run', '--config', config, '--adapter', 'caddyfile'], { env: environment, cwd: folder }),
  );
}

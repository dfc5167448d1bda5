import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { root } from './dependencies.mjs';

/**
 * What an open answer costs a proxy, on this machine's loopback only: memory and processor time of one nginx worker and of Caddy while this
 * many answers run through it, each ten words a second, over TLS. About a minute, 400 connections at most. Linux, because it reads /proc.
 * The numbers are for the table in docs/self-hosting.md; nothing is judged here.
 */
const counts = [100, 200, 400];
const seconds = 6;
const wordsPerSecond = 10;
const chunk = (content) =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta: { content } }] })}\n\n`;

/** The model server and the clients are processes of their own, so that they take none of the time that is measured. */
function serveWords() {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const timer = setInterval(() => response.write(chunk('word ')), 1000 / wordsPerSecond);
    response.on('close', () => clearInterval(timer));
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

function listen([port, count]) {
  const body = '{}';
  const request = `POST /api/openai/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  let open = 0;
  for (let index = 0; index < Number(count); index += 1) {
    const socket = connect({ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, () =>
      socket.write(request),
    );
    socket.once('data', () => {
      open += 1;
      if (open === Number(count)) process.send('open');
    });
    socket.on('data', () => undefined);
    socket.on('error', () => process.exit(1));
  }
}

const role = process.argv[2];
if (role === 'serve') serveWords();
else if (role === 'listen') listen(process.argv.slice(3));
else await measure();

function child(...args) {
  const started = spawn(process.execPath, [fileURLToPath(import.meta.url), ...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    started.once('message', (message) => resolve({ message, end: () => started.kill() }));
    started.once('exit', () => reject(new Error(`${args[0]} ended early: too many connections?`)));
  });
}

/** Memory that is the process's own (bytes) and processor time (seconds) of the processes whose command line says so. */
function usage(pattern) {
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && pattern.test(commandOf(name)));
  if (found.length !== 1) throw new Error(`${found.length} processes match ${pattern}.`);
  const [pid] = found;
  const memory = /^Pss_Anon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1];
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return { bytes: Number(memory) * 1024, seconds: (Number(fields[11]) + Number(fields[12])) / 100 };
}
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') + parentOf(pid);
  } catch {
    return '';
  }
}
function parentOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '');
  return ` parent=${stat.split(' ')[1]}`;
}

async function measure() {
  const { module } = await runnerImport(join(root, 'tests/e2e/proxies/real-proxy.ts'), { root, configFile: false, logLevel: 'error' });
  const upstream = await child('serve');
  console.log('proxy  answers  kB of memory each  % of a core for all  answers at 70 % of a core');
  for (const kind of ['nginx', 'caddy']) {
    const limits = { STEMMA_CONNECTIONS: '10000', STEMMA_RATE: '10000r/s', STEMMA_BURST: '10000' };
    const proxy = await module.startProxy(kind, { environment: { STEMMA_OPENAI_URL: `http://127.0.0.1:${upstream.message}`, ...limits } });
    const pattern =
      kind === 'nginx' ? new RegExp(`nginx: worker process.* parent=${proxy.pid}$`) : new RegExp(`caddy run .* parent=${process.pid}$`);
    const before = usage(pattern);
    for (const count of counts) {
      const clients = await child('listen', String(proxy.port), String(count));
      const from = usage(pattern);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      const to = usage(pattern);
      clients.end();
      const share = (to.seconds - from.seconds) / seconds;
      const each = (to.bytes - before.bytes) / count / 1024;
      console.log(
        `${kind}  ${String(count).padStart(7)}  ${each.toFixed(0).padStart(17)}  ${(share * 100).toFixed(1).padStart(19)}  ${Math.floor(
          (0.7 / share) * count,
        )
          .toString()
          .padStart(25)}`,
      );
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    await proxy.close();
  }
  upstream.end();
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { listen } from '../listen.ts';

/** How the mirror treats the next requests for bytes; the description of a repository always comes. */
export interface MirrorMood {
  /** Bytes after which the connection is cut, `null` for never. */
  cutAfter: number | null;
  /** Milliseconds between two pieces. */
  pause: number;
  /** Bytes of a piece. */
  piece: number;
  status: number | null;
  ranges: boolean;
  /** Sends other bytes than it announced. */
  garbled: boolean;
  gated: boolean;
  /** What opens the files of a gated repository. */
  key: string | null;
}

interface Repository {
  readonly files: Readonly<Record<string, Buffer>>;
  readonly card: Readonly<Record<string, unknown>>;
}

export interface HubMirror {
  readonly url: string;
  readonly origins: readonly string[];
  readonly mood: MirrorMood;
  /** Requests in their order: "GET path" with its range, if any. */
  readonly requests: string[];
  /** Keys that came, by who saw them. */
  readonly keys: { readonly hub: string[]; readonly storage: string[] };
  readonly close: () => Promise<void>;
}

const usual: MirrorMood = {
  cutAfter: null,
  pause: 0,
  piece: 64 * 1024,
  status: null,
  ranges: true,
  garbled: false,
  gated: false,
  key: null,
};
export const revision = '0614be6000000000000000000000000000000000';
const fixtures = join(import.meta.dirname, '../fixtures/models');

/** A file of a real model with zeros behind it, so that its download takes a while: the engine reads the tensors that its header names. */
export async function paddedModel(bytes: number): Promise<Buffer> {
  const model = await readFile(join(fixtures, 'llama-random.gguf'));
  return Buffer.concat([model, Buffer.alloc(Math.max(0, bytes - model.length))]);
}

/** A Hub of one's own on two real servers: one describes and sends on, as the Hub does; the other, on another origin, holds the bytes. */
export async function startHubMirror(repositories: Readonly<Record<string, Repository>>): Promise<HubMirror> {
  const mood: MirrorMood = { ...usual };
  const requests: string[] = [];
  const keys: HubMirror['keys'] = { hub: [], storage: [] };
  const fileOf = (path: string): Buffer | undefined => {
    for (const [name, { files }] of Object.entries(repositories)) {
      const prefix = `/${name}/resolve/${revision}/`;
      if (path.startsWith(prefix)) return files[decodeURIComponent(path.slice(prefix.length))];
    }
    return undefined;
  };
  const note = (request: IncomingMessage): string => {
    const path = new URL(request.url ?? '/', 'http://mirror.invalid').pathname;
    requests.push([request.method, path, request.headers.range].filter(Boolean).join(' '));
    return path;
  };

  const storage = await listen((request, response) => {
    if (request.headers.authorization !== undefined) keys.storage.push(request.headers.authorization);
    const path = note(request);
    const whole = fileOf(path);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Content-Range, Content-Length');
    if (mood.status !== null || whole === undefined) {
      response.writeHead(mood.status ?? 404).end('no');
      return;
    }
    void sendBytes(request, response, mood.garbled ? Buffer.from(whole.map((byte, at) => (at < 4 ? byte : byte ^ 1))) : whole, mood);
  });
  const hub = await listen((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Range').end();
      return;
    }
    const path = note(request);
    if (request.headers.authorization !== undefined) keys.hub.push(request.headers.authorization);
    const name = path.replace('/hub/api/models/', '');
    const repository = repositories[name];
    if (path.startsWith('/hub/api/models/') && repository !== undefined) {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(description(name, repository, mood.gated)));
    } else if (mood.gated && path.includes('/resolve/') && request.headers.authorization !== `Bearer ${mood.key}`) {
      response.writeHead(401).end('Access to this repository is restricted.');
    } else if (fileOf(path.replace(/^\/hub/, '')) !== undefined) {
      response.writeHead(302, { Location: `${storage.origin}${path.replace(/^\/hub/, '')}` }).end();
    } else response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":"Repository not found"}');
  });
  return {
    url: `${hub.origin}/hub`,
    origins: [hub.origin, storage.origin],
    mood,
    requests,
    keys,
    close: async () => {
      await Promise.all([hub.close(), storage.close()]);
    },
  };
}

function description(name: string, { files, card }: Repository, gated: boolean): object {
  const siblings = Object.entries(files).map(([rfilename, bytes]) => ({
    rfilename,
    size: bytes.length,
    lfs: { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), pointerSize: 135 },
  }));
  return { id: name, sha: revision, gated: gated ? 'manual' : false, cardData: card, siblings };
}

async function sendBytes(request: IncomingMessage, response: ServerResponse, whole: Buffer, mood: MirrorMood): Promise<void> {
  const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const start = mood.ranges ? asked : 0;
  const isPart = mood.ranges && request.headers.range !== undefined;
  response.writeHead(isPart ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': whole.length - start,
    ...(isPart ? { 'Content-Range': `bytes ${start}-${whole.length - 1}/${whole.length}` } : {}),
  });
  for (let at = start; at < whole.length && !response.destroyed; at += mood.piece) {
    if (mood.cutAfter !== null && at - start >= mood.cutAfter) {
      response.destroy();
      return;
    }
    if (!response.write(whole.subarray(at, at + mood.piece))) {
      await new Promise((resolve) => {
        response.once('drain', resolve);
        response.once('close', resolve);
      });
    }
    if (mood.pause > 0) await new Promise((resolve) => setTimeout(resolve, mood.pause));
  }
  response.end();
}

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../listen.ts';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Settles when the connection is closed before the answer was whole (`false`) or after it (`true`). */
  readonly closed: Promise<boolean>;
}

export interface WireServer {
  readonly origin: string;
  readonly requests: SeenRequest[];
  stop(): Promise<void>;
}

export type Play = (response: ServerResponse, request: SeenRequest) => Promise<void> | void;

/** A real server on a free port that answers as it is told. */
export async function startWireServer(play: Play): Promise<WireServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const closed = new Promise<boolean>((resolve) => {
      response.on('close', () => resolve(response.writableFinished));
    });
    let body = '';
    incoming.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    incoming.on('end', () => {
      const seen = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body, closed };
      requests.push(seen);
      response.socket?.setNoDelay(true);
      void Promise.resolve(play(response, seen)).catch(() => response.destroy());
    });
  });
  const { origin, close } = await listen(server);
  return { origin, requests, stop: close };
}

/** A recorded answer: status line, headers, blank line, body. */
export interface Wire {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function readWire(name: string, kind = 'openai-compatible'): Wire {
  const text = readFileSync(new URL(`../fixtures/wire/${kind}/${name}.http`, import.meta.url), 'utf8');
  const blank = text.indexOf('\n\n');
  const [status = '', ...headers] = text.slice(0, blank).split('\n');
  return {
    status: Number(status.split(' ')[0]),
    headers: Object.fromEntries(headers.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])),
    body: text.slice(blank + 2),
  };
}

/** Bytes between two pauses: a cut is real only if the network has time to deliver the first part alone. */
export async function playWire(
  response: ServerResponse,
  { status, headers, body }: Wire,
  pieceBytes = Number.POSITIVE_INFINITY,
): Promise<void> {
  response.writeHead(status, { 'Access-Control-Allow-Origin': '*', ...headers });
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    response.write(bytes.subarray(at, at + pieceBytes));
    if (pieceBytes < bytes.length) await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}

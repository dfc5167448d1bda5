import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../listen.ts';

export interface ModelServer {
  readonly origin: string;
  /** Every request as it came: method, path and the key it carried. */
  readonly seen: { readonly method: string; readonly path: string; readonly authorization: string | null; readonly body: string }[];
  /** Changes what the server does from now on. */
  readonly settings: ServerSettings;
  readonly close: () => Promise<void>;
}

export interface ServerSettings {
  /** `null`: none is wanted. */
  key: string | null;
  /** Whether pages of other origins may read its answers. */
  admits: boolean;
  /** Holds an answer back until it is whole, like a proxy that buffers. */
  buffers: boolean;
  /** Not 0: refuses everything, and wants to be left alone for so long. */
  pauseSeconds: number;
  /** Answers questions with a redirect to there. */
  redirectTo: string | null;
  readonly model: string;
}

const words = 24;
const pauseMs = 25;

/** A real server of OpenAI's dialect that answers every question with "one two three ...". */
export async function startModelServer(first: Partial<ServerSettings> = {}): Promise<ModelServer> {
  const settings: ServerSettings = {
    key: null,
    admits: true,
    buffers: false,
    pauseSeconds: 0,
    redirectTo: null,
    model: 'test-model',
    ...first,
  };
  const seen: ModelServer['seen'] = [];

  function answer({ method = '', url: path = '', headers }: IncomingMessage, body: string, response: ServerResponse): void {
    if (settings.admits) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', '*, Authorization');
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    }
    if (method === 'OPTIONS') {
      response.end();
      return;
    }
    seen.push({ method, path, authorization: headers.authorization ?? null, body });
    const json = (status: number, content: object): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content));
    };
    if (settings.pauseSeconds > 0) {
      response.setHeader('Retry-After', String(settings.pauseSeconds));
      json(429, { error: { message: 'Too many requests.' } });
    } else if (settings.key !== null && headers.authorization !== `Bearer ${settings.key}`) {
      json(401, { error: { message: `Incorrect key: ${headers.authorization ?? 'none'}`, type: 'authentication_error' } });
    } else if (path === '/v1/models') {
      json(200, { object: 'list', data: [{ id: settings.model, object: 'model', context_length: 4096 }] });
    } else if (path !== '/v1/chat/completions') {
      json(404, { error: { message: 'no such route' } });
    } else if (settings.redirectTo !== null) {
      response.writeHead(307, { Location: settings.redirectTo }).end();
    } else {
      response.setHeader('Content-Type', 'text/event-stream');
      stream(response);
    }
  }

  function stream(response: ServerResponse): void {
    const chunk = (delta: object, reason: string | null): string =>
      `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: settings.model, choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
    let held = '';
    let count = 0;
    const timer = setInterval(() => {
      count += 1;
      const piece = count > words ? `${chunk({}, 'stop')}data: [DONE]\n\n` : chunk({ content: `word${count} ` }, null);
      if (settings.buffers) held += piece;
      else response.write(piece);
      if (count > words) {
        clearInterval(timer);
        response.end(held);
      }
    }, pauseMs);
    response.on('close', () => clearInterval(timer));
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => answer(request, body, response));
  });
  return { ...(await listen(server)), seen, settings };
}

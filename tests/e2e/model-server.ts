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
  /** More models, by id, each with its own way to answer. */
  readonly voices: Readonly<Record<string, Voice>>;
}

/** How one model answers. */
export interface Voice {
  readonly words: readonly string[];
  /** Between two words, in milliseconds. */
  readonly pauseMs: number;
  /** Refuses every question with this status. */
  readonly refuses?: number | undefined;
  /** Says nothing more after so many words, and keeps the connection. */
  readonly stallsAfter?: number;
  /** Breaks the connection after so many words. */
  readonly breaksAfter?: number;
}

const usualVoice: Voice = { words: Array.from({ length: 24 }, (_, place) => `word${place + 1}`), pauseMs: 25 };

/** A real server of OpenAI's dialect that answers every question with "one two three ...". */
export async function startModelServer(first: Partial<ServerSettings> = {}): Promise<ModelServer> {
  const settings: ServerSettings = {
    key: null,
    admits: true,
    buffers: false,
    pauseSeconds: 0,
    redirectTo: null,
    model: 'test-model',
    voices: {},
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
      const ids = Object.keys(settings.voices);
      json(200, {
        object: 'list',
        data: (ids.length === 0 ? [settings.model] : ids).map((id) => ({ id, object: 'model', context_length: 4096 })),
      });
    } else if (path !== '/v1/chat/completions' && path !== '/v1/completions') {
      json(404, { error: { message: 'no such route' } });
    } else if (settings.redirectTo !== null) {
      response.writeHead(307, { Location: settings.redirectTo }).end();
    } else {
      const asked: { readonly model?: string } = JSON.parse(body);
      const model = asked.model !== undefined && Object.hasOwn(settings.voices, asked.model) ? asked.model : settings.model;
      const voice = settings.voices[model] ?? usualVoice;
      if (voice.refuses === undefined) {
        response.setHeader('Content-Type', 'text/event-stream');
        stream(response, model, voice);
      } else json(voice.refuses, { error: { message: `${model} is not willing`, type: 'server_error' } });
    }
  }

  function stream(response: ServerResponse, model: string, { words, pauseMs, stallsAfter, breaksAfter }: Voice): void {
    // A chat reads the delta, a completion the text.
    const chunk = (delta: { readonly content?: string }, reason: string | null): string =>
      `data: ${JSON.stringify({ model, choices: [{ index: 0, delta, text: delta.content ?? '', finish_reason: reason }] })}\n\n`;
    let held = '';
    let count = 0;
    const timer = setInterval(() => {
      if (count === stallsAfter) return;
      if (count === breaksAfter) {
        response.destroy();
        return;
      }
      const word = words[count];
      count += 1;
      const piece = word === undefined ? `${chunk({}, 'stop')}data: [DONE]\n\n` : chunk({ content: `${word} ` }, null);
      if (settings.buffers) held += piece;
      else response.write(piece);
      if (word === undefined) {
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

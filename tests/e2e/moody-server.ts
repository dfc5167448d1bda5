import { createServer } from 'node:http';
import { listen } from '../listen.ts';

export interface MoodyServer {
  readonly origin: string;
  /** Bodies of the requests for an answer, in order. */
  readonly asked: readonly {
    readonly messages?: readonly { readonly role: string; readonly content: string }[];
    readonly prompt?: string;
  }[];
  readonly close: () => Promise<void>;
}

/**
 * A real server whose mood is the last word of the question: "limited" = 429 with Retry-After 2, "tired" the same with 60, "loading" = 503 twice, and then an answer,
 * "busy" = 503 for another reason, "refused" = 401, "broke" = 402,
 * "long" = a prompt that does not fit until only one message is sent, "cut" = the connection ends in the middle. Else it answers.
 */
export async function startMoodyServer(): Promise<MoodyServer> {
  const asked: { messages?: { role: string; content: string }[]; prompt?: string }[] = [];
  let refusals = 0;
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    // It tells nothing of itself: neither how it counts nor what it runs.
    if (request.url?.endsWith('/models') === true) {
      response.end(request.method === 'GET' ? '{"data":[]}' : undefined);
      return;
    }
    if (request.method !== 'POST' || request.url?.endsWith('/completions') !== true) {
      response.statusCode = request.method === 'OPTIONS' ? 200 : 404;
      response.end();
      return;
    }
    let text = '';
    request.on('data', (piece: Buffer) => {
      text += piece.toString();
    });
    request.on('end', () => {
      const body: (typeof asked)[number] = JSON.parse(text);
      asked.push(body);
      const messages = body.messages ?? [];
      const mood = messages.at(-1)?.content.trim().split(' ').at(-1);
      const refuse = (status: number, error: object, headers: Record<string, string> = {}): void => {
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
        response.end(JSON.stringify({ error }));
      };
      if (mood === 'limited') return refuse(429, { message: 'Too many requests.' }, { 'Retry-After': '2' });
      if (mood === 'tired') return refuse(429, { message: 'Too many requests.' }, { 'Retry-After': '60' });
      if (mood === 'loading' && refusals < 2) {
        refusals += 1;
        return refuse(503, { message: 'Loading model', type: 'unavailable_error', code: 503 });
      }
      if (mood === 'busy') return refuse(503, { message: 'Server busy, please try again.' });
      if (mood === 'refused') return refuse(401, { message: 'Invalid API key', type: 'authentication_error', code: 401 });
      if (mood === 'broke') return refuse(402, { message: 'Insufficient credit.' });
      if (mood === 'long' && messages.length > 1) {
        const error = { code: 400, type: 'exceed_context_size_error', message: 'the request exceeds the available context size' };
        return refuse(400, { ...error, n_prompt_tokens: 900, n_ctx: 620 });
      }
      response.setHeader('Content-Type', 'text/event-stream');
      const chunk = (delta: { content?: string }, more: object = {}): string =>
        `data: ${JSON.stringify({ choices: [{ index: 0, delta, text: delta.content ?? '', finish_reason: null, ...more }] })}\n\n`;
      response.write(chunk({ content: 'So it is.' }));
      if (mood === 'cut') {
        setTimeout(() => response.destroy(), 50);
        return undefined;
      }
      const promptTokens = Math.ceil(text.length / 4);
      const usage = { prompt_tokens: promptTokens, completion_tokens: 4, total_tokens: promptTokens + 4 };
      response.end(`${chunk({}, { finish_reason: 'stop' })}data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`);
      return undefined;
    });
  });
  return { ...(await listen(server)), asked };
}

/** The moody server, once with its own template, once as Dolly and once as a base model, the same behind a proxy and without keys, and the guide. */
export function moodyConfiguration(origin: string): object {
  const guide = { id: 'stemma-guide', name: 'Stemma guide', catalog: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  const models = [{ id: 'moody', contextTokens: 1800 }, { id: 'dolly-v2-3b' }, { id: 'pythia-12b' }];
  return {
    defaultModel: 'moody/moody',
    backends: [
      { id: 'moody', kind: 'openai-compatible', label: 'Moody server', url: `${origin}/v1`, models },
      {
        id: 'proxied',
        kind: 'openai-compatible',
        label: 'Proxied server',
        auth: 'proxy',
        url: `${origin}/v1`,
        models: [{ id: 'proxied' }],
      },
      { id: 'open', kind: 'openai-compatible', label: 'Open server', auth: 'none', url: `${origin}/v1`, models: [{ id: 'open' }] },
      { id: 'browser', kind: 'in-browser', label: 'This browser', models: [guide] },
    ],
  };
}

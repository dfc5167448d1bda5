import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listen } from '../listen.ts';

/** A code that was given out, and what must come back with it. */
interface Granted {
  readonly challenge: string;
  readonly redirect: string;
  readonly client: string;
}

export interface HubStandIn {
  readonly origin: string;
  /** Every request as it came. */
  readonly seen: { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
  /** Keys that were given out, newest last. */
  readonly tokens: string[];
  readonly settings: { expiresIn: number; spoilsState: boolean; refusesExchange: boolean };
  readonly close: () => Promise<void>;
}

export interface RouterStandIn {
  readonly origin: string;
  readonly seen: HubStandIn['seen'];
  /** Keys that open it. */
  readonly accepted: Set<string>;
  readonly close: () => Promise<void>;
}

const clientId = 'app-of-the-operator';

function serveRequests(seen: HubStandIn['seen'], answer: (request: HubStandIn['seen'][number], response: ServerResponse) => void): Server {
  return createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      if (one.method !== 'OPTIONS') seen.push(one);
      answer(one, response);
    });
  });
}

/** A real OAuth provider that checks what the standard wants checked: client, redirect address, PKCE with S256, one use of a code. */
export async function startHub(): Promise<HubStandIn> {
  const seen: HubStandIn['seen'] = [];
  const tokens: string[] = [];
  const codes = new Map<string, Granted>();
  const settings: HubStandIn['settings'] = { expiresIn: 28_800, spoilsState: false, refusesExchange: false };

  function consent(url: URL, response: ServerResponse): void {
    const query = url.searchParams;
    const redirect = new URL(query.get('redirect_uri') ?? '');
    const isRight =
      query.get('client_id') === clientId &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256' &&
      /^[\w-]{43}$/.test(query.get('code_challenge') ?? '') &&
      (query.get('state') ?? '').length >= 32 &&
      (query.get('scope') ?? '').split(' ').includes('inference-api') &&
      redirect.hash === '' &&
      redirect.search === '';
    if (!isRight) {
      response.writeHead(400).end('This request is wrong.');
      return;
    }
    const code = randomBytes(12).toString('hex');
    codes.set(code, { challenge: query.get('code_challenge') ?? '', redirect: redirect.href, client: clientId });
    const back = (more: Record<string, string>): string => {
      const target = new URL(redirect);
      const state = settings.spoilsState ? 'a-state-of-somebody-else' : (query.get('state') ?? '');
      target.search = new URLSearchParams({ ...more, state }).toString();
      return target.href.replaceAll('&', '&amp;');
    };
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>Hub</title><h1>Allow?</h1><a href="${back({ code })}">Allow</a> <a href="${back({ error: 'access_denied', error_description: 'no' })}">Deny</a>`,
    );
  }

  function exchange(body: string, response: ServerResponse): void {
    const form = new URLSearchParams(body);
    const code = form.get('code') ?? '';
    const granted = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      !settings.refusesExchange &&
      form.get('grant_type') === 'authorization_code' &&
      granted?.challenge === challenge &&
      granted.redirect === form.get('redirect_uri') &&
      granted.client === form.get('client_id');
    response.setHeader('Content-Type', 'application/json');
    if (!isRight) {
      response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant', error_description: `The code ${code} is not good.` }));
      return;
    }
    const token = `hf_oauth_${randomBytes(16).toString('hex')}`;
    tokens.push(token);
    response.end(
      JSON.stringify({ access_token: token, token_type: 'bearer', expires_in: settings.expiresIn, scope: 'openid', id_token: 'x.y.z' }),
    );
  }

  const server = serveRequests(seen, ({ method, url, body }, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    const address = new URL(url, 'http://hub.invalid');
    if (method === 'GET' && address.pathname === '/oauth/authorize') consent(address, response);
    else if (method === 'POST' && address.pathname === '/oauth/token') exchange(body, response);
    else response.writeHead(404).end();
  });
  return { ...(await listen(server)), seen, tokens, settings };
}

const text = { input_modalities: ['text'], output_modalities: ['text'] };
const llama = 'meta-llama/Llama-3.1-8B-Instruct';
const models = [
  {
    id: llama,
    object: 'model',
    owned_by: 'meta-llama',
    architecture: text,
    providers: [
      { provider: 'novita', status: 'live', context_length: 16_384, pricing: { input: 0.02, output: 0.05 }, supports_tools: false },
      { provider: 'together', status: 'live', context_length: 131_072, pricing: { input: 0.18, output: 0.18 }, supports_tools: true },
      { provider: 'nscale', status: 'error', context_length: 8192 },
    ],
  },
  { id: 'databricks/dolly-v2-3b', object: 'model', architecture: text, providers: [{ provider: 'featherless-ai', status: 'live' }] },
  {
    id: 'example/drawing',
    object: 'model',
    architecture: { output_modalities: ['image'] },
    providers: [{ provider: 'novita', status: 'live' }],
  },
];

/** A router in the manner of Hugging Face's: the list is public, a question needs a key, a header names who answered. */
export async function startRouter(): Promise<RouterStandIn> {
  const seen: HubStandIn['seen'] = [];
  const accepted = new Set<string>();
  const server = serveRequests(seen, ({ method, url, headers, body }, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-HF-Bill-To');
    response.setHeader('Access-Control-Expose-Headers', 'x-inference-provider');
    if (method === 'OPTIONS') {
      response.end();
      return;
    }
    const key = headers.authorization?.replace('Bearer ', '') ?? null;
    if (method === 'GET' && url === '/v1/models') {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: models }));
    } else if (method !== 'POST' || url !== '/v1/chat/completions') response.writeHead(404).end();
    else if (key === null || !accepted.has(key)) {
      response.writeHead(401, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: `Invalid token ${key ?? ''}` }));
    } else {
      const { model } = JSON.parse(body);
      const [name = '', company = 'together'] = String(model).split(':');
      response.setHeader('Content-Type', 'text/event-stream');
      response.setHeader('x-inference-provider', company);
      const chunk = (delta: object, reason: string | null): string =>
        `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: name.toLowerCase(), choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
      response.write(chunk({ role: 'assistant', content: '' }, null));
      response.write(chunk({ content: `Answered by ${company}.` }, null));
      response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
    }
  });
  return { ...(await listen(server)), seen, accepted };
}

export { clientId, llama };

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

/** One request as it came out of the proxy. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds since 1970 when the connection of the answer closed before it was whole; `null`: it did not. */
  brokenAt: number | null;
}

export interface Upstream {
  readonly origin: string;
  readonly port: number;
  readonly seen: Seen[];
  /** What it does with a question from now on. */
  behaviour: Behaviour;
  /** Sends one word more to every open answer. */
  readonly say: (word: string) => void;
  /** Ends every open answer as a model does. */
  readonly finish: () => void;
  readonly openAnswers: () => number;
  readonly close: () => Promise<void>;
}

type Behaviour =
  /** Begins an answer; its words come from `say`. */
  | { readonly kind: 'talk' }
  /** Takes the question and sends nothing, not even headers, like a server whose slots are taken. */
  | { readonly kind: 'silent' }
  /** Says a word and dies. */
  | { readonly kind: 'crash' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string>; readonly body: (seen: Seen) => string };

const chunk = (delta: object, reason: string | null): string =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: 'test-model', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;

/** A model server of OpenAI's dialect whose every word the test decides: what a page shows is known without looking at a clock. */
export async function startUpstream(): Promise<Upstream> {
  const seen: Seen[] = [];
  const open = new Set<ServerResponse>();

  function answer(asked: Seen, response: ServerResponse): void {
    const { behaviour } = upstream;
    if (!asked.path.endsWith('/completions')) {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': 'from=upstream', 'Access-Control-Allow-Origin': '*' });
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'test-model', object: 'model' }] }));
    } else if (behaviour.kind === 'status') {
      response.writeHead(behaviour.status, { 'Content-Type': 'application/json', ...behaviour.headers }).end(behaviour.body(asked));
    } else {
      open.add(response);
      response.on('close', () => {
        open.delete(response);
        if (!response.writableFinished) asked.brokenAt = Date.now();
      });
      if (behaviour.kind === 'silent') return;
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(chunk({ role: 'assistant', content: '' }, null));
      if (behaviour.kind === 'crash') {
        response.write(chunk({ content: 'half ' }, null));
        setTimeout(() => response.destroy(), 200);
      }
    }
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      const asked: Seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body, brokenAt: null };
      seen.push(asked);
      answer(asked, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address.');
  const upstream: Upstream = {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    seen,
    behaviour: { kind: 'talk' },
    say(word) {
      for (const response of open) response.write(chunk({ content: word }, null));
    },
    finish() {
      for (const response of open) response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
    },
    openAnswers: () => open.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return upstream;
}

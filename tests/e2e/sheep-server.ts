import { createServer } from 'node:http';

/** What every answer says. */
export const wholeAnswer = 'The first sheep jumps over the fence, the second follows, and the third one, being tired, stays where it is.';

interface Asked {
  readonly model: string;
  readonly seed?: number;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}

export interface SheepServer {
  readonly origin: string;
  /** Bodies of the requests for an answer, in order. */
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}

/** Characters of a piece, and the milliseconds between two. */
const pieceLength = 4;
const pauses = { quick: 3, slow: 70 };
/** Where an answer to "cut" reaches its length: in the middle of a word. */
const cutAt = 29;

/**
 * A real server that presents itself as llama.cpp: each model gives the same answer, goes on from the beginning of one to the letter, and
 * ends early at the word "cut" in the question; "slow" gives time to stop it. With a seed it says which. The model "eye" reads pictures.
 */
export async function startSheepServer(): Promise<SheepServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method === 'OPTIONS') {
      response.end();
      return;
    }
    if (request.url === '/v1/models') {
      const modalities = { alpha: ['text'], beta: ['text'], eye: ['text', 'image'] };
      const data = Object.entries(modalities).map(([id, input]) => ({
        id,
        owned_by: 'llamacpp',
        architecture: { input_modalities: input },
      }));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ data }));
      return;
    }
    if (request.url !== '/v1/chat/completions') {
      // It tells nothing more of itself.
      response.setHeader('Content-Type', 'application/json');
      response.end('{}');
      return;
    }
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      const question: Asked = JSON.parse(body);
      asked.push(question);
      const last = question.messages.at(-1);
      const begun = last?.role === 'assistant' ? String(last.content) : '';
      const words = JSON.stringify(question.messages.findLast(({ role }) => role === 'user')?.content);
      const whole = question.seed === undefined ? wholeAnswer : `${wholeAnswer} (${question.seed})`;
      const isCut = begun === '' && words.includes('cut');
      let at = whole.startsWith(begun) ? begun.length : 0;
      const end = isCut ? cutAt : whole.length;
      response.setHeader('Content-Type', 'text/event-stream');
      const chunk = (delta: object, reason: string | null): string =>
        `data: ${JSON.stringify({ model: question.model, choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
      const timer = setInterval(
        () => {
          if (at < end) {
            response.write(chunk({ content: whole.slice(at, Math.min(end, at + pieceLength)) }, null));
            at += pieceLength;
            return;
          }
          clearInterval(timer);
          response.end(`${chunk({}, isCut ? 'length' : 'stop')}data: [DONE]\n\n`);
        },
        words.includes('slow') ? pauses.slow : pauses.quick,
      );
      response.on('close', () => clearInterval(timer));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function sheepConfiguration(origin: string): object {
  const guide = { id: 'stemma-guide', name: 'Stemma guide', catalog: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  return {
    defaultModel: 'sheep/alpha',
    backends: [
      { id: 'sheep', kind: 'openai-compatible', label: 'Sheep server', url: `${origin}/v1` },
      { id: 'browser', kind: 'in-browser', label: 'This browser', models: [guide] },
    ],
  };
}

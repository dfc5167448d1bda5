import { createServer } from 'node:http';
import { listen } from '../listen.ts';

export interface SlowServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const countedWords = Array.from({ length: 199 }, (_, index) => `word${index + 1}`);

/** A real server that speaks the chat protocol slowly: these words, one every 40 ms, until the client goes away. */
export async function startSlowServer(words: readonly string[] = countedWords): Promise<SlowServer> {
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method === 'OPTIONS') {
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'text/event-stream');
    const chunk = (delta: object, reason: string | null): string => {
      const choices = [{ index: 0, delta, finish_reason: reason }];
      return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'slow-model', choices })}\n\n`;
    };
    let count = 0;
    const timer = setInterval(() => {
      const word = words[count];
      count += 1;
      if (word !== undefined) response.write(chunk({ content: `${word} ` }, null));
      else response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
    }, 40);
    response.on('close', () => clearInterval(timer));
  });
  return listen(server);
}

/** A configuration with the slow server first and the guide beside it. */
export function slowConfiguration(origin: string): { readonly defaultModel: string; readonly backends: readonly object[] } {
  const guide = { id: 'stemma-guide', name: 'Stemma guide', catalog: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  return {
    defaultModel: 'slow/slow-model',
    backends: [
      { id: 'slow', kind: 'openai-compatible', label: 'Slow server', url: `${origin}/v1`, models: [{ id: 'slow-model' }] },
      { id: 'browser', kind: 'in-browser', label: 'This browser', models: [guide] },
    ],
  };
}

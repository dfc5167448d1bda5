import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, composer, type RunningApp, startApp } from './app.ts';
import { type Listening, listen } from '../listen.ts';

/** Speaks Ollama's own dialect: one model on the disk, one that is passed on to a cloud. */
function createOllama(): Server {
  const tags = {
    models: [
      { name: 'hf.co/mradermacher/dolly-v2-3b-GGUF:Q4_K_M', digest: 'aaa', capabilities: ['completion'] },
      { name: 'gpt-oss:120b-cloud', digest: 'bbb', remote_model: 'gpt-oss:120b', remote_host: 'https://ollama.com:443' },
    ],
  };
  return createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    const path = request.url ?? '';
    if (request.method === 'OPTIONS') response.end();
    else if (path === '/api/tags') response.setHeader('Content-Type', 'application/json').end(JSON.stringify(tags));
    else if (path === '/api/ps') response.setHeader('Content-Type', 'application/json').end('{"models":[]}');
    else {
      let body = '';
      request.on('data', (piece: Buffer) => {
        body += piece.toString();
      });
      request.on('end', () => {
        const { model, raw } = JSON.parse(body);
        const line = (text: string, more: object): string => {
          const words = path === '/api/chat' ? { message: { role: 'assistant', content: text } } : { response: text };
          return `${JSON.stringify({ model, ...words, ...more })}\n`;
        };
        response.setHeader('Content-Type', 'application/x-ndjson');
        response.write(line(raw === true ? 'Asked raw. ' : 'Asked by the template. ', { done: false }));
        response.end(line('', { done: true, done_reason: 'stop', prompt_eval_count: 9, eval_count: 3, eval_duration: 1e9 }));
      });
    }
  });
}

let app: RunningApp;
let closeServer: Listening['close'];
beforeAll(async () => {
  const { origin, close } = await listen(createOllama());
  closeServer = close;
  app = await startApp({ backends: [{ id: 'ollama', kind: 'ollama', label: 'My Ollama', url: origin }] }, [origin]);
});
afterAll(async () => {
  await app.close();
  await closeServer();
});

test("Ollama's models are listed and answer; of a cloud model it is said where the words go, in the picker and before sending", async () => {
  const { page, troubles } = await app.visit({ locale: 'en-US' });
  const picker = page.getByRole('button', { name: /^Model: / });
  await picker.click();
  const cloud = page.getByRole('option', { name: /gpt-oss:120b-cloud/ });
  await expect.poll(() => cloud.innerText()).toContain('Runs at ollama.com');
  await cloud.click();
  await page.getByText('What you type is sent to My Ollama, which passes it on to ollama.com.').waitFor();
  expect(await ask(page, 'Where do you run?')).toBe('Asked by the template.');
  await picker.click();
  const own = page.getByRole('option', { name: /Dolly v2 3B/ });
  expect(await own.innerText()).not.toContain('Runs at');
  await own.click();
  await page.getByText('What you type is sent to My Ollama.').waitFor();
  expect(await ask(page, 'How are you asked?')).toBe('Asked raw.');
  await expect.poll(() => composer(page).isVisible()).toBe(true);
  expect(troubles).toEqual([]);
});

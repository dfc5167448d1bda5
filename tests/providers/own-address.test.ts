import { expect, test } from 'vitest';
import { readAddress, type ServerKind } from '#providers/own-address.ts';

const page = new URL('https://page.example/stemma/');

test.each<[string, ServerKind, string]>([
  ['localhost:8080', 'openai-compatible', 'http://localhost:8080/v1'],
  ['127.0.0.1:1234/v1/', 'openai-compatible', 'http://127.0.0.1:1234/v1'],
  ['[::1]:8000', 'openai-compatible', 'http://[::1]:8000/v1'],
  ['192.168.0.7:8000', 'openai-compatible', 'http://192.168.0.7:8000/v1'],
  ['models.example', 'openai-compatible', 'https://models.example/v1'],
  ['  http://host:8080  ', 'openai-compatible', 'http://host:8080/v1'],
  ['https://host/team/openai/v1', 'openai-compatible', 'https://host/team/openai/v1'],
  ['https://host/v1/chat/completions', 'openai-compatible', 'https://host/v1'],
  ['https://host/v1/models/', 'openai-compatible', 'https://host/v1'],
  ['/llm/v1', 'openai-compatible', 'https://page.example/llm/v1'],
  ['http://localhost:11434', 'ollama', 'http://localhost:11434/'],
  ['http://localhost:11434/api/chat', 'ollama', 'http://localhost:11434/'],
  ['http://localhost:11434/v1', 'ollama', 'http://localhost:11434/'],
  ['https://host/ollama/api', 'ollama', 'https://host/ollama'],
  ['localhost:3000/v1/chat/completions', 'text-generation-inference', 'http://localhost:3000/'],
  ['localhost:3000/generate_stream', 'text-generation-inference', 'http://localhost:3000/'],
])('%j of the kind %s is kept as %s', (text, kind, url) => {
  expect(readAddress(text, kind, page)).toEqual({ ok: true, url });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['my server', 'unreadable'],
  ['http://', 'unreadable'],
  ['http://[::1', 'unreadable'],
  ['ftp://host/v1', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['http://me:secret@host/v1', 'user'],
  ['me@host', 'user'],
  ['http://host/v1?key=1', 'query'],
  ['http://host/v1#models', 'query'],
])('%j is refused: %s', (text, problem) => {
  expect(readAddress(text, 'openai-compatible', page)).toEqual({ ok: false, problem });
});

import { describe, expect, test } from 'vitest';
import { hubRepository } from '#catalog/hub-repository.ts';

describe('a repository of the Hub', () => {
  test.each([
    ['meta-llama/Llama-3.1-8B', 'meta-llama/Llama-3.1-8B'],
    [' databricks/dolly-v2-3b ', 'databricks/dolly-v2-3b'],
    ['https://huggingface.co/Qwen/Qwen2.5-0.5B', 'Qwen/Qwen2.5-0.5B'],
    ['https://huggingface.co/Qwen/Qwen2.5-0.5B/blob/main/README.md?plain=1', 'Qwen/Qwen2.5-0.5B'],
    ['hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M', 'bartowski/Llama-3.2-1B-Instruct-GGUF'],
  ])('is read from %s', (text, repository) => {
    expect(hubRepository(text)).toBe(repository);
  });

  test.each([
    'gpt2',
    '',
    '/etc/passwd',
    'a/../b',
    'models/foo.gguf',
    './local/folder',
    'a/b/c',
    'lab/name?x=1#y z',
    'lab/na me',
    'lab/--name',
    'lab/name%2F..',
    'https://example.com/owner/name',
    'https://huggingface.co.example.com/owner/name',
    'https://huggingface.co/datasets/OpenAssistant',
    'javascript:alert/1',
    'file:///owner/name',
    `owner/${'x'.repeat(97)}`,
  ])('is not read from %j', (text) => {
    expect(hubRepository(text)).toBeNull();
  });
});

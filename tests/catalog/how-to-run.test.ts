import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import conversions from '#catalog/gguf-conversions.json' with { type: 'json' };
import { runRecipes, runState } from '#catalog/how-to-run.ts';

const card = (id: string) => {
  const model = catalog.models.get(id);
  if (model === undefined) throw new Error(`There is no card "${id}".`);
  return model;
};
const recipesOf = (id: string) => runRecipes(card(id));

describe('how a model is run', () => {
  test('Dolly: a file for llama.cpp and Ollama that was seen, and the original for vLLM', () => {
    expect(recipesOf('dolly-v2-3b').map(({ commands }) => commands[0])).toEqual([
      'llama-server -hf mradermacher/dolly-v2-3b-GGUF:Q4_K_M --alias dolly-v2-3b --port 8080 -c 2048',
      'ollama pull hf.co/mradermacher/dolly-v2-3b-GGUF:Q4_K_M',
      'vllm serve databricks/dolly-v2-3b --served-model-name dolly-v2-3b --port 8000 --max-model-len 2048',
    ]);
  });

  test('Ollama is spoken to in its own dialect, and its model has the name that it was pulled by', () => {
    const ollama = recipesOf('dolly-v2-3b').find(({ engine }) => engine === 'ollama');
    expect(ollama).toMatchObject({ kind: 'ollama', url: 'http://localhost:11434', servedAs: 'hf.co/mradermacher/dolly-v2-3b-GGUF:Q4_K_M' });
    expect(ollama?.commands[0]).toBe(`ollama pull ${ollama?.servedAs}`);
  });

  test('Open Assistant: no file was seen, so it is converted first', () => {
    const [llama] = recipesOf('oasst-sft-4-pythia-12b');
    expect(llama?.commands).toHaveLength(3);
    expect(llama?.commands[1]).toContain('convert_hf_to_gguf.py');
  });

  test('StableVicuna: a difference to LLaMA is never offered to an engine as if it were whole', () => {
    expect(runState(card('stable-vicuna-13b'))).toBe('join-first');
    for (const { commands } of recipesOf('stable-vicuna-13b')) expect(commands.join()).not.toContain('stable-vicuna-13b-delta');
  });

  test('nothing is offered of a model whose weights nobody has', () => {
    for (const model of catalog.models.values()) {
      if (runState(model) === 'closed') expect(runRecipes(model)).toEqual([]);
    }
    expect(recipesOf('gpt-4')).toEqual([]);
  });

  test('every file belongs to a card, and every command names a model that the page will recognise', () => {
    for (const { model } of conversions) expect(catalog.models.has(model)).toBe(true);
    for (const model of catalog.models.values()) {
      for (const { commands, url } of runRecipes(model)) {
        expect(commands.join('\n')).toMatch(/^\S/);
        expect(new URL(url).hostname).toBe('localhost');
      }
    }
  });
});

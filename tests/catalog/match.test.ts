import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { findModels, matchModel, unknownModelNames } from '../../src/catalog/match.ts';
import { nameKey, pieces } from '../../src/catalog/name-index.ts';

const named = (text: string): readonly string[] => findModels(builtInCatalog, text).map(({ modelId }) => modelId);
const unknown = (text: string): readonly string[] => unknownModelNames(builtInCatalog, text).map((name) => name.text);

describe('names of models in a text', () => {
  test.each([
    ['Who made Dolly v2 3B?', ['dolly-v2-3b']],
    ['who made dolly?', ['dolly-v2-12b']],
    ['dolly-v2-7b license', ['dolly-v2-7b']],
    ['Is databricks/dolly-v2-3b MIT?', ['dolly-v2-3b']],
    ['Compare StableVicuna with Open Assistant', ['stable-vicuna-13b', 'oasst-sft-4-pythia-12b']],
    ['stable vicuna 13b', ['stable-vicuna-13b']],
    ['What is LLaMA?', ['llama-13b']],
    ['llama 7b', ['llama-7b']],
    ['Llama 2 and llama-3.1-8b-instruct', ['llama-2-13b', 'llama-3.1-8b-instruct']],
    ['LLaMA 30B', ['llama-33b']],
    ['ChatGPT, GPT-4 and gpt3', ['chatgpt', 'gpt-4', 'gpt-3']],
    ['Dolly能商用吗？', ['dolly-v2-12b']],
    ['通义千问是谁做的', ['qwen3-8b']],
    ['Qwen2.5-0.5B-Instruct', ['qwen2.5-0.5b-instruct']],
    ['qwen2.5 0.5b', ['qwen2.5-0.5b']],
    ['SmolLM2 135M Instruct', ['smollm2-135m-instruct']],
    ['DeepSeek-R1-Distill-Llama-8B', ['deepseek-r1-distill-llama-8b']],
    ['deepseek r1', ['deepseek-r1']],
    ['gpt-neox-20b vs pythia 12b', ['gpt-neox-20b', 'pythia-12b']],
    ['may we use Open Assistant SFT-1 (Pythia 12B)?', ['oasst-sft-1-pythia-12b']],
    ['may i use open assistant sft-6 llama 30b there', ['oasst-sft-6-llama-30b']],
    ['databricks dolly v1 for profit?', ['dolly-v1-6b']],
    ['stablelm zephyr 1.6b: can an unpaid club use it', ['stablelm-2-zephyr-1.6b']],
    ['qwen2.5 math how many params', ['qwen2.5-math-1.5b']],
    ['when was the very first vicuna (v0) published', ['vicuna-13b-v0']],
    ['What was released by Meta in 2023?', []],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each([
    ['Is Llama-4 open?', ['Llama-4']],
    ['Who made GPT-4o?', ['GPT-4o']],
    ['GPT-5 license', ['GPT-5']],
    ['How big is Mixtral 8x7B?', ['Mixtral 8']],
    ['Claude 3 or Gemini', ['Claude 3', 'Gemini']],
    ['Qwen4 license', ['Qwen4']],
    ['dolly v3', ['dolly v3']],
    ['llama 2 9b', ['llama 2 9b']],
    ['Foobar-7B', ['Foobar-7B']],
    ['文心一言是谁做的', ['文心一言']],
    ['mistral large, can i redistribute it', ['mistral large']],
    ['who developed Command R+', ['Command R+']],
    ['how to run codestral 22b', ['codestral 22b']],
    ['flan-t5-xxl commercial?', ['flan-t5-xxl']],
    ['Step-2 是谁家的模型', ['Step-2']],
  ])('%s: no card', (text, expected) => {
    expect(unknown(text)).toEqual(expected);
    expect(named(text)).toEqual([]);
  });

  test('the program llama.cpp is not the model LLaMA', () => {
    expect(named('How do I connect llama.cpp?')).toEqual([]);
    expect(unknown('How do I connect llama.cpp?')).toEqual([]);
    expect(named('How do I connect Ollama?')).toEqual([]);
  });

  test('offsets cut the name out of the text', () => {
    const text = '关于 Dolly v2 3B 的许可证';
    expect(findModels(builtInCatalog, text).map(({ start, end }) => text.slice(start, end))).toEqual(['Dolly v2 3B']);
  });
});

describe('a model that a server names', () => {
  test.each([
    ['dolly-v2-3b', 'dolly-v2-3b'],
    ['databricks/dolly-v2-3b', 'dolly-v2-3b'],
    ['Databricks/Dolly-v2-3B', 'dolly-v2-3b'],
    ['dolly-v2-3b.Q4_K_M.gguf', 'dolly-v2-3b'],
    ['/models/dolly-v2-3b-Q8_0.gguf', 'dolly-v2-3b'],
    ['Llama-3.1-8B-Instruct-Q4_K_M.gguf', 'llama-3.1-8b-instruct'],
    ['qwen2.5-0.5b-instruct-q4_k_m.gguf', 'qwen2.5-0.5b-instruct'],
    ['oasst-sft-4-pythia-12b-epoch-3.5', 'oasst-sft-4-pythia-12b'],
    ['hf.co/TheBloke/stable-vicuna-13B-GGUF:Q4_K_M', 'stable-vicuna-13b'],
  ])('%s is %s', (server, expected) => {
    expect(matchModel(builtInCatalog, server)).toBe(expected);
  });

  test.each([
    'llama',
    'gpt-4o',
    'dolly-v2-3b-uncensored',
    'evil/dolly-v2-3b2',
    'llama-3.1-8b-instruct-abliterated',
    'qwen',
    'd0lly-v2-3b',
    '',
  ])('"%s" is nobody we know', (server) => {
    expect(matchModel(builtInCatalog, server)).toBeNull();
  });
});

describe('the key of a name', () => {
  const names = [...builtInCatalog.models.values()].flatMap(({ id, name, hubId, aliases }) => [id, name, hubId ?? id, ...aliases]);

  test('begins with the key of each of its beginnings, and is the same wherever the name stands', () => {
    const parts = fc.oneof(
      fc.constantFrom(...names),
      fc.constantFrom('v2', '7b', '7bx', 'xv2', '3.1', '问', 'é', '-', ' ', 'Llama2', '_2'),
    );
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 5 }), fc.nat(), (words, choice) => {
        const text = words.join(' '.repeat(choice % 2));
        const all = pieces(text);
        const at = all.length === 0 ? 0 : choice % all.length;
        const first = all[at];
        let before = '';
        for (const last of all.slice(at)) {
          const key = nameKey(text.slice(first?.start, last.end));
          expect(key.startsWith(before)).toBe(true);
          before = key;
        }
        expect(nameKey(text.slice(first?.start, first?.end))).toBe(first?.text ?? '');
      }),
      { numRuns: 500 },
    );
  });
});

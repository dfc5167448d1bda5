import { conversionOf } from './gguf-conversions.ts';
import type { Model } from './schema.ts';

/** Why a model can or cannot be run by anybody. `join-first`: published as a difference to another model's weights. */
export type RunState = 'served' | 'join-first' | 'closed' | 'unknown';

/** What a person types to serve a model, in order. The server then speaks the OpenAI wire under `url`. */
export interface RunRecipe {
  readonly engine: 'llama-cpp' | 'ollama' | 'vllm';
  readonly commands: readonly string[];
  readonly url: string;
  /** Size of the download, where the file was seen. */
  readonly gigabytes: number | null;
}

export function runState({ weights, architecture }: Model): RunState {
  const form = weights.form.value;
  if (form === 'closed' || form === 'not-published') return 'closed';
  if (form !== 'full') return 'join-first';
  return architecture.runsOnLlamaCpp.value === null ? 'unknown' : 'served';
}

/**
 * Commands that serve a model on one machine, for the engines that are known to run it; empty if there is nothing to download. Stemma
 * formats the prompt itself, so no chat template is given to the server.
 */
export function runRecipes(model: Model): readonly RunRecipe[] {
  const { id, hubId, architecture, weights, contextTokens } = model;
  if (id === 'stemma-guide') return [];
  const conversion = conversionOf(id);
  const context = contextTokens.value;
  const recipes: RunRecipe[] = [];
  const llama = { engine: 'llama-cpp', url: 'http://localhost:8080/v1' } as const;
  const serve = (weightsOption: string): string =>
    `llama-server ${weightsOption} --alias ${id} --port 8080${context === null ? '' : ` -c ${context}`}`;
  if (conversion !== undefined) {
    const file = `${conversion.repository}:${conversion.quantization}`;
    recipes.push({ ...llama, commands: [serve(`-hf ${file}`)], gigabytes: conversion.gigabytes });
    recipes.push({
      engine: 'ollama',
      commands: [`ollama pull hf.co/${file}`, 'ollama serve'],
      url: 'http://localhost:11434/v1',
      gigabytes: conversion.gigabytes,
    });
  } else if (hubId !== null && weights.form.value === 'full' && architecture.runsOnLlamaCpp.value === true) {
    recipes.push({
      ...llama,
      commands: [
        `hf download ${hubId} --local-dir ${id}`,
        `python convert_hf_to_gguf.py ${id} --outtype q8_0 --outfile ${id}.gguf`,
        serve(`-m ${id}.gguf`),
      ],
      gigabytes: null,
    });
  }
  if (hubId !== null && weights.form.value === 'full' && model.kind !== 'image') {
    recipes.push({
      engine: 'vllm',
      commands: [`vllm serve ${hubId} --served-model-name ${id} --port 8000${context === null ? '' : ` --max-model-len ${context}`}`],
      url: 'http://localhost:8000/v1',
      gigabytes: null,
    });
  }
  return recipes;
}

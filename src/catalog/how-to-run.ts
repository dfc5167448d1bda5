import { conversionOf } from './gguf-conversions.ts';
import type { Model } from './schema.ts';

/** Why a model can or cannot be run by anybody. `join-first`: published as a difference to another model's weights. */
export type RunState = 'served' | 'join-first' | 'closed' | 'unknown';

/** What a person types to serve a model, in order, and how the server is reached then. */
export interface RunRecipe {
  readonly engine: 'llama-cpp' | 'ollama' | 'vllm';
  readonly commands: readonly string[];
  /** Dialect that the server is spoken to in: a kind of backend of config.json. */
  readonly kind: 'openai-compatible' | 'ollama';
  readonly url: string;
  /** Name of the model at the server. */
  readonly servedAs: string;
  /** Size of the download, where the file was seen. */
  readonly gigabytes: number | null;
}

export function runState({ weights, architecture }: Model): RunState {
  const form = weights.form.value;
  if (form === 'closed' || form === 'not-published') return 'closed';
  if (form !== 'full') return 'join-first';
  return architecture.runsOnLlamaCpp.value === null ? 'unknown' : 'served';
}

/** Whether its maker asks a person to agree to terms before the weights can be fetched. */
export function isGated({ weights }: Model): boolean {
  return /^(auto|manual-or-form|request form)$/.test(weights.gated.value);
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
  const llama = { engine: 'llama-cpp', kind: 'openai-compatible', url: 'http://localhost:8080/v1', servedAs: id } as const;
  const serve = (weightsOption: string): string =>
    `llama-server ${weightsOption} --alias ${id} --port 8080${context === null ? '' : ` -c ${context}`}`;
  if (conversion !== undefined) {
    const file = `${conversion.repository}:${conversion.quantization}`;
    recipes.push({ ...llama, commands: [serve(`-hf ${file}`)], gigabytes: conversion.gigabytes });
    recipes.push({
      engine: 'ollama',
      kind: 'ollama',
      commands: [`ollama pull hf.co/${file}`, 'ollama serve'],
      url: 'http://localhost:11434',
      servedAs: `hf.co/${file}`,
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
      kind: 'openai-compatible',
      commands: [`vllm serve ${hubId} --served-model-name ${id} --port 8000${context === null ? '' : ` --max-model-len ${context}`}`],
      url: 'http://localhost:8000/v1',
      servedAs: id,
      gigabytes: null,
    });
  }
  return recipes;
}

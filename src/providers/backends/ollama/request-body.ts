import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import type { GenerationRequest, SamplingParameters, Turn } from '../../provider.ts';

/**
 * By default Ollama cuts a history that is too long (`truncate`) and drops the oldest words while it writes (`shift`), both without a word.
 * What is left out is for Stemma to decide and to show, so both are switched off: a prompt that is too long is an error then.
 */
const always = { stream: true as const, truncate: false, shift: false };

/** The window of the configuration is asked for; without it Ollama chooses one by the memory of its machine. Tokens. */
function optionsOf({ maxTokens, temperature, topP, topK, repetitionPenalty, seed }: SamplingParameters, contextTokens: number | null) {
  return {
    ...(maxTokens === undefined ? {} : { num_predict: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(topK === undefined ? {} : { top_k: topK }),
    ...(repetitionPenalty === undefined ? {} : { repeat_penalty: repetitionPenalty }),
    ...(seed === undefined ? {} : { seed }),
    ...(contextTokens === null ? {} : { num_ctx: contextTokens }),
  };
}

/** Body of `/api/chat`: the server writes the prompt with the template of its model. */
export function chatBody({ modelId, system, turns, parameters }: GenerationRequest, contextTokens: number | null) {
  const first = system === null ? [] : [{ role: 'system' as const, content: system }];
  return {
    ...always,
    model: modelId,
    messages: [...first, ...turns.map(chatMessage)],
    options: optionsOf(parameters, contextTokens),
  };
}

function chatMessage({ role, text, images = [] }: Turn) {
  return { role, content: text, ...(images.length === 0 ? {} : { images: images.map(({ data }) => data) }) };
}

/** Body of `/api/generate` with a prompt that was written here. */
export function generateBody({ modelId, parameters }: GenerationRequest, { text, stop }: RenderedPrompt, contextTokens: number | null) {
  return { ...always, model: modelId, prompt: text, raw: true, options: { ...optionsOf(parameters, contextTokens), stop } };
}

import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { usualMaxTokens } from '../../known-parameters.ts';
import type { GenerationRequest, SamplingParameters, Turn } from '../../provider.ts';

/** What is known of the program behind the address. Unknown fields are refused by strict services, so llama.cpp's are sent to llama.cpp only. */
export type Engine = 'llama.cpp' | 'vllm' | 'unknown';

/** OpenAI's own service takes no more; the others are found here in the text. */
const mostStopStrings = 4;

function sampling(parameters: SamplingParameters, engine: Engine) {
  const { maxTokens, temperature, topP, topK, repetitionPenalty, seed } = parameters;
  return {
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(topK === undefined ? {} : { top_k: topK }),
    ...(seed === undefined ? {} : { seed }),
    // vLLM and text-generation-inference know the first name, llama.cpp the second, and each passes over the other's.
    ...(repetitionPenalty === undefined || engine === 'llama.cpp' ? {} : { repetition_penalty: repetitionPenalty }),
    ...(repetitionPenalty === undefined ? {} : { repeat_penalty: repetitionPenalty }),
  };
}

const always = { stream: true as const, stream_options: { include_usage: true } };
const ofEngine = (engine: Engine) => (engine === 'llama.cpp' ? { return_progress: true } : {});

/** The conversation as the server's template reads it. Pictures come before the text that speaks of them. */
export function chatMessages({ system, turns, begun }: GenerationRequest) {
  const first = system === null ? [] : [{ role: 'system' as const, content: system }];
  const last = begun === undefined ? [] : [{ role: 'assistant' as const, content: begun }];
  return [...first, ...turns.map(chatMessage), ...last];
}

function chatMessage({ role, text, images = [] }: Turn) {
  if (images.length === 0) return { role, content: text };
  const pictures = images.map(({ mediaType, data }) => ({
    type: 'image_url' as const,
    image_url: { url: `data:${mediaType};base64,${data}` },
  }));
  return { role, content: [...pictures, { type: 'text' as const, text }] };
}

/** vLLM and llama.cpp go on from the last message instead of beginning one. Only they are asked to: `canContinue` says no for others. */
const goingOn = ({ begun }: GenerationRequest) =>
  begun === undefined ? {} : { add_generation_prompt: false, continue_final_message: true };

/** Whether the program goes on from the beginning of an answer in a chat. */
export const continuesChats = (engine: Engine): boolean => engine !== 'unknown';

/** Body of a chat request: the server writes the prompt with its own template. */
export function chatBody(request: GenerationRequest, engine: Engine) {
  return {
    ...always,
    model: request.modelId,
    messages: chatMessages(request),
    ...goingOn(request),
    ...sampling(request.parameters, engine),
    ...ofEngine(engine),
  };
}

/** Body of a raw completion request. */
export function completionBody(request: GenerationRequest, prompt: RenderedPrompt, engine: Engine) {
  const stop = prompt.stop.slice(0, mostStopStrings);
  return {
    ...always,
    model: request.modelId,
    prompt: prompt.text,
    ...(stop.length === 0 ? {} : { stop }),
    // vLLM would give 16.
    max_tokens: usualMaxTokens,
    ...sampling(request.parameters, engine),
    ...ofEngine(engine),
  };
}

import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import type { GenerationRequest } from '../../provider.ts';

/** A server takes four stop strings unless it was started with more; the others are found here in the text. */
const mostStopStrings = 4;

/** The conversation for `/chat_tokenize` and the chat route. The server has one model; any other name would be taken for an adapter's. */
export function messagesOf({ system, turns, begun }: GenerationRequest) {
  const first = system === null ? [] : [{ role: 'system' as const, content: system }];
  // It goes on from a last message of the model's by itself (router/src/infer/chat_template.rs).
  const last = begun === undefined ? [] : [{ role: 'assistant' as const, content: begun }];
  return { model: 'tgi', messages: [...first, ...turns.map(({ role, text }) => ({ role, content: text })), ...last] };
}

/** Body of the chat route. It knows neither `top_k` nor a repetition penalty. */
export function chatBody(request: GenerationRequest) {
  const { maxTokens, temperature, topP, seed } = request.parameters;
  return {
    ...messagesOf(request),
    stream: true as const,
    stream_options: { include_usage: true },
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined || topP >= 1 ? {} : { top_p: topP }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/**
 * Body of `/generate_stream`. Without `details` no finish reason comes. What elsewhere means "off" is refused here: a temperature of 0 (the
 * server is greedy unless it is told to sample), a `top_p` of 1, a `top_k` of 0. Without a number of tokens the server writes until its
 * window is full.
 */
export function generateBody({ parameters }: GenerationRequest, { text, stop }: RenderedPrompt) {
  const { maxTokens, temperature, topP, topK, repetitionPenalty, seed } = parameters;
  const isGreedy = temperature === 0;
  const stops = stop.slice(0, mostStopStrings);
  return {
    inputs: text,
    parameters: {
      details: true,
      ...(maxTokens === undefined ? {} : { max_new_tokens: maxTokens }),
      ...(isGreedy ? {} : { do_sample: true }),
      ...(temperature === undefined || isGreedy ? {} : { temperature }),
      ...(topP === undefined || topP >= 1 || isGreedy ? {} : { top_p: topP }),
      ...(topK === undefined || topK <= 0 || isGreedy ? {} : { top_k: topK }),
      ...(repetitionPenalty === undefined ? {} : { repetition_penalty: repetitionPenalty }),
      ...(seed === undefined ? {} : { seed }),
      ...(stops.length === 0 ? {} : { stop: stops }),
    },
  };
}

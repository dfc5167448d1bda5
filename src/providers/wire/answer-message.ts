import * as v from 'valibot';
import { ProviderFailure } from '../failure.ts';
import type { Usage } from '../provider.ts';
import { boundedName, lenient, measure } from './lenient.ts';

/** One message of an answer on its way, in the OpenAI dialect of chat and of raw completion. */
export interface AnswerMessage {
  /** Model that answers, as the server states it. */
  readonly model: string | null;
  /** Company behind a router, where the message says so. */
  readonly provider: string | null;
  readonly text: string;
  readonly reasoning: string;
  readonly finishReason: string | null;
  readonly usage: Usage | null;
  /** llama.cpp: how much of the prompt is read. Tokens. */
  readonly promptProgress: { readonly done: number; readonly total: number } | null;
}

const text = v.optional(v.nullable(v.string()));
const count = lenient(measure);

const choice = v.object({
  index: lenient(v.number()),
  delta: v.optional(v.nullable(v.object({ content: text, reasoning_content: text, reasoning: text, reasoning_text: text }))),
  text,
  finish_reason: text,
});
const message = v.object({
  model: lenient(v.string()),
  provider: lenient(v.string()),
  choices: v.array(choice),
  usage: lenient(v.object({ prompt_tokens: count, completion_tokens: count })),
  timings: lenient(v.object({ cache_n: count, prompt_n: count, predicted_n: count, predicted_per_second: count })),
  prompt_progress: lenient(v.object({ total: measure, processed: measure })),
});

/** Usage of llama.cpp's timings, which know the speed, over the plain counts. Zero counts (Ollama sends them with each piece) say nothing. */
function usageOf({ usage, timings }: v.InferOutput<typeof message>): Usage | null {
  const promptTokens = usage?.prompt_tokens || (timings?.prompt_n ?? 0) + (timings?.cache_n ?? 0);
  const outputTokens = usage?.completion_tokens || timings?.predicted_n;
  const tokensPerSecond = timings?.predicted_per_second;
  if (!promptTokens && !outputTokens) return null;
  return {
    ...(promptTokens ? { promptTokens } : {}),
    ...(outputTokens ? { outputTokens } : {}),
    ...(tokensPerSecond ? { tokensPerSecond } : {}),
  };
}

/** Checks a parsed message, which states no error. Throws a `ProviderFailure` with code `malformed` if it is none of this dialect. */
export function readAnswerMessage(value: unknown): AnswerMessage {
  const read = v.safeParse(message, value);
  if (!read.success) {
    const [issue] = read.issues;
    const where = v.getDotPath(issue) ?? 'the message';
    throw new ProviderFailure('malformed', `The server sent a message of another form (${where}: ${issue.message}).`);
  }
  const { output } = read;
  const first = output.choices.find(({ index }) => index === null || index === 0);
  const delta = first?.delta;
  return {
    model: boundedName(output.model),
    provider: boundedName(output.provider),
    text: delta?.content ?? first?.text ?? '',
    reasoning: delta?.reasoning_content ?? delta?.reasoning ?? delta?.reasoning_text ?? '',
    finishReason: first?.finish_reason || null,
    usage: usageOf(output),
    promptProgress:
      output.prompt_progress === null ? null : { done: output.prompt_progress.processed, total: output.prompt_progress.total },
  };
}

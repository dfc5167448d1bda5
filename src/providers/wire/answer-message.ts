import * as v from 'valibot';
import { ProviderFailure } from '../failure.ts';
import type { Usage } from '../provider.ts';
import { boundedName, isNone, isRecord, isText, lenient, measure } from './lenient.ts';
import type { MessageForm } from './repeated-messages.ts';

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

type Choice = v.InferOutput<typeof choice>;

function answerOf(
  { model, provider }: { readonly model: unknown; readonly provider: unknown },
  choice: Choice | undefined,
  usage: Usage | null,
  promptProgress: AnswerMessage['promptProgress'],
): AnswerMessage {
  const delta = choice?.delta;
  return {
    model: boundedName(model),
    provider: boundedName(provider),
    text: delta?.content ?? choice?.text ?? '',
    reasoning: delta?.reasoning_content ?? delta?.reasoning ?? delta?.reasoning_text ?? '',
    finishReason: choice?.finish_reason || null,
    usage,
    promptProgress,
  };
}

/** The same as the schema of a choice, for one that is the first. */
function isFirstChoice(value: unknown): value is Choice {
  if (!isRecord(value)) return false;
  const { index, delta, text, finish_reason } = value;
  if ((index !== 0 && !isNone(index)) || !isText(text) || !isText(finish_reason)) return false;
  if (isNone(delta)) return true;
  return (
    isRecord(delta) && isText(delta.content) && isText(delta.reasoning_content) && isText(delta.reasoning) && isText(delta.reasoning_text)
  );
}

/**
 * Almost every message of an answer is one choice with a few words, and the schema costs more than all the rest of its way. `null` for any
 * other message, well formed or not: the schema reads those. What both read, they read the same; a test compares them.
 */
function readWords(value: unknown): AnswerMessage | null {
  if (!isRecord(value)) return null;
  const { choices, usage, timings, prompt_progress } = value;
  if (!isNone(usage) || !isNone(timings) || !isNone(prompt_progress)) return null;
  if (!Array.isArray(choices) || choices.length !== 1) return null;
  const first: unknown = choices[0];
  return isFirstChoice(first) ? answerOf({ model: value.model, provider: value.provider }, first, null, null) : null;
}

/** Checks a parsed message, which states no error. Throws a `ProviderFailure` with code `malformed` if it is none of this dialect. */
export function readAnswerMessage(value: unknown): AnswerMessage {
  return readWords(value) ?? readAnyAnswerMessage(value);
}

/** What OpenAI's dialect says of an answer. Its id and its time are not looked at. */
export const answerMessages: MessageForm = { read: readAnswerMessage, unread: ['id', 'created'] };

/** The same by the schema alone. */
export function readAnyAnswerMessage(value: unknown): AnswerMessage {
  const read = v.safeParse(message, value);
  if (!read.success) {
    const [issue] = read.issues;
    const where = v.getDotPath(issue) ?? 'the message';
    throw new ProviderFailure('malformed', `The server sent a message of another form (${where}: ${issue.message}).`);
  }
  const { output } = read;
  const first = output.choices.find(({ index }) => index === null || index === 0);
  const progress = output.prompt_progress;
  return answerOf(output, first, usageOf(output), progress === null ? null : { done: progress.processed, total: progress.total });
}

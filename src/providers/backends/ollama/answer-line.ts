import * as v from 'valibot';
import { ProviderFailure } from '../../failure.ts';
import type { Usage } from '../../provider.ts';
import type { AnswerMessage } from '../../wire/answer-message.ts';
import { boundedName, isNone, isRecord, isText, lenient, measure } from '../../wire/lenient.ts';
import type { MessageForm } from '../../wire/repeated-messages.ts';
import { hostOf } from './host.ts';

const text = v.optional(v.nullable(v.string()));
const count = lenient(measure);

/** A line of `/api/chat` (`message`) or of `/api/generate` (`response`). Durations are nanoseconds. */
const line = v.object({
  model: lenient(v.string()),
  remote_host: lenient(v.string()),
  message: v.optional(v.nullable(v.object({ content: text, thinking: text }))),
  response: text,
  thinking: text,
  done: v.boolean(),
  done_reason: lenient(v.string()),
  prompt_eval_count: count,
  eval_count: count,
  // Under a nanosecond nothing is written, and a speed would be infinite.
  eval_duration: lenient(v.pipe(measure, v.minValue(1))),
});

function usageOf({ prompt_eval_count, eval_count, eval_duration }: v.InferOutput<typeof line>): Usage | null {
  if (!prompt_eval_count && !eval_count) return null;
  return {
    ...(prompt_eval_count ? { promptTokens: prompt_eval_count } : {}),
    ...(eval_count ? { outputTokens: eval_count } : {}),
    ...(eval_count && eval_duration ? { tokensPerSecond: eval_count / (eval_duration / 1e9) } : {}),
  };
}

/** Almost every line is a few words. `null` for any other, and the schema reads it; what both read, they read the same. */
function readWords(value: unknown): AnswerMessage | null {
  if (!isRecord(value) || value.done !== false) return null;
  const { model, remote_host, message, response, thinking } = value;
  if (!isText(response) || !isText(thinking)) return null;
  if (isNone(message)) return wordsOf(model, remote_host, response, thinking);
  if (!isRecord(message) || !isText(message.content) || !isText(message.thinking)) return null;
  return wordsOf(model, remote_host, message.content ?? response, message.thinking ?? thinking);
}

type Text = string | null | undefined;
const wordsOf = (model: unknown, remoteHost: unknown, text: Text, reasoning: Text): AnswerMessage => ({
  model: boundedName(model),
  provider: hostOf(typeof remoteHost === 'string' ? remoteHost : null),
  text: text ?? '',
  reasoning: reasoning ?? '',
  finishReason: null,
  usage: null,
  promptProgress: null,
});

/** Checks a parsed line. Throws a `ProviderFailure` with code `malformed` if it is none of this dialect. */
export function readAnswerLine(value: unknown): AnswerMessage {
  return readWords(value) ?? readAnyAnswerLine(value);
}

export const answerLines: MessageForm = { read: readAnswerLine, unread: ['created_at'] };

/** The same by the schema alone. */
export function readAnyAnswerLine(value: unknown): AnswerMessage {
  const read = v.safeParse(line, value);
  if (!read.success) {
    const [issue] = read.issues;
    throw new ProviderFailure(
      'malformed',
      `The server sent a line of another form (${v.getDotPath(issue) ?? 'the line'}: ${issue.message}).`,
    );
  }
  const { output } = read;
  const reason = output.done_reason ?? '';
  if (output.done && /^(?:load|unload)$/.test(reason)) {
    throw new ProviderFailure('interrupted', `The server answered "${reason}" and wrote nothing.`);
  }
  return {
    ...wordsOf(output.model, output.remote_host, output.message?.content ?? output.response, output.message?.thinking ?? output.thinking),
    // Old servers say `done` without a reason.
    finishReason: output.done ? reason || 'stop' : null,
    usage: output.done ? usageOf(output) : null,
  };
}
